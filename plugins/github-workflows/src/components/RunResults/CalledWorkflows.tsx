import { Box, Link } from '@backstage/ui';
import type {
  ReferencedWorkflow,
  Run,
} from '@internal/plugin-github-workflows-common';
import { useId } from 'react';
import { sectionStyles } from '../RunSection';

/** Where a called workflow is on the GitHub of the run, as it was then. */
function addressOf(run: Run, { path, sha }: ReferencedWorkflow): string {
  const [owner, repo, ...file] = path.split('/');
  return `${new URL(run.htmlUrl).origin}/${owner}/${repo}/blob/${sha}/${file.join('/')}`;
}

/** The workflow files that the workflow of a run calls; nothing where it calls none. */
export function CalledWorkflows(props: { run: Run }) {
  const { run } = props;
  const headingId = useId();
  if (!run.referencedWorkflows) {
    return null;
  }
  return (
    <section aria-labelledby={headingId} className={sectionStyles.section}>
      <h3 id={headingId} className={sectionStyles.heading}>
        Called workflows
      </h3>
      <Box as="ul" bg="neutral" className={sectionStyles.list}>
        {run.referencedWorkflows.map(workflow => (
          <li key={workflow.path} className={sectionStyles.row}>
            <div className={sectionStyles.what}>
              <Link
                href={addressOf(run, workflow)}
                target="_blank"
                rel="noreferrer"
                className={sectionStyles.name}
              >
                {workflow.path}
              </Link>
              <span className={sectionStyles.details}>
                {workflow.ref && (
                  <code>
                    {workflow.ref.replace(/^refs\/(heads|tags)\//, '')}
                  </code>
                )}
                <code title={workflow.sha}>{workflow.sha.slice(0, 7)}</code>
              </span>
            </div>
          </li>
        ))}
      </Box>
    </section>
  );
}

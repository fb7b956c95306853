import { describeError, OutLink } from '@internal/portal-react';
import { useEntityRef, useErrors, useErrorsView } from '../../hooks';
import { BugsnagPanel } from '../BugsnagPanel';
import styles from './BugsnagTab.module.css';
import { ErrorsSection } from './ErrorsSection';
import { FilterBar } from './FilterBar';
import { ReleasesSection } from './ReleasesSection';
import { StabilitySection } from './StabilitySection';
import { TrendSection } from './TrendSection';

// Without a project every part would say the same.
const OF_THE_PROJECT =
  /^(not_configured|annotation_\w+|organization_\w+|project_(not_found|ambiguous))$/;

/**
 * What Bugsnag knows of an entity: its errors by the filters in the address, how often they occur,
 * and how stable it is, day by day and release by release. Each part fails by itself.
 */
export function BugsnagTab() {
  const entityRef = useEntityRef();
  const view = useErrorsView();
  const errors = useErrors(entityRef, view.query);
  const project = errors.data?.project;
  const stages = project?.stages ?? [];
  const hasProject =
    errors.data !== undefined ||
    !OF_THE_PROJECT.test(describeError(errors.error).code ?? '');
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <h2 className={styles.heading}>Errors in Bugsnag</h2>
        {project && (
          <OutLink href={project.url} site="Bugsnag">
            {project.organization} / {project.name}
          </OutLink>
        )}
      </div>
      {hasProject ? (
        <>
          <FilterBar view={view} stages={stages} />
          <TrendSection entityRef={entityRef} filters={view.filters} />
          <ErrorsSection errors={errors} view={view} />
          <StabilitySection entityRef={entityRef} />
          <ReleasesSection entityRef={entityRef} stages={stages} />
        </>
      ) : (
        <BugsnagPanel query={errors} label="errors">
          {() => null}
        </BugsnagPanel>
      )}
    </div>
  );
}

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Link, Text } from '@backstage/ui';
import { RiRepeatLine } from '@remixicon/react';
import {
  Dispatch,
  REDACTED,
  Run,
} from '@internal/plugin-github-workflows-common';
import { workflowsRouteRef } from '../../routes';
import { prefillSearch } from '../RunDialog';
import styles from './RunOrigin.module.css';

/** Props of {@link RunOrigin}. */
export interface RunOriginProps {
  run: Run;
  /** What was asked for, when the run was started in the portal. */
  dispatch: Dispatch | undefined;
}

function Sha(props: { sha: string }) {
  return <code title={props.sha}>{props.sha.slice(0, 7)}</code>;
}

/** Says that somebody pushed between the form and the run. */
function MovedNote(props: { run: Run; seen: string }) {
  const { run, seen } = props;
  const repository = run.htmlUrl.replace(/\/actions\/runs\/.*$/, '');
  return (
    <Alert
      status="warning"
      icon
      title="The branch moved between the form and the run"
      description={
        <>
          You saw <Sha sha={seen} />, and it ran <Sha sha={run.headSha} />.{' '}
          <Link
            href={`${repository}/compare/${seen}...${run.headSha}`}
            target="_blank"
            rel="noreferrer"
          >
            See what changed in between
          </Link>
        </>
      }
    />
  );
}

function originOf({ identity, match }: Dispatch): string[] {
  return [
    identity === 'app'
      ? 'Started in the portal as its GitHub App; the audit says who asked.'
      : 'Started in the portal.',
    ...(match === 'matched'
      ? [
          'Matched: GitHub didn’t name this run, it was found by its actor, ref, commit and time.',
        ]
      : []),
  ];
}

/** The link to the form with the values of a dispatch, as far as the portal gives them out. */
function RunAgain(props: { dispatch: Dispatch }) {
  const { workflowFile, ref, refType, inputs } = props.dispatch;
  const tabLink = useRouteRef(workflowsRouteRef);
  const isHidden = Object.values(inputs).includes(REDACTED);
  return (
    tabLink && (
      <>
        <ButtonLink
          variant="secondary"
          iconStart={<RiRepeatLine />}
          href={`${tabLink()}${prefillSearch(workflowFile, { ref, refType }, inputs)}`}
        >
          Run again with the same inputs
        </ButtonLink>
        {isHidden && (
          <Text as="p" variant="body-small" color="secondary">
            What looks like a secret is hidden here and left empty in the form.
          </Text>
        )}
      </>
    )
  );
}

/** How the run came about: on which commit, as whom, and the way to run the same again. */
export function RunOrigin(props: RunOriginProps) {
  const { run, dispatch } = props;
  if (!dispatch) {
    return run.event === 'workflow_dispatch' ? (
      <Text as="p" variant="body-small" color="secondary">
        Started by hand outside the portal: GitHub keeps no record of its
        inputs, so they can’t be shown or used again.
      </Text>
    ) : null;
  }
  const { headShaSeen } = dispatch;
  return (
    <div className={styles.origin}>
      {headShaSeen && headShaSeen !== run.headSha && (
        <MovedNote run={run} seen={headShaSeen} />
      )}
      <Text as="p" variant="body-small" color="secondary">
        {originOf(dispatch).join(' ')}
      </Text>
      <RunAgain dispatch={dispatch} />
    </div>
  );
}

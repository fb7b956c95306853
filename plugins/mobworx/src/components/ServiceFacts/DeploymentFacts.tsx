import { Link } from '@backstage/ui';
import type { Deployment } from '@internal/plugin-mobworx-common';
import { RelativeTime } from '@internal/portal-react';
import { Fact } from './Fact';

function CommitLink(props: { commit: string; url?: string }) {
  const { commit, url } = props;
  const short = <code>{commit.slice(0, 7)}</code>;
  return url ? (
    <Link
      href={url}
      target="_blank"
      rel="noreferrer"
      variant="body-small"
      aria-label={`Commit ${commit.slice(0, 7)} on GitHub`}
    >
      {short}
    </Link>
  ) : (
    short
  );
}

function WhenAndWho(props: { deployment: Deployment }) {
  const { at, by, htmlUrl } = props.deployment;
  const when = at ? <RelativeTime iso={at} /> : 'at an unknown time';
  return (
    <>
      {htmlUrl ? (
        <Link
          href={htmlUrl}
          target="_blank"
          rel="noreferrer"
          variant="body-small"
        >
          {when}
        </Link>
      ) : (
        when
      )}
      {by && ` by ${by}`}
    </>
  );
}

function aheadInWords(count: number): string {
  if (count === 0) {
    return 'no commits';
  }
  return `${count} ${count === 1 ? 'commit' : 'commits'}`;
}

/** What runs, how it got there, and how far ahead of production it is; lines of a `dl`. */
export function DeploymentFacts(props: { deployment: Deployment }) {
  const { version, commit, commitUrl, at, by, htmlUrl, aheadOfProduction } =
    props.deployment;
  return (
    <>
      {(version || commit) && (
        <Fact name="Version">
          {version ?? 'unnamed'}
          {commit && (
            <>
              {' · '}
              <CommitLink commit={commit} url={commitUrl} />
            </>
          )}
        </Fact>
      )}
      {(at || by || htmlUrl) && (
        <Fact name="Deployed">
          <WhenAndWho deployment={props.deployment} />
        </Fact>
      )}
      {aheadOfProduction !== undefined && (
        <Fact name="Ahead of production">
          {aheadInWords(aheadOfProduction)}
        </Fact>
      )}
    </>
  );
}

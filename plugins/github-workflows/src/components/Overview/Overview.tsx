import { parseEntityRef } from '@backstage/catalog-model';
import { Button, Container, Skeleton, Text } from '@backstage/ui';
import type { OverviewRun } from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useId } from 'react';
import {
  useOverview,
  useOverviewState,
  useRunPath,
  useRunSignals,
} from '../../hooks';
import { RunRow } from '../RunRow';
import styles from './Overview.module.css';
import { ScopeBar } from './ScopeBar';
import { SourcesNote } from './SourcesNote';

function OverviewRow(props: { item: OverviewRun }) {
  const { entityRef, run } = props.item;
  const href = useRunPath(entityRef, run.id);
  return <RunRow run={run} href={href} of={parseEntityRef(entityRef).name} />;
}

function RunGroup(props: {
  title: string;
  nothing: string;
  runs: OverviewRun[];
}) {
  const { title, nothing, runs } = props;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.groupHeading}>
        {title} ({runs.length})
      </h3>
      {runs.length === 0 ? (
        <Text as="p" color="secondary">
          {nothing}
        </Text>
      ) : (
        <ul className={styles.list}>
          {runs.map(one => (
            <OverviewRow key={`${one.entityRef} ${one.run.id}`} item={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What runs, waits or has failed in all repositories; of which System or owner is in the URL. */
export function Overview() {
  useRunSignals();
  const { query, change, clear } = useOverviewState();
  const overview = useOverview(query);
  return (
    <main>
      <Container>
        <section className={styles.page} aria-labelledby="overview-heading">
          <h2 id="overview-heading" className={styles.heading}>
            What goes on
          </h2>
          <ScopeBar query={query} onChange={change} />
          <AsyncPanel
            query={overview}
            label="overview"
            skeleton={[1, 2, 3].map(row => (
              <Skeleton key={row} width="100%" height={56} />
            ))}
            isEmpty={({ sources }) => sources.length === 0}
            empty={
              <EmptyNote title="No repository that you can see belongs here">
                {query.system || query.owner ? (
                  <Button variant="secondary" onPress={clear}>
                    Show the whole catalog
                  </Button>
                ) : (
                  'A component shows its runs once its catalog file names its repository.'
                )}
              </EmptyNote>
            }
          >
            {({ running, waiting, failed, more, sources }) => (
              <div className={styles.groups}>
                <RunGroup
                  title="Waiting for approval"
                  nothing="Nothing waits for approval."
                  runs={waiting}
                />
                <RunGroup
                  title="Running"
                  nothing="Nothing runs right now."
                  runs={running}
                />
                <RunGroup
                  title="Failed on the default branch"
                  nothing="No workflow is known to fail on its default branch."
                  runs={failed}
                />
                {more && (
                  <Text as="p" color="secondary">
                    There are more than a hundred: choose a System or an owner
                    to see the others.
                  </Text>
                )}
                <SourcesNote sources={sources} />
              </div>
            )}
          </AsyncPanel>
        </section>
      </Container>
    </main>
  );
}

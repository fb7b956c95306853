import type { OverviewSource } from '@internal/plugin-github-workflows-common';
import { RelativeTime } from '@internal/portal-react';
import styles from './Overview.module.css';

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The time since which all that was read at all is known. */
function oldestOf(sources: OverviewSource[]): string | undefined {
  return sources.flatMap(({ readAt }) => readAt ?? []).sort()[0];
}

function SourceRow(props: { source: OverviewSource }) {
  const { repository, readAt, toldAt, problem } = props.source;
  return (
    <li className={styles.source}>
      <strong>{repository}</strong>{' '}
      {readAt ? (
        <>
          was read <RelativeTime iso={readAt} />
        </>
      ) : (
        'has not been read yet'
      )}
      {toldAt && (
        <>
          ; GitHub told of it <RelativeTime iso={toldAt} />
        </>
      )}
      .{problem && ` ${problem}`}
    </li>
  );
}

/** How old what is shown is, in a sentence, and repository by repository on request. */
export function SourcesNote(props: { sources: OverviewSource[] }) {
  const { sources } = props;
  const oldest = oldestOf(sources);
  const unread = sources.filter(({ readAt }) => !readAt).length;
  const troubled = sources.filter(({ problem }) => problem).length;
  return (
    <details className={styles.sources}>
      <summary>
        {counted(sources.length, 'repository', 'repositories')}
        {oldest && (
          <>
            ; the one read longest ago: <RelativeTime iso={oldest} />
          </>
        )}
        {unread > 0 && `, ${unread} not read yet`}
        {troubled > 0 && `, ${troubled} could not be read the last time`}
      </summary>
      <ul className={styles.sourceList}>
        {sources.map(source => (
          <SourceRow key={source.repository} source={source} />
        ))}
      </ul>
    </details>
  );
}

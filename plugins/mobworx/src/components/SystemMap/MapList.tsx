import { Link } from '@backstage/ui';
import { useEntityPath } from '../../hooks';
import type { MapEdge, SystemGraph } from './graphOf';
import { KnownStatuses, NodeStatuses } from './NodeStatuses';
import styles from './SystemMap.module.css';

function describeEdge(edge: MapEdge): string {
  return edge.apis.length > 0 ? ` (${edge.apis.join(', ')})` : '';
}

/** Everything that the map says, in words. */
export function MapList(props: {
  graph: SystemGraph;
  environments: KnownStatuses;
}) {
  const { graph, environments } = props;
  const entityPath = useEntityPath();
  const titles = new Map(
    graph.nodes.map(({ entityRef, title }) => [entityRef, title]),
  );
  return (
    <ul className={styles.list} aria-label="Services and clients">
      {graph.nodes.map(({ entityRef, title, service }) => {
        const uses = graph.edges.filter(({ to }) => to === entityRef);
        const usedBy = graph.edges.filter(({ from }) => from === entityRef);
        return (
          <li key={entityRef} className={styles.listNode}>
            <Link href={entityPath(entityRef)} weight="bold">
              {title}
            </Link>
            <NodeStatuses service={service} environments={environments} />
            {uses.length > 0 && (
              <p className={styles.note}>
                Uses{' '}
                {uses
                  .map(edge => `${titles.get(edge.from)}${describeEdge(edge)}`)
                  .join(', ')}
              </p>
            )}
            {usedBy.length > 0 && (
              <p className={styles.note}>
                Used by {usedBy.map(({ to }) => titles.get(to)).join(', ')}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

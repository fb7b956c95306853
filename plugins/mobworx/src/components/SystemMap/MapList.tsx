import { Link } from '@backstage/ui';
import { useEntityPath } from '../../hooks';
import type { MapEdge, SystemGraph } from './graphOf';
import { KnownStatuses, NodeStatuses } from './NodeStatuses';
import styles from './SystemMap.module.css';

function describeEdge(edge: MapEdge): string {
  return edge.apis.length > 0 ? ` by ${edge.apis.join(', ')}` : '';
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
        const standsOn = graph.edges.filter(({ to }) => to === entityRef);
        const carries = graph.edges.filter(({ from }) => from === entityRef);
        return (
          <li key={entityRef} className={styles.listNode}>
            <Link href={entityPath(entityRef)} weight="bold">
              {title}
            </Link>
            <NodeStatuses service={service} environments={environments} />
            {standsOn.length > 0 && (
              <p className={styles.note}>
                Stands on{' '}
                {standsOn
                  .map(edge => `${titles.get(edge.from)}${describeEdge(edge)}`)
                  .join('; ')}
              </p>
            )}
            {carries.length > 0 && (
              <p className={styles.note}>
                Carries {carries.map(({ to }) => titles.get(to)).join(', ')}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

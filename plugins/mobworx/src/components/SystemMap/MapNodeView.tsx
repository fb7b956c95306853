import { Link } from '@backstage/ui';
import { Handle, Node, NodeProps, Position, useReactFlow } from '@xyflow/react';
import { FocusEvent } from 'react';
import { useEntityPath } from '../../hooks';
import type { MapNode } from './graphOf';
import { NODE_SIZE } from './layoutGraph';
import { KnownStatuses, NodeStatuses } from './NodeStatuses';
import styles from './MapCanvas.module.css';

/** A node as the drawing knows it. */
export type ServiceNode = Node<
  { node: MapNode; environments: KnownStatuses },
  'service'
>;

/** A service or a client, with its status in each environment; all of it leads to its page. */
export function MapNodeView(props: NodeProps<ServiceNode>) {
  const { data, positionAbsoluteX, positionAbsoluteY } = props;
  const { entityRef, title, service } = data.node;
  const flow = useReactFlow();
  const entityPath = useEntityPath();
  // Whoever walks by keyboard sees where they are, also when the map is zoomed in.
  const bringIntoView = (event: FocusEvent) => {
    if (event.target.matches(':focus-visible')) {
      flow.setCenter(
        positionAbsoluteX + NODE_SIZE.width / 2,
        positionAbsoluteY + NODE_SIZE.height / 2,
        { zoom: flow.getZoom(), duration: 200 },
      );
    }
  };
  return (
    <div
      className={styles.node}
      data-kind={service ? 'service' : 'client'}
      onFocus={bringIntoView}
    >
      <Handle type="target" position={Position.Top} />
      <Link href={entityPath(entityRef)} weight="bold" className={styles.link}>
        {title}
      </Link>
      <NodeStatuses service={service} environments={data.environments} />
      <Handle type="source" position={Position.Bottom} />
    </div>
  );
}

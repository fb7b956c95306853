import { Graph, layout } from '@dagrejs/dagre';
import type { SystemGraph } from './graphOf';

/** Room that a node takes on the map, in pixels. */
export const NODE_SIZE = { width: 232, height: 96 } as const;

/**
 * Lays the graph out in layers: what others stand on above them.
 *
 * @returns the upper left corner of each node by its entity ref, in pixels
 */
export function layoutGraph({
  nodes,
  edges,
}: SystemGraph): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 72 });
  graph.setDefaultEdgeLabel(() => ({}));
  nodes.forEach(({ entityRef }) => graph.setNode(entityRef, { ...NODE_SIZE }));
  edges.forEach(({ from, to }) => graph.setEdge(from, to));
  layout(graph);
  return new Map(
    nodes.map(({ entityRef }) => {
      const { x, y } = graph.node(entityRef) as { x: number; y: number };
      return [
        entityRef,
        { x: x - NODE_SIZE.width / 2, y: y - NODE_SIZE.height / 2 },
      ];
    }),
  );
}

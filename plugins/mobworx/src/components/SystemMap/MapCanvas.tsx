import {
  Background,
  Controls,
  Edge,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { KeyboardEvent, useMemo } from 'react';
import type { SystemGraph } from './graphOf';
import { layoutGraph, NODE_SIZE } from './layoutGraph';
import { MapNodeView, ServiceNode } from './MapNodeView';
import type { KnownStatuses } from './NodeStatuses';
import styles from './MapCanvas.module.css';

const nodeTypes = { service: MapNodeView };
const fitViewOptions = { padding: 0.04, maxZoom: 1.1 };

function edgesOf(graph: SystemGraph): Edge[] {
  return graph.edges.map(({ from, to, apis }) => ({
    id: `${from} ${to}`,
    source: from,
    target: to,
    className: apis.length > 0 ? styles.uses : styles.dependsOn,
    markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--map-line)' },
  }));
}

function nodesOf(
  graph: SystemGraph,
  environments: KnownStatuses,
): ServiceNode[] {
  const places = layoutGraph(graph);
  return graph.nodes.map(node => ({
    id: node.entityRef,
    type: 'service',
    position: places.get(node.entityRef)!,
    data: { node, environments },
    ...NODE_SIZE,
  }));
}

function Canvas(props: { graph: SystemGraph; environments: KnownStatuses }) {
  const { graph, environments } = props;
  const flow = useReactFlow();
  const nodes = useMemo(
    () => nodesOf(graph, environments),
    [graph, environments],
  );
  const edges = useMemo(() => edgesOf(graph), [graph]);
  const zoomByKey = (event: KeyboardEvent) => {
    const deeds: Record<string, () => unknown> = {
      '+': () => flow.zoomIn(),
      '-': () => flow.zoomOut(),
      0: () => flow.fitView(fitViewOptions),
    };
    if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      deeds[event.key]?.();
    }
  };
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      fitView
      fitViewOptions={fitViewOptions}
      minZoom={0.3}
      maxZoom={2}
      nodesDraggable={false}
      nodesConnectable={false}
      // The link within each node takes the focus; lines are said in the list.
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      // The wheel scrolls the page; zooming is on the buttons, the keys and two fingers.
      zoomOnScroll={false}
      preventScrolling={false}
      onKeyDown={zoomByKey}
    >
      <Background color="var(--bui-border-1)" />
      <Controls
        position="top-right"
        showInteractive={false}
        fitViewOptions={fitViewOptions}
        aria-label="Zoom"
      />
    </ReactFlow>
  );
}

/** The map as a drawing; its nodes are links. `+`, `-` and `0` zoom. */
export default function MapCanvas(props: {
  graph: SystemGraph;
  environments: KnownStatuses;
}) {
  return (
    <div className={styles.canvas} data-testid="system-map">
      <ReactFlowProvider>
        <Canvas {...props} />
      </ReactFlowProvider>
    </div>
  );
}

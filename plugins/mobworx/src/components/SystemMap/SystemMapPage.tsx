import { Container, Skeleton, useBreakpoint } from '@backstage/ui';
import {
  AsyncPanel,
  ChoiceToggle,
  EmptyNote,
  ErrorPanel,
  PartBoundary,
} from '@internal/portal-react';
import { lazy, Suspense, useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { useSearchParams } from 'react-router-dom';
import { useMapEntities, useMobworxSignals, useStatus } from '../../hooks';
import { PageSection } from '../PageSection';
import { graphOf, SystemGraph } from './graphOf';
import { MapLegend } from './MapLegend';
import { MapList } from './MapList';
import type { KnownStatuses } from './NodeStatuses';

const MapCanvas = lazy(() => import('./MapCanvas'));

const VIEWS = [
  { id: 'map', label: 'Map' },
  { id: 'list', label: 'List' },
] as const;

type View = (typeof VIEWS)[number]['id'];

/** The view in the URL; by default the map, or the list where a map has no room. */
function useView(): [View, (view: View) => void] {
  const [params, setParams] = useSearchParams();
  const hasRoom = useBreakpoint().up('xs');
  const chosen = VIEWS.find(({ id }) => id === params.get('view'))?.id;
  return [
    chosen ?? (hasRoom ? 'map' : 'list'),
    view => setParams({ view }, { replace: true }),
  ];
}

function GraphView(props: {
  graph: SystemGraph;
  view: View;
  environments: KnownStatuses;
}) {
  const { view, ...rest } = props;
  return (
    <PartBoundary name="The system map">
      {view === 'map' ? (
        <Suspense fallback={<Skeleton width="100%" height={560} />}>
          <MapCanvas {...rest} />
        </Suspense>
      ) : (
        <MapList {...rest} />
      )}
    </PartBoundary>
  );
}

function SystemMap(props: { entities: Entity[] }) {
  const graph = useMemo(() => graphOf(props.entities), [props.entities]);
  const status = useStatus();
  const [view, setView] = useView();
  if (graph.nodes.length === 0) {
    return (
      <EmptyNote title="The catalog has no MobWorx service">
        A component comes onto the map with the annotation{' '}
        <code>mobworx.com/service</code>.
      </EmptyNote>
    );
  }
  return (
    <>
      {status.error && (
        <ErrorPanel
          error={status.error}
          onRetry={() => status.refetch()}
          isRetrying={status.isFetching}
        />
      )}
      <ChoiceToggle
        label="View"
        options={VIEWS}
        value={view}
        onChange={setView}
      />
      <GraphView
        graph={graph}
        view={view}
        environments={
          status.data?.environments ?? (status.error ? 'unknown' : 'loading')
        }
      />
      <MapLegend hasLines={view === 'map'} />
    </>
  );
}

/** The services of MobWorx and their clients, how they hang together and how they are. */
export function SystemMapPage() {
  useMobworxSignals();
  const entities = useMapEntities();
  return (
    <main>
      <Container py="4">
        <PageSection
          title="How it hangs together"
          note="Drawn from the relations in the catalog."
        >
          <AsyncPanel
            query={entities}
            label="system map"
            skeleton={<Skeleton width="100%" height={560} />}
          >
            {items => <SystemMap entities={items} />}
          </AsyncPanel>
        </PageSection>
      </Container>
    </main>
  );
}

import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useStream } from '../../hooks';
import { DetailParts } from '../DetailParts';
import { StoredPart } from '../StoredPart';
import { Events } from './Events';
import { Munits } from './Munits';
import { Rooms } from './Rooms';
import { Signaling } from './Signaling';

/** Rooms with their people, munits, events and signaling of an environment. */
export function StreamDetails(props: { environment: string }) {
  const { environment } = props;
  const stream = useStream(environment);
  const onRetry = () => {
    stream.refetch();
  };
  return (
    <AsyncPanel query={stream} label="rooms and munits">
      {({ rooms, munits, events, signaling }) => (
        <DetailParts>
          <StoredPart
            title="Rooms"
            stored={rooms}
            isEmpty={({ total }) => total === 0}
            empty={
              <EmptyNote title="No room is open">
                A room opens when somebody joins it, and ends with its last
                publisher.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <Rooms environment={environment} rooms={value} />}
          </StoredPart>
          <StoredPart
            title="Media servers"
            stored={munits}
            isEmpty={({ items }) => items.length === 0}
            empty={
              <EmptyNote title="No munit runs">
                Without one nobody can publish in a room with media servers.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <Munits munits={value} />}
          </StoredPart>
          <StoredPart title="Signaling" stored={signaling} onRetry={onRetry}>
            {value => <Signaling signaling={value} />}
          </StoredPart>
          <StoredPart
            title="Events"
            stored={events}
            isEmpty={list => list.length === 0}
            empty={
              <EmptyNote title="Nothing has happened">
                Who joins or leaves a room appears here.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <Events events={value} />}
          </StoredPart>
        </DetailParts>
      )}
    </AsyncPanel>
  );
}

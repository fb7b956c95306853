import { Button, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  roomTypes,
  StreamResponse,
  StreamRoom,
} from '@internal/plugin-mobworx-common';
import { EmptyNote, RelativeTime, useViewParam } from '@internal/portal-react';
import { Column, DetailTable } from '../DetailTable';
import { Participants } from './Participants';
import { counted } from '../counted';
import styles from './StreamDetails.module.css';
import { ROOM_TYPES } from './streamWords';

type RoomsValue = NonNullable<StreamResponse['rooms']['value']>;

const TYPES = [...roomTypes, 'unknown'] as const;

function columns(onOpen: (roomId: string) => void): Column<StreamRoom>[] {
  return [
    {
      title: 'Room',
      cell: ({ id }) => (
        <Button
          className={styles.room}
          size="small"
          variant="tertiary"
          aria-label={`Who is in ${id}`}
          onPress={() => onOpen(id)}
        >
          {id}
        </Button>
      ),
    },
    {
      title: 'Type',
      cell: ({ type }) => (
        <>
          <code>{type}</code>{' '}
          <span className={styles.small}>{ROOM_TYPES[type]}</span>
        </>
      ),
    },
    {
      title: 'Publishers',
      cell: ({ publishers }) => publishers.toLocaleString('en'),
      isNumber: true,
    },
    {
      title: 'Viewers',
      cell: ({ viewers }) => viewers.toLocaleString('en'),
      isNumber: true,
    },
    {
      title: 'Opened',
      cell: ({ createdAt }) => <RelativeTime iso={createdAt} />,
    },
  ];
}

/** The rooms that are open, of one type or all, and the people of one of them. */
export function Rooms(props: { environment: string; rooms: RoomsValue }) {
  const { environment, rooms } = props;
  const { items, total } = rooms;
  const [type, setType] = useViewParam('type', TYPES);
  const [room, setRoom] = useViewParam('room');
  const shown = items.filter(one => !type || one.type === type);
  const present = TYPES.filter(
    one => one === type || items.some(item => item.type === one),
  );
  const people = (of: 'publishers' | 'viewers') =>
    shown.reduce((sum, one) => sum + one[of], 0);
  return (
    <>
      <ToggleButtonGroup
        aria-label="Type of room"
        selectionMode="single"
        selectedKeys={type ? [type] : []}
        onSelectionChange={([key]) =>
          setType(key as (typeof TYPES)[number] | undefined)
        }
      >
        {present.map(one => (
          <ToggleButton key={one} id={one}>
            {`${one} (${items.filter(item => item.type === one).length})`}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Text as="p" className={styles.summary}>
        {counted(shown.length, 'room')} with{' '}
        {counted(people('publishers'), 'publisher')} and{' '}
        {counted(people('viewers'), 'viewer')}
        {total > items.length &&
          `; these are the ${items.length} with the most people, of ${total.toLocaleString('en')}`}
        .
      </Text>
      {shown.length > 0 ? (
        <DetailTable
          label="Open rooms"
          columns={columns(setRoom)}
          rows={shown}
          keyOf={({ id }) => id}
          isCurrent={({ id }) => id === room}
        />
      ) : (
        <EmptyNote title={`No room of type ${type} is open`} />
      )}
      {room && (
        <Participants
          key={room}
          environment={environment}
          roomId={room}
          onClose={() => setRoom(undefined)}
        />
      )}
    </>
  );
}

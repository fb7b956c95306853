import { Button, Text } from '@backstage/ui';
import type { Participant } from '@internal/plugin-mobworx-common';
import { AsyncPanel, EmptyNote, RelativeTime } from '@internal/portal-react';
import { useParticipants } from '../../hooks';
import { Column, DetailTable } from '../DetailTable';
import { StoredPart } from '../StoredPart';
import styles from './StreamDetails.module.css';

const MOST = 200;

const ROLES: Record<Participant['role'], string> = {
  publisher: 'Publisher',
  viewer: 'Viewer',
  unknown: 'Unknown',
};

function media({ video, audio }: Participant): string {
  const on = [video && 'video', audio && 'audio'].filter(Boolean);
  return on.length > 0 ? on.join(' and ') : 'none';
}

const columns: Column<Participant>[] = [
  {
    title: 'User',
    cell: ({ userId, username, fullname }) => (
      <>
        {username && <div>{fullname || username}</div>}
        <div className={styles.small}>
          {fullname && username && `${username} · `}
          <code>{userId}</code>
        </div>
      </>
    ),
  },
  { title: 'Role', cell: ({ role }) => ROLES[role] },
  { title: 'Client', cell: ({ host }) => host },
  { title: 'Sends', cell: media },
  { title: 'Session', cell: ({ sessionId }) => <code>{sessionId}</code> },
  { title: 'Joined', cell: ({ joinedAt }) => <RelativeTime iso={joinedAt} /> },
];

/** Who is in a room, as far as the viewer may know. */
export function Participants(props: {
  environment: string;
  roomId: string;
  onClose: () => void;
}) {
  const { environment, roomId, onClose } = props;
  const participants = useParticipants(environment, roomId);
  return (
    <div className={styles.people}>
      <AsyncPanel query={participants} label={`people in ${roomId}`}>
        {({ participants: stored, full }) => (
          <StoredPart
            title={`People in ${roomId}`}
            stored={stored}
            isEmpty={list => list.length === 0}
            empty={<EmptyNote title="Nobody was in it" />}
            onRetry={() => {
              participants.refetch();
            }}
          >
            {list => (
              <>
                {!full && (
                  <Text as="p" color="secondary">
                    Names are left out and ids are shortened: seeing them takes
                    the permission <code>mobworx.participants.read</code>.
                  </Text>
                )}
                <DetailTable
                  label={`List of people in ${roomId}`}
                  columns={columns}
                  rows={list}
                  keyOf={({ userId, sessionId, joinedAt }) =>
                    `${userId} ${sessionId} ${joinedAt}`
                  }
                />
                {list.length === MOST && (
                  <Text as="p" color="secondary">
                    These are the first {MOST}.
                  </Text>
                )}
              </>
            )}
          </StoredPart>
        )}
      </AsyncPanel>
      <Button
        className={styles.close}
        size="small"
        variant="secondary"
        onPress={onClose}
      >
        Close
      </Button>
    </div>
  );
}

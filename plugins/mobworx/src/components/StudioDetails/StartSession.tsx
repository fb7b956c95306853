import { Alert, Button } from '@backstage/ui';
import type {
  EnvironmentsResponse,
  StudioSession,
} from '@internal/plugin-mobworx-common';
import { AsyncPanel, useViewParam } from '@internal/portal-react';
import { useState } from 'react';
import { useEnvironments } from '../../hooks';
import { WithheldNote } from '../Withheld';
import { StartSessionDialog } from './StartSessionDialog';
import styles from './StudioDetails.module.css';

type Environment = EnvironmentsResponse['environments'][number];

const DIALOGS = ['start-session'] as const;

function Offer(props: { environment: Environment }) {
  const { environment } = props;
  const { id, title, may } = environment;
  const [dialog, setDialog] = useViewParam('dialog', DIALOGS);
  const [started, setStarted] = useState<StudioSession>();
  if (!may.startStudioSession) {
    return (
      <WithheldNote
        deed="Starting a session"
        environment={title}
        why={may.withheld?.startStudioSession}
        permission="mobworx.studio.session.create"
        setting={
          <>
            <code>studio.session.create</code> in its <code>writes</code>
          </>
        }
      />
    );
  }
  return (
    <div className={styles.start}>
      <Button
        onPress={() => {
          setStarted(undefined);
          setDialog('start-session');
        }}
      >
        Start a session in {title}
      </Button>
      {/* Always there, so that screen readers notice when it says something. */}
      <div role="status">
        {started && (
          <Alert
            status="success"
            icon
            title={`The session for ${started.roomId} is starting in ${title}`}
            description={`Its id is ${started.id}. It is live in some seconds.`}
          />
        )}
      </div>
      {dialog && (
        <StartSessionDialog
          environment={id}
          title={title}
          onStarted={setStarted}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

/** Offers to start a session where the viewer may, and says why not elsewhere. */
export function StartSession(props: { environment: string }) {
  const environments = useEnvironments();
  return (
    <AsyncPanel query={environments} label="what you may do">
      {({ environments: all }) => {
        const environment = all.find(({ id }) => id === props.environment);
        return environment && <Offer environment={environment} />;
      }}
    </AsyncPanel>
  );
}

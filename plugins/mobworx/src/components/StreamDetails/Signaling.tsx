import { Alert, Text } from '@backstage/ui';
import type { Signaling as SignalingValue } from '@internal/plugin-mobworx-common';
import { Facts } from '../Facts';

const milliseconds = (value: number) => `${value.toLocaleString('en')} ms`;

/** How long it takes to get to signaling, and for a made-up user to join, be heard and leave. */
export function Signaling(props: { signaling: SignalingValue }) {
  const { handshakeMs, synthetic, syntheticProblem } = props.signaling;
  return (
    <>
      <Facts
        facts={[
          ['WebSocket handshake', milliseconds(handshakeMs)],
          ...(synthetic
            ? ([
                ['Join', milliseconds(synthetic.joinMs)],
                ['Heartbeat', milliseconds(synthetic.heartbeatMs)],
                ['Leave', milliseconds(synthetic.leaveMs)],
              ] as [string, string][])
            : []),
        ]}
      />
      {syntheticProblem && (
        <Alert
          status="warning"
          icon
          role="status"
          title="The portal’s own visit failed"
          description={`${syntheticProblem} People who join may meet the same.`}
        />
      )}
      <Text as="p" color="secondary">
        {synthetic || syntheticProblem
          ? 'A made-up user joins a room of its own, sends a heartbeat and leaves. Clients give up on a join after 10 seconds.'
          : 'The connection is opened and closed again; nothing is joined here.'}
      </Text>
    </>
  );
}

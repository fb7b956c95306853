import { metrics } from '@opentelemetry/api';

// What OpenTelemetry's API counts goes nowhere unless packages/backend/src/instrumentation.js has
// started its SDK, which it does before this is loaded.
const meter = metrics.getMeter('portal-upstream');

const duration = meter.createHistogram('portal.upstream.call.duration', {
  description:
    'How long calls to an upstream took, waiting in line and second tries included, by what came of them',
  unit: 's',
  advice: {
    explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
});
const waiting = meter.createUpDownCounter('portal.upstream.calls.waiting', {
  description: 'Calls that wait in line until others to the same upstream end',
});
const paused = meter.createUpDownCounter('portal.upstream.paused', {
  description:
    'Whether an upstream is left alone as it failed several times in a row: how many of its lines are',
});

/** What the guard of an upstream tells operators. Outcomes: `answered`, `trouble`, or a failure. */
export interface UpstreamMetrics {
  /** @returns tells that the call waits no longer; may be called again */
  onWaiting: () => () => void;
  /** @param startedAt - of `performance.now()` */
  onEnd: (outcome: string, startedAt: number) => void;
  onPause: () => void;
  onResume: () => void;
}

/** @param upstream - its name, which no user has a say in: each is a series of its own for ever */
export function upstreamMetrics(upstream: string): UpstreamMetrics {
  const attributes = { upstream };
  let isPaused = false;
  return {
    onWaiting() {
      let isWaiting = true;
      waiting.add(1, attributes);
      return () => {
        if (isWaiting) {
          isWaiting = false;
          waiting.add(-1, attributes);
        }
      };
    },
    onEnd(outcome, startedAt) {
      duration.record((performance.now() - startedAt) / 1000, {
        ...attributes,
        outcome,
      });
    },
    onPause() {
      if (!isPaused) {
        isPaused = true;
        paused.add(1, attributes);
      }
    },
    onResume() {
      if (isPaused) {
        isPaused = false;
        paused.add(-1, attributes);
      }
    },
  };
}

import type { LighthouseState } from '@internal/plugin-lighthouse-common';
import { useRunnerState } from '../../hooks';

/** Whether the viewer can ask for an audit now. */
interface MayCreate {
  may: boolean;
  /** Why not, for the reader; absent while that isn’t known yet. */
  reason?: string;
}

function judge(state: LighthouseState): MayCreate {
  if (!state.may.create) {
    return {
      may: false,
      reason:
        'You may look at audits, but not ask for one. People of MobWorx may: sign in with your own account.',
    };
  }
  if (!state.runner.available) {
    return {
      may: false,
      reason: `No audit can be run at the moment: ${state.runner.reason}`,
    };
  }
  return { may: true };
}

/** Whether an audit can be asked for, and if not, why. */
export function useMayCreate(): MayCreate {
  const { data } = useRunnerState();
  return data ? judge(data) : { may: false };
}

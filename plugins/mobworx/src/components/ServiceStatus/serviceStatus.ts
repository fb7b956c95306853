import type { ServiceStatus } from '@internal/plugin-mobworx-common';
import type { StatusTone } from '@internal/portal-react';
import {
  RemixiconComponentType,
  RiCalendarLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiIndeterminateCircleLine,
  RiKey2Line,
  RiQuestionLine,
  RiSpeedMiniLine,
} from '@remixicon/react';

/** A status as people read it. */
export interface StatusAppearance {
  label: string;
  tone: StatusTone;
  icon: RemixiconComponentType;
  /** What it means, for a legend. */
  meaning: string;
}

/** How each status is shown, the worst first. */
export const statusAppearance: Record<ServiceStatus, StatusAppearance> = {
  down: {
    label: 'Down',
    tone: 'failure',
    icon: RiCloseCircleFill,
    meaning: 'no connection, no answer in time, or an error of the server',
  },
  'auth-failed': {
    label: 'Sign-in failed',
    tone: 'warning',
    icon: RiKey2Line,
    meaning: 'alive, and refuses the portal’s credential',
  },
  degraded: {
    label: 'Degraded',
    tone: 'warning',
    icon: RiErrorWarningFill,
    meaning: 'can be reached, and what it answers isn’t well',
  },
  slow: {
    label: 'Slow',
    tone: 'warning',
    icon: RiSpeedMiniLine,
    meaning: 'answers, and takes too long for it',
  },
  stale: {
    label: 'Not looked lately',
    tone: 'waiting',
    icon: RiQuestionLine,
    meaning: 'the portal hasn’t looked lately: what stands here may be over',
  },
  up: {
    label: 'Up',
    tone: 'success',
    icon: RiCheckboxCircleFill,
    meaning: 'answers well and in time',
  },
  'not-configured': {
    label: 'Not configured',
    tone: 'neutral',
    icon: RiIndeterminateCircleLine,
    meaning: 'the portal isn’t told where it is',
  },
  planned: {
    label: 'Planned',
    tone: 'neutral',
    icon: RiCalendarLine,
    meaning: 'the environment is announced, not built',
  },
};

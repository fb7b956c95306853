import type {
  HealthState,
  MonitorState,
  SloState,
} from '@internal/plugin-datadog-common';
import type { StatusTone } from '@internal/portal-react';

/** How a state looks: its colour, its icon and what it is called. */
export interface StateLook {
  tone: StatusTone;
  label: string;
}

/** The states of monitors, in Datadog’s own words. */
export const MONITOR_LOOKS: Record<MonitorState, StateLook> = {
  Alert: { tone: 'failure', label: 'Alert' },
  Warn: { tone: 'warning', label: 'Warn' },
  'No Data': { tone: 'waiting', label: 'No data' },
  OK: { tone: 'success', label: 'OK' },
  Ignored: { tone: 'neutral', label: 'Ignored' },
  Skipped: { tone: 'neutral', label: 'Skipped' },
  Unknown: { tone: 'neutral', label: 'Unknown' },
};

/** The states of a service, the worst of its monitors. */
export const HEALTH_LOOKS: Record<HealthState, StateLook> = {
  Alert: MONITOR_LOOKS.Alert,
  Warn: MONITOR_LOOKS.Warn,
  'No Data': MONITOR_LOOKS['No Data'],
  OK: MONITOR_LOOKS.OK,
  None: { tone: 'neutral', label: 'No monitors' },
};

/** The states of SLOs. */
export const SLO_LOOKS: Record<SloState, StateLook> = {
  breached: { tone: 'failure', label: 'Breached' },
  warning: { tone: 'warning', label: 'At risk' },
  ok: { tone: 'success', label: 'Met' },
  no_data: { tone: 'neutral', label: 'No data' },
};

/** What needs looking at comes first. */
export const HEALTH_ORDER: Record<HealthState, number> = {
  Alert: 0,
  Warn: 1,
  'No Data': 2,
  OK: 3,
  None: 4,
};

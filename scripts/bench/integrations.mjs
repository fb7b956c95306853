// yarn bench:integrations [--json] [--only=viewers,...]: the numbers that issue 6 sets for Datadog,
// Bugsnag and Figma, measured on a production build beside simulated upstreams.
import { measureFrames } from './integrations/frames.mjs';
import { startIntegrationsPortal } from './integrations/portal.mjs';
import { measureSystem } from './integrations/system.mjs';
import { measureThroughput } from './integrations/throughput.mjs';
import { measureViewers } from './integrations/viewers.mjs';
import { runParts } from './runParts.mjs';

await runParts({
  command: 'bench:integrations',
  title: 'Monitoring and design',
  startPortal: () => startIntegrationsPortal(),
  parts: {
    viewers: { measure: measureViewers },
    frames: { measure: measureFrames },
    system: { measure: measureSystem },
    throughput: { measure: measureThroughput },
  },
});

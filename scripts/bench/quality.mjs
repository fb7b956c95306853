// yarn bench:quality [--json] [--only=sonarqube,...]: the numbers that issue 5 sets for SonarQube and
// Lighthouse, each measured on a production build beside simulated upstreams. A part either has
// `startPortal`, and is given that portal, or `startsPortals`.
import { measureAudit, startAuditPortal } from './quality/audit.mjs';
import { measureAuditList } from './quality/auditList.mjs';
import { startSonarqubePortal } from './quality/portal.mjs';
import { measureSonarqube } from './quality/sonarqube.mjs';
import { runParts } from './runParts.mjs';

await runParts({
  command: 'bench:quality',
  title: 'Code quality and web performance',
  startPortal: part => part.startPortal(),
  parts: {
    sonarqube: { measure: measureSonarqube, startPortal: startSonarqubePortal },
    audit: { measure: measureAudit, startPortal: startAuditPortal },
    list: { measure: measureAuditList, startsPortals: true },
  },
});

import { progress, row } from '../report.mjs';
import { SERVICES, serviceRef } from './portal.mjs';

const ENVIRONMENTS = ['staging', 'production'];

/** What the table of a System asks Datadog for. */
export async function measureSystem(portal) {
  progress(`Opening the table of a System with ${SERVICES} services.`);
  const entityRefs = Array.from({ length: SERVICES }, (_, index) =>
    serviceRef(index + 1),
  );
  const rows = [];
  for (const environment of ENVIRONMENTS) {
    const before = (await portal.datadog.requests()).length;
    const { items } = await portal.post('/api/datadog/summaries', {
      entityRefs,
      environment,
    });
    const asked = (await portal.datadog.requests()).slice(before);
    const monitors = asked.filter(({ path }) => path.includes('/monitor'));
    const known = items.filter(({ summary }) => summary).length;
    if (known !== SERVICES)
      throw new Error(`${known} of ${SERVICES} services have a summary`);
    rows.push(
      row({
        name: `Monitor calls to Datadog for a System with ${SERVICES} services, ${environment}`,
        value: monitors.length,
        unit: 'calls',
        limit: 1,
        note: `${asked.length} calls in all`,
      }),
    );
  }
  return rows;
}

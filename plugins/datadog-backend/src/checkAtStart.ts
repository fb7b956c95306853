import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatadogReader } from './services/DatadogReader';

/**
 * Checks keys, site and scopes as the portal starts, and says in the log what is wrong. The portal
 * starts all the same: the pages say it too.
 */
export async function checkAtStart(
  { config, status }: DatadogReader,
  logger: LoggerService,
): Promise<void> {
  for (const host of config.embedHostsBlocked) {
    logger.warn(
      `Frames of ${host} stay empty: add https://${host} to backend.csp.frame-src, with 'self'.`,
    );
  }
  if (!config.keys) {
    logger.info('There are no keys for Datadog: only its embeds are shown.');
    return;
  }
  try {
    const { apiKey, applicationKey, endpoints } = await status.read();
    const problems = [apiKey, applicationKey, ...endpoints].flatMap(
      ({ problem }) =>
        problem ? [`${problem.message} ${problem.remedy}`] : [],
    );
    for (const text of new Set(problems)) {
      logger.warn(text);
    }
    if (problems.length === 0) {
      logger.info(`Datadog's site ${config.site.site} accepts both keys.`);
    }
  } catch (error) {
    logger.error('Datadog could not be checked.', error as Error);
  }
}

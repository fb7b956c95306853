import { infrastructureResponseSchema } from '@internal/plugin-mobworx-common';
import { startPlugin, StartedPlugin, StartOptions } from './startPlugin';

jest.setTimeout(60_000);

let portal: StartedPlugin | undefined;

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
});

/**
 * The portal, for looks at the infrastructure of its environments; it is stopped after the test.
 *
 * @param change - of the configured infrastructure of staging
 * @param options - how it is started otherwise
 */
export async function startInfrastructure(
  change: Record<string, unknown> = {},
  options: StartOptions = {},
) {
  portal = await startPlugin({
    poll: {
      health: { milliseconds: 100 },
      infrastructure: { milliseconds: 100 },
    },
    environments: ([staging, production]: any[]) => {
      Object.assign(staging.services.infrastructure, change);
      return [staging, production];
    },
    ...options,
  });
  const { look, get } = portal;
  const read = async (environment = 'staging') => {
    const { status, body } = await get(
      `/environments/${environment}/infrastructure`,
    );
    expect([status, body.error]).toEqual([200, undefined]);
    return infrastructureResponseSchema.parse(body);
  };
  return {
    ...portal,
    look: () => look('infrastructure'),
    lookAtHealth: () => look('health'),
    read,
    /** Why each part wasn't seen. */
    async codes() {
      const { migrationGaps: _, ...parts } = await read();
      return Object.fromEntries(
        Object.entries(parts).map(([name, { problem }]) => [
          name,
          problem?.code,
        ]),
      );
    },
  };
}

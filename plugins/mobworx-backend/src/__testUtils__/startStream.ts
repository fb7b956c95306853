import type { JsonObject } from '@backstage/types';
import {
  StreamResponse,
  streamResponseSchema,
} from '@internal/plugin-mobworx-common';
import { startPlugin, StartedPlugin, StartOptions } from './startPlugin';

let portal: StartedPlugin | undefined;

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
});

interface StreamOptions extends Pick<StartOptions, 'seed'> {
  /** Which of the simulated environments; staging unless given. */
  id?: 'staging' | 'production';
  /** Changes its configuration. */
  configure?: (environment: any) => JsonObject;
}

/** The portal with one environment, for looks at its Stream; it is stopped after the test. */
export async function startStream({
  id = 'staging',
  seed,
  configure,
}: StreamOptions = {}) {
  portal = await startPlugin({
    seed,
    poll: { timeout: { seconds: 2 }, details: { seconds: 1 } },
    environments: simulated =>
      simulated
        .filter(environment => environment.id === id)
        .map(configure ?? (environment => environment)),
  });
  const { look, get } = portal;
  return {
    ...portal,
    stream: portal[id].stream,
    async lookAndRead(): Promise<StreamResponse> {
      await look('details');
      return streamResponseSchema.parse(
        (await get(`/environments/${id}/stream`)).body,
      );
    },
    people: (room: string) =>
      get(`/environments/${id}/stream/rooms/${room}/participants`),
  };
}

import { request } from '@playwright/test';
import { callSimulator } from './callSimulator';

const PORT = process.env.SIMULATED_FIGMA_PORT;
const call = callSimulator('Figma', PORT);

/** Makes a webhook of a file that tells the portal, by Figma's own API. */
async function makeWebhook(event: string, fileKey: string) {
  const figma = await request.newContext({
    baseURL: `http://localhost:${PORT}`,
    extraHTTPHeaders: { 'X-Figma-Token': 'figd_simulated_portal' },
  });
  try {
    const response = await figma.post('/v2/webhooks', {
      data: {
        event_type: event,
        context: 'file',
        context_id: fileKey,
        endpoint: `${process.env.PORTAL_URL}/api/figma/webhook`,
        passcode: 'simulated-figma-passcode',
      },
    });
    if (!response.ok()) {
      throw new Error(
        `The simulated Figma made no webhook: ${response.status()} ${await response.text()}`,
      );
    }
  } finally {
    await figma.dispose();
  }
}

/** The simulated Figma, for a test in another process. */
export const simulatedFigma = {
  /** Lets it tell the portal what happens to a file, as a team’s webhook does. */
  tellPortal: async (fileKey: string) => {
    await makeWebhook('FILE_UPDATE', fileKey);
    await makeWebhook('FILE_VERSION_UPDATE', fileKey);
  },

  /** Somebody saves a version of a file under a name. */
  edit: (key: string, label: string) => call('POST', '/edit', { key, label }),

  /** Answers with 429 for that many seconds. */
  ration: (retryAfter: number) => call('POST', '/limit', { retryAfter }),
};

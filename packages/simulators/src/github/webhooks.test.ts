import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import { signatureOf } from './webhooks';

const { start } = checkedGithub();
const secret = 'simulated-webhook-secret';

interface Received {
  event: string;
  delivery: string;
  signature: string;
  body: string;
}

/** A receiver of webhooks on loopback that answers with a status. */
async function receiver(status = 202) {
  const received: Received[] = [];
  const server = createServer(async (req, res) => {
    const chunks = await req.toArray();
    received.push({
      event: String(req.headers['x-github-event']),
      delivery: String(req.headers['x-github-delivery']),
      signature: String(req.headers['x-hub-signature-256']),
      body: Buffer.concat(chunks).toString('utf8'),
    });
    res.writeHead(status).end();
  });
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () => server.close(),
  };
}

describe('webhooks', () => {
  it("are signed as the example in GitHub's documentation is (validating-webhook-deliveries)", () => {
    expect(signatureOf('Hello, World!', "It's a Secret to Everybody")).toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it('tell signed and in order what happens in a run', async () => {
    const { url, received, close } = await receiver();
    const github = await start({ webhooks: { url, secret } });
    const call = caller(github, 'sam-okoro');
    await call(
      'POST /repos/MobWorx/appsync-service/actions/workflows/nightly.yml/dispatches',
      {
        body: { ref: 'master' },
      },
    );
    github.clock.drain();
    await github.webhooks.settled();
    const payloads = received.map(({ body }) => JSON.parse(body));
    expect(
      received.map(({ event }, index) =>
        `${event} ${payloads[index].action ?? ''}`.trim(),
      ),
    ).toEqual([
      'workflow_run requested',
      'workflow_job queued',
      'workflow_dispatch',
      'workflow_run in_progress',
      'workflow_job in_progress',
      'workflow_job completed',
      'workflow_run completed',
    ]);
    for (const { body, signature, delivery } of received) {
      expect(signature).toBe(signatureOf(body, secret));
      expect(delivery).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
    expect(new Set(received.map(({ delivery }) => delivery)).size).toBe(
      received.length,
    );
    const common = {
      repository: { full_name: 'MobWorx/appsync-service' },
      organization: { login: 'MobWorx' },
      sender: { login: 'sam-okoro' },
    };
    payloads.forEach(payload => expect(payload).toMatchObject(common));
    expect(payloads[0].workflow_run).toMatchObject({
      status: 'queued',
      conclusion: null,
    });
    expect(payloads[6].workflow_run).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
    expect(payloads[2]).toMatchObject({
      inputs: {},
      ref: 'refs/heads/master',
      workflow: '.github/workflows/nightly.yml',
    });
    expect(payloads[5].workflow_job.steps).toHaveLength(4);

    // docs.github.com: `requested` does not come for a re-run.
    received.length = 0;
    await call(
      `POST /repos/MobWorx/appsync-service/actions/runs/${payloads[0].workflow_run.id}/rerun`,
    );
    await github.webhooks.settled();
    expect(received.map(({ event }) => event)).toEqual(['workflow_job']);
    close();
  });

  it('tell of a push', async () => {
    const { url, received, close } = await receiver();
    const github = await start({ webhooks: { url, secret } });
    const push = {
      owner: 'MobWorx',
      repo: 'webapp',
      branch: 'new',
      files: { 'a.txt': 'a' },
      message: 'Add a',
      actor: 'max-rivera',
    };
    const { sha } = await github.state.push(push);
    await github.webhooks.settled();
    expect(received[0].event).toBe('push');
    expect(JSON.parse(received[0].body)).toMatchObject({
      ref: 'refs/heads/new',
      before: '0'.repeat(40),
      after: sha,
      created: true,
      head_commit: { id: sha, message: 'Add a' },
      pusher: { name: 'max-rivera' },
    });
    // A new branch is told of twice.
    expect(received[1].event).toBe('create');
    expect(JSON.parse(received[1].body)).toMatchObject({
      ref: 'new',
      ref_type: 'branch',
      repository: { full_name: 'MobWorx/webapp' },
    });
    await github.state.push({ ...push, files: { 'a.txt': 'b' } });
    await github.webhooks.settled();
    expect(received.filter(({ event }) => event === 'create')).toHaveLength(1);
    close();
  });

  it('are noted, not repeated, when the receiver fails', async () => {
    const { url, received, close } = await receiver(500);
    const github = await start({ webhooks: { url, secret } });
    const push = {
      owner: 'MobWorx',
      repo: 'document',
      branch: 'new',
      files: { 'a.txt': 'a' },
      message: 'Add a',
    };
    await github.state.push(push);
    await github.webhooks.settled();
    close();
    await github.state.push(push);
    await github.webhooks.settled();
    expect(received).toHaveLength(2);
    expect(github.webhooks.deliveries()).toMatchObject([
      { event: 'push', status: 500 },
      { event: 'create', status: 500 },
      { event: 'push', status: 0 },
    ]);
  });
});

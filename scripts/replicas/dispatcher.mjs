// People who run workflows through the portal, one after another, and send a form again whose answer
// was lost: with the same key, as the portal's own form does.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from './session.mjs';
import { until } from './until.mjs';

const FILE = 'replica-check.yml';
const ANSWER_TIMEOUT_MS = 30_000;
// What the portal has never been told is given up two minutes after it was sent.
const SETTLE_SECONDS = 200;

/** Each with a repository of their own: a lost run is found by its actor, ref and commit. */
const PEOPLE = [
  { login: 'sam-okoro', repo: 'appsync-service', branch: 'master' },
  { login: 'kim-sato', repo: 'stream-service', branch: 'master' },
  { login: 'lee-moran', repo: 'studio-service', branch: 'main' },
  { login: 'max-rivera', repo: 'webapp', branch: 'main' },
];

const WORKFLOW = `name: Replica check
on: workflow_dispatch
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - run: echo "Once"
`;

async function switchOf(githubUrl, name, body) {
  const response = await fetch(`${githubUrl}/_simulator/${name}`, {
    ...(body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok)
    throw new Error(
      `The simulated GitHub answered ${response.status} to ${name}`,
    );
  return response.json();
}

/** The runs that the simulated GitHub has started for these people, oldest first. */
export async function runsOnGithub(githubUrl) {
  const { dispatches } = await switchOf(githubUrl, 'record');
  return dispatches.filter(({ workflow }) => workflow === FILE);
}

async function makePerson({ url, githubUrl, login, repo, branch }) {
  await switchOf(githubUrl, 'push', {
    owner: 'MobWorx',
    repo,
    branch,
    message: 'Add a workflow that does little',
    actor: login,
    files: { [`.github/workflows/${FILE}`]: WORKFLOW },
  });
  // The catalog reads its people after the start.
  const session = await until(
    `${login} can sign in`,
    () => signIn(url, login),
    { seconds: 180, everyMs: 1_000 },
  );
  const headers = {
    Authorization: `Bearer ${session.token}`,
    'X-GitHub-Token': session.githubToken,
    'Content-Type': 'application/json',
  };
  const base = `${url}/api/github-workflows`;
  const workflow = `${base}/entities/component/default/${repo}/workflows/${FILE}`;
  const form = await until(`${login} sees the form of ${FILE}`, async () => {
    const response = await fetch(`${workflow}/form?ref=${branch}`, { headers });
    return response.ok && response.json();
  });
  const asked = async (path, options) => {
    const response = await fetch(path, {
      ...options,
      headers,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const body = await response.json();
    return { status: response.status, body, code: body.error?.code };
  };
  return {
    login,
    repo,
    session,
    /** Sends the form; `runId` when it was started, else why not. */
    async send(idempotencyKey) {
      try {
        const { status, body, code } = await asked(`${workflow}/dispatches`, {
          method: 'POST',
          body: JSON.stringify({
            ref: branch,
            inputs: {},
            expectedBlobSha: form.blobSha,
            headShaSeen: form.ref.sha,
            idempotencyKey,
          }),
        });
        return status === 201
          ? { runId: body.dispatch.runId }
          : { why: code ?? `answer ${status}` };
      } catch (error) {
        return { why: error.cause?.code ?? error.name };
      }
    },
    /** What the portal has written down about a form. */
    async kept(idempotencyKey) {
      const { body } = await asked(`${base}/dispatches/mine/${idempotencyKey}`);
      return body.dispatch;
    },
  };
}

/**
 * Gives these people a workflow each and signs them in.
 *
 * @returns `people`, the `forms` that they have sent, and what they do with them
 */
export async function makePeople({ url, githubUrl }) {
  const people = [];
  for (const person of PEOPLE)
    people.push(await makePerson({ url, githubUrl, ...person }));
  // By key: who sent it, and once it is known which run came of it.
  const forms = new Map();
  const open = () => [...forms].filter(([, { runId }]) => !runId);

  async function send(person, key) {
    const { runId, why } = await person.send(key);
    const form = forms.get(key);
    form.sent += 1;
    form.runId = runId;
    form.why = why;
    form.whys.push(why ?? 'started');
    return runId;
  }

  return {
    people,
    forms,
    /** Sends one new form, once; answers with its key. */
    async sendOne(person) {
      const key = randomUUID();
      forms.set(key, { person, sent: 0, whys: [] });
      await send(person, key);
      return key;
    },
    /** Runs something while some of them run workflows, one after another. */
    async whileTheyWork(workers, work) {
      let stopped = false;
      const running = workers.map(async person => {
        while (!stopped) {
          await this.sendOne(person);
          await sleep(100);
        }
      });
      try {
        await work();
      } finally {
        stopped = true;
        await Promise.all(running);
      }
    },
    /** Forms whose answer was lost. */
    open,
    /**
     * Sends those again until it is known of each what came of it: which run, or, where the portal
     * can't tell, that GitHub has none that nobody was told of.
     */
    async settle() {
      const told = () => new Set([...forms.values()].map(form => form.runId));
      await until(
        'it is known of each form what came of it',
        async () => {
          for (const [key, { person }] of open()) await send(person, key);
          const runs = await runsOnGithub(githubUrl);
          const untold = runs.filter(({ runId }) => !told().has(runId));
          for (const [, form] of open())
            form.neverArrived =
              form.why === 'dispatch_outcome_unknown' &&
              !untold.some(({ actor }) => actor === form.person.login);
          return open().every(([, form]) => form.neverArrived);
        },
        { seconds: SETTLE_SECONDS, everyMs: 2_000 },
      ).catch(error => {
        const list = open().map(
          ([key, { person, whys }]) =>
            `${person.login} ${key}: ${whys.slice(-5).join(', ')}`,
        );
        throw new Error(`${error.message}\nLost:\n${list.join('\n')}`);
      });
    },
  };
}

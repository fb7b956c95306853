import { BASE, ENTITY, makeClient } from '../__testUtils__/makeClient';
import {
  makeAuditEntry,
  makeDispatch,
  makeForm,
  makeRef,
  makeRepository,
  makeRun,
  makeWorkflow,
  NOW,
} from '../testHelpers/builders';
import type { GithubWorkflowsApi } from './GithubWorkflowsApi';

const fresh = { fetchedAt: NOW, stale: false };

describe('createGithubWorkflowsClient', () => {
  const main = { ref: 'feature/a b', refType: 'branch' as const };
  const list = {
    ref: makeRef(),
    items: [makeWorkflow({ lastRun: makeRun() })],
    hasOlderRuns: false,
    ...fresh,
  };
  const runs = {
    items: [makeRun()],
    totalCount: 1,
    page: 1,
    pageSize: 20,
    hasMore: false,
    ...fresh,
  };

  it.each<
    [string, unknown, (client: GithubWorkflowsApi) => Promise<unknown>, string]
  >([
    [
      'the repository',
      makeRepository(),
      c => c.getRepository(ENTITY),
      `${BASE}/repository`,
    ],
    [
      'refs',
      { items: [makeRef()], more: true, ...fresh },
      c => c.searchRefs(ENTITY, { q: 'a&b', type: 'tag' }),
      `${BASE}/refs?q=a%26b&type=tag`,
    ],
    [
      'the first refs',
      { items: [], more: false, ...fresh },
      c => c.searchRefs(ENTITY, { q: '', type: 'branch' }),
      `${BASE}/refs?type=branch`,
    ],
    [
      'workflows',
      list,
      c => c.listWorkflows(ENTITY, main),
      `${BASE}/workflows?ref=feature%2Fa+b&refType=branch`,
    ],
    [
      'a form',
      makeForm(),
      c => c.getForm(ENTITY, 'de ploy.yml', main),
      `${BASE}/workflows/de%20ploy.yml/form?ref=feature%2Fa+b&refType=branch`,
    ],
    [
      'runs',
      runs,
      c => c.listRuns(ENTITY, { workflow: 'ci.yml', ref: undefined, page: 2 }),
      `${BASE}/runs?workflow=ci.yml&page=2`,
    ],
    [
      'a run',
      {
        run: makeRun(),
        latestAttempt: 1,
        jobs: [],
        viewer: { mayRerun: false, mayCancel: true, reason: 'Not yours.' },
        ...fresh,
      },
      c => c.getRun(ENTITY, 501),
      `${BASE}/runs/501`,
    ],
    [
      'the artifacts of a run',
      { items: [], more: false, ...fresh },
      c => c.listArtifacts(ENTITY, 501),
      `${BASE}/runs/501/artifacts`,
    ],
    [
      'the annotations of an attempt',
      { items: [], more: false, ...fresh },
      c => c.listAnnotations(ENTITY, 501, 2),
      `${BASE}/runs/501/annotations?attempt=2`,
    ],
    [
      'the attempts of a run',
      { items: [{ attempt: 1, status: 'queued' }], ...fresh },
      c => c.listAttempts(ENTITY, 501),
      `${BASE}/runs/501/attempts`,
    ],
    [
      'runs that wait',
      { items: [{ run: makeRun() }], totalCount: 1, ...fresh },
      c => c.listWaitingRuns(ENTITY),
      `${BASE}/waiting`,
    ],
    [
      'my dispatches',
      { items: [makeDispatch()] },
      c => c.listMyDispatches({ limit: 6 }),
      'plugin://github-workflows/dispatches/mine?limit=6',
    ],
    [
      'the audit',
      { items: [makeAuditEntry()], nextCursor: '1-1' },
      c => c.listAudit({ user: 'user:default/sam-okoro', limit: 50 }),
      'plugin://github-workflows/audit?user=user%3Adefault%2Fsam-okoro&limit=50',
    ],
  ])('asks for %s', async (_, answer, ask, url) => {
    const { client, fetch, githubAuth } = makeClient(answer);
    await expect(ask(client)).resolves.toEqual(answer);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledWith(url, undefined);
    expect(githubAuth.getAccessToken).not.toHaveBeenCalled();
  });

  it('says clearly that an answer doesn’t fit the contract', async () => {
    const { client } = makeClient({ run: 'none' });
    await expect(client.getRun(ENTITY, 501)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });

  it('passes on what the backend refuses', async () => {
    const { client } = makeClient(
      {
        error: {
          name: 'NotFoundError',
          message: 'Gone.',
          code: 'log_gone',
          remedy: 'Run it again.',
        },
        response: { statusCode: 404 },
      },
      { status: 404 },
    );
    const refusal = {
      statusCode: 404,
      cause: { code: 'log_gone', remedy: 'Run it again.' },
    };
    await expect(client.getRun(ENTITY, 501)).rejects.toMatchObject(refusal);
    await expect(
      client.getJobLog(ENTITY, 501, 7, new AbortController().signal),
    ).rejects.toMatchObject(refusal);
  });

  it('reads the zip of an artifact', async () => {
    const { client, fetch } = makeClient('zip');
    const zip = await client.downloadArtifact(ENTITY, 501, 7);
    expect(zip.size).toBe(3);
    expect(fetch).toHaveBeenCalledWith(
      `${BASE}/runs/501/artifacts/7/zip`,
      undefined,
    );
  });

  describe('reading a log', () => {
    /** Opens a log that comes in two pieces and then ends or breaks. */
    async function openLog(breaks: boolean) {
      const controller = new AbortController();
      const { client, fetch } = makeClient('');
      const read = jest.fn();
      for (const piece of ['line 1\n', 'line 2']) {
        const value = new TextEncoder().encode(piece);
        read.mockResolvedValueOnce({ done: false, value });
      }
      if (breaks) {
        read.mockRejectedValueOnce(new TypeError('network error'));
      } else {
        read.mockResolvedValueOnce({ done: true });
      }
      const cancel = jest.fn().mockRejectedValue(new Error('ended already'));
      const body = { getReader: () => ({ read, cancel }) };
      fetch.mockResolvedValue({ ok: true, body } as never);
      const log = await client.getJobLog(ENTITY, 501, 7, controller.signal);
      const pieces: string[] = [];
      const readAll = async () => {
        for await (const bytes of log) {
          pieces.push(new TextDecoder().decode(bytes));
        }
      };
      return { cancel, controller, fetch, pieces, readAll };
    }

    it('gives its bytes as they come, and lets the backend know when it is left', async () => {
      const { cancel, controller, fetch, pieces, readAll } =
        await openLog(false);
      await readAll();
      expect(pieces).toEqual(['line 1\n', 'line 2']);
      expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/jobs/7/log`, {
        signal: controller.signal,
      });
      expect(cancel).toHaveBeenCalled();
    });

    it('says when the connection broke', async () => {
      const { pieces, readAll } = await openLog(true);
      await expect(readAll()).rejects.toMatchObject({
        code: 'log_broken',
        remedy: expect.stringContaining('Retry'),
      });
      expect(pieces).toHaveLength(2);
    });

    it('doesn’t call it broken when it was given up', async () => {
      const { controller, readAll } = await openLog(true);
      controller.abort();
      await expect(readAll()).rejects.toThrow('network error');
    });
  });

  it('reads the audit as a file', async () => {
    const { client, fetch } = makeClient('at,user');
    const file = await client.downloadAudit({ action: 'cancel' });
    expect(file.size).toBe('at,user'.length);
    expect(fetch).toHaveBeenCalledWith(
      'plugin://github-workflows/audit.csv?action=cancel',
      undefined,
    );
  });
});

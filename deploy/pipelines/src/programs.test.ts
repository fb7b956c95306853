import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { container } from '@internal/deploy-image';
import { imageToDeploy } from './image.ts';
import { rolloutProblems, type Services } from './rollout.ts';
import { smokeProblems } from './smoke.ts';
import { weaknesses } from './weaknesses.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(digest);
const folder = mkdtempSync(path.join(tmpdir(), 'portal-programs-'));
after(() => rmSync(folder, { recursive: true }));

describe('which image', () => {
  const history = (...values: string[]) => ({
    Parameters: values.map((Value, index) => ({ Value, Version: index + 1 })),
  });

  it('is the one that was named', () => {
    assert.equal(imageToDeploy(A, history()), A);
  });

  const letters = (digests: string[]) =>
    digests.map(value => value.at(-1)).join(', ');
  for (const [ran, expected] of [
    [[A, B], A],
    [[A, B, C], B],
    [[A, B, B], A],
    // After B was given up: what ran before A, and never B again.
    [[C, A, B, A], C],
    [[C, A, B, A, C, D], C],
    [[A, B, A, C], A],
    // B was given up, and then deployed once more all the same.
    [[A, B, A, B], A],
    // Three are given up at once by naming a digest.
    [[A, B, C, D, B], A],
  ] as [string[], string][])
    it(`is the last before that nobody went back from: ${letters(ran)}`, () => {
      assert.equal(imageToDeploy('previous', history(...ran)), expected);
      const newestFirst = history(...ran).Parameters.reverse();
      assert.equal(
        imageToDeploy('previous', { Parameters: newestFirst }),
        expected,
      );
    });

  for (const ran of [[A], [A, A], [A, B, A], [A, B, C, B, A]])
    it(`is none where nothing ran before: ${letters(ran)}`, () => {
      assert.throws(
        () => imageToDeploy('previous', history(...ran)),
        /nothing to go back to: before sha256:a{64} no image ran here/,
      );
    });

  it('is none where nothing ran at all, or for what is no digest', () => {
    assert.throws(
      () => imageToDeploy('previous', history()),
      /No image has run here yet/,
    );
    for (const wanted of ['latest', 'sha256:abc', '', `${A} --force`])
      assert.throws(() => imageToDeploy(wanted, history()), /is no digest/);
  });

  it('is all that the program says', () => {
    const file = path.join(folder, 'history.json');
    writeFileSync(file, JSON.stringify(history(A, B)));
    const run = (wanted: string) =>
      spawnSync(
        process.execPath,
        [path.join(import.meta.dirname, 'image.ts'), wanted, file],
        { encoding: 'utf8' },
      );
    assert.equal(run('previous').stdout, A);
    const refused = run('latest');
    assert.equal(refused.status, 1);
    assert.equal(refused.stdout, '');
    assert.match(refused.stderr, /^::error::"latest" is no digest/);
  });
});

describe('whether it runs', () => {
  const services = (
    change: (service: Services['services'][number]) => void = () => {},
  ) => {
    const service = {
      desiredCount: 2,
      runningCount: 2,
      deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
    };
    change(service);
    return { services: [service] };
  };
  const running = (Value: string) => ({ Parameter: { Value } });

  it('is a yes when the image, the rollout and the tasks say so', () => {
    assert.deepEqual(rolloutProblems(A, services(), running(A)), []);
  });

  it('is a no after a rollback, however healthy the service is', () => {
    assert.match(
      rolloutProblems(A, services(), running(B)).join(),
      /taken back/,
    );
  });

  it('is a no while something is still under way', () => {
    const failed = services(({ deployments }) => {
      deployments[0].rolloutState = 'FAILED';
      Object.assign(deployments[0], {
        rolloutStateReason: 'tasks failed to start',
      });
    });
    assert.match(
      rolloutProblems(A, failed, running(A)).join(),
      /FAILED: tasks failed to start/,
    );
    const two = services(({ deployments }) => {
      deployments.push({ status: 'ACTIVE', rolloutState: 'COMPLETED' });
    });
    assert.match(rolloutProblems(A, two, running(A)).join(), /2 deployments/);
    const few = services(service => {
      service.runningCount = 1;
    });
    assert.match(rolloutProblems(A, few, running(A)).join(), /1 of 2 tasks/);
    assert.match(
      rolloutProblems(A, { services: [] }, running(A)).join(),
      /no service/,
    );
  });
});

describe('a scan', () => {
  const scan = (CRITICAL: number, status = 'COMPLETE') => ({
    imageScanStatus: { status },
    imageScanFindings: {
      findingSeverityCounts: { CRITICAL, HIGH: 9 },
      findings: [
        { name: 'CVE-2026-1', severity: 'HIGH' },
        ...(CRITICAL ? [{ name: 'CVE-2026-2', severity: 'CRITICAL' }] : []),
      ],
    },
  });

  it('lets an image pass, or keeps it with the names of what is wrong', () => {
    assert.deepEqual(weaknesses(scan(0)), []);
    assert.deepEqual(weaknesses(scan(1)), ['1 critical: CVE-2026-2.']);
  });

  it('lets nothing pass that was not scanned', () => {
    assert.match(weaknesses(scan(0, 'FAILED')).join(), /FAILED/);
    assert.match(weaknesses({}).join(), /missing/);
  });
});

describe('the portal', () => {
  async function problemsOf(answers: Record<string, [number, string]>) {
    const server = createServer((request, response) => {
      const [status, type] = answers[request.url ?? ''] ?? [404, 'text/plain'];
      response.writeHead(status, { 'content-type': type }).end('{}');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    try {
      return await smokeProblems(`http://127.0.0.1:${port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const open: Record<string, [number, string]> = {
    [container.readinessPath]: [200, 'application/json'],
    '/': [200, 'text/html; charset=utf-8'],
    '/api/catalog/entities': [401, 'application/json'],
  };

  it('is open when it is ready and shows its page', async () => {
    assert.deepEqual(await problemsOf(open), []);
  });

  it('is not when a page answers instead of readiness', async () => {
    const fooled = {
      ...open,
      [container.readinessPath]: [200, 'text/html'] as [number, string],
    };
    assert.match(
      (await problemsOf(fooled)).join(),
      /readiness answered 200 with text\/html/,
    );
  });

  it('is not when strangers are given the catalog', async () => {
    const careless = {
      ...open,
      '/api/catalog/entities': [200, 'application/json'] as [number, string],
    };
    assert.match((await problemsOf(careless)).join(), /entities answered 200/);
  });

  it('is not when nobody answers', async () => {
    const problems = await smokeProblems('http://127.0.0.1:9');
    assert.equal(problems.length, 3);
    assert.match(problems[0], /did not answer/);
  });
});

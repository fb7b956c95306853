import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { progress, row } from '../report.mjs';
import { endChain, ENTITY, startChain } from './repository.mjs';

const LOG_BYTES = 100_000_000;
const SMALL_LOG_BYTES = 1_000_000;
const SMALL_LOGS = 80;
// Ten seconds for the whole log.
const BYTES_PER_SECOND = 10_000_000;
const SAMPLE_MS = 50;

/** Resident memory of a process in bytes. */
function residentBytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) * 1024;
}

// Reads at a pace, as over a slow line.
function readSlowly(portal, path) {
  return new Promise((resolve, reject) => {
    const url = `${portal.url}/api/github-workflows${path}`;
    const request = get(url, { headers: portal.headers }, async response => {
      if (response.statusCode !== 200)
        reject(new Error(`${path} answered ${response.statusCode}`));
      let bytes = 0;
      const started = Date.now();
      try {
        for await (const chunk of response) {
          bytes += chunk.length;
          const ahead =
            (bytes / BYTES_PER_SECOND) * 1000 - (Date.now() - started);
          if (ahead > 5) await sleep(ahead);
        }
        resolve({ bytes, ms: Date.now() - started });
      } catch (error) {
        reject(error);
      }
    });
    request.once('error', reject);
  });
}

async function highest(pid, action) {
  let most = residentBytes(pid);
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, SAMPLE_MS);
  const result = await action();
  clearInterval(timer);
  return { most, result };
}

/** How much memory a long log costs the backend while somebody reads it slowly. */
export async function measureLogMemory({ portal, branch }) {
  progress('Reading a log of 100 MB slowly.');
  const { github, pid } = portal;
  const runId = await startChain(github, branch);
  const [small, large] = await endChain(github, runId);
  await github.control('logs', { jobId: small.id, bytes: SMALL_LOG_BYTES });
  await github.control('logs', { jobId: large.id, bytes: LOG_BYTES });
  const log = job => `${ENTITY}/runs/${runId}/jobs/${job.id}/log`;
  // The runtime collects what it has sent only after some 50 MB of any traffic, and keeps the room;
  // a backend that has been in use has it already, and it is no part of what a long log takes.
  for (let round = 0; round < SMALL_LOGS; round += 1)
    await readSlowly(portal, log(small));
  const before = await highest(pid, () => sleep(3_000));
  const { most, result } = await highest(pid, () =>
    readSlowly(portal, log(large)),
  );
  if (result.bytes < LOG_BYTES)
    throw new Error(`Only ${result.bytes} bytes of the log came`);
  const megabytes = bytes => bytes / 2 ** 20;
  return [
    row({
      name: 'More memory while a log of 100 MB streams to a slow reader',
      value: Math.max(0, megabytes(most - before.most)),
      unit: 'MB',
      limit: 32,
      note: `resident memory of a backend that has sent ${SMALL_LOGS} logs of 1 MB before, ${megabytes(before.most).toFixed(0)} MB before, ${megabytes(most).toFixed(0)} MB at most; ${(result.bytes / 1e6).toFixed(1)} MB in ${(result.ms / 1000).toFixed(0)} s`,
    }),
  ];
}

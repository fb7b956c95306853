import { setTimeout as sleep } from 'node:timers/promises';
import { container } from '@internal/deploy-image';
import { end, isProgram } from './report.ts';

const ATTEMPTS = 10;
const BETWEEN_MS = 6_000;
const TIMEOUT_MS = 10_000;

// `/` alone answers even when nothing works, and a path that nobody serves answers with that page.
const EXPECTED: { path: string; type: RegExp; status: number }[] = [
  { path: container.readinessPath, type: /json/, status: 200 },
  { path: '/', type: /html/, status: 200 },
  // Whoever isn't signed in gets nothing of the catalog.
  { path: '/api/catalog/entities', type: /json/, status: 401 },
];

async function problemAt(
  base: string,
  { path, type, status }: (typeof EXPECTED)[number],
): Promise<string[]> {
  try {
    const answer = await fetch(new URL(path, base), {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const got = answer.headers.get('content-type') ?? 'nothing';
    await answer.body?.cancel();
    return answer.status === status && type.test(got)
      ? []
      : [`${path} answered ${answer.status} with ${got}, not ${status}.`];
  } catch (error) {
    return [`${path} did not answer: ${(error as Error).message}.`];
  }
}

/**
 * Opens the portal as a stranger would.
 *
 * @param base - its address
 * @returns sentences about what is wrong; empty when all is well
 */
export async function smokeProblems(base: string): Promise<string[]> {
  const problems = await Promise.all(
    EXPECTED.map(expected => problemAt(base, expected)),
  );
  return problems.flat();
}

if (isProgram(import.meta.url)) {
  const base = process.argv[2];
  let problems = await smokeProblems(base);
  for (let attempt = 1; problems.length && attempt < ATTEMPTS; attempt += 1) {
    await sleep(BETWEEN_MS);
    problems = await smokeProblems(base);
  }
  end(problems, `${base} is open.`);
}

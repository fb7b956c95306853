// Compares what people were told with what GitHub has started and what the audit says.
import { runsOnGithub } from './dispatcher.mjs';
import { until } from './until.mjs';

const some = list =>
  `${list.slice(0, 5).join(', ')}${list.length > 5 ? ` and ${list.length - 5} more` : ''}`;

/** Those of a list that come more than once. */
const doubled = list =>
  [...Map.groupBy(list, one => one)]
    .filter(([, { length }]) => length > 1)
    .map(([one]) => one);

async function auditOf(url, token, login) {
  const entries = [];
  let cursor = '';
  do {
    const response = await fetch(
      `${url}/api/github-workflows/audit?action=dispatch&limit=100&user=user:default/${login}${cursor}`,
      { headers: { Authorization: `Bearer ${token}` } },
    );
    if (!response.ok) throw new Error(`The audit answered ${response.status}`);
    const { items, nextCursor } = await response.json();
    entries.push(...items);
    cursor = nextCursor && `&cursor=${nextCursor}`;
  } while (cursor);
  return entries;
}

function requireSame(what, told, found) {
  const problems = [
    ['lost', told.filter(id => !found.includes(id))],
    ['not asked for', found.filter(id => !told.includes(id))],
    ['doubled', doubled(found)],
    ['given to two forms', doubled(told)],
  ].filter(([, list]) => list.length);
  if (problems.length)
    throw new Error(
      `${what}: ${problems.map(([kind, list]) => `${list.length} ${kind} (runs ${some(list)})`).join('; ')}`,
    );
}

/**
 * Every form that was sent is one run on GitHub, one entry of the audit, and known to have ended.
 *
 * @param options.forms - by key, as of makePeople
 * @param options.token - of a person who may read the audit of all
 * @throws Error that says which runs are lost or doubled, and where
 */
export async function requireOnce({ url, githubUrl, people, forms, token }) {
  const runsOf = list => list.map(({ runId }) => runId).filter(Boolean);
  const told = runsOf([...forms.values()]);
  const started = await runsOnGithub(githubUrl);
  requireSame(
    'GitHub',
    told,
    started.map(({ runId }) => runId),
  );
  for (const { login } of people) {
    const mine = [...forms.values()].filter(
      ({ person }) => person.login === login,
    );
    const entries = await auditOf(url, token, login);
    requireSame(
      `The audit of ${login}`,
      runsOf(mine),
      runsOf(entries.filter(({ outcome }) => outcome === 'done')),
    );
    const others = entries.filter(
      ({ outcome }) => !['done', 'refused', 'failed'].includes(outcome),
    );
    // What the portal died over before it was sent: nobody can know, and the audit says so.
    const unsent = mine.filter(({ neverArrived }) => neverArrived);
    if (others.length > unsent.length)
      throw new Error(
        `The audit of ${login} has ${others.length} entries without an end, such as ${JSON.stringify(others[0])}`,
      );
  }
  await until(
    'the portal knows the end of every run',
    async () => {
      for (const [key, { person, neverArrived }] of forms) {
        if (neverArrived) continue;
        const { runStatus, runId } = await person.kept(key);
        if (runStatus !== 'completed')
          throw new Error(`run ${runId} of ${person.login} is ${runStatus}`);
      }
      return true;
    },
    { seconds: 60, everyMs: 1_000 },
  );
  return told.length;
}

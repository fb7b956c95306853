// Teams and people: what Backstage doesn't mind, but the portal's permissions rest on.
import { stringifyEntityRef } from '@backstage/catalog-model';
import { referencesOf } from './references.mjs';

/**
 * @param {import('./read.mjs').CatalogEntity[]} entities well-formed ones
 * @returns {import('./read.mjs').Problem[]}
 */
export function checkOrganization(entities) {
  const groups = entities.filter(({ value }) => value.kind === 'Group');
  const users = entities.filter(({ value }) => value.kind === 'User');
  return [
    ...groups.flatMap(group => [...familyMistakes(group, groups)]),
    ...users.flatMap(user => teamMistakes(user)),
  ];
}

function teamMistakes(user) {
  if (referencesOf(user).some(({ field }) => field === 'memberOf')) return [];
  return [
    {
      file: user.file,
      line: user.lineOf(['spec', 'memberOf']),
      reason: `${user.value.metadata.name} belongs to no team`,
      remedy: 'Name the team, such as memberOf: [backend]',
    },
  ];
}

/** A parent lists its children, and each child names its parent: both sides must agree. */
function* familyMistakes(group, groups) {
  const self = stringifyEntityRef(group.value);
  const { name } = group.value.metadata;
  const byRef = new Map(groups.map(g => [stringifyEntityRef(g.value), g]));
  for (const { field, at, target } of referencesOf(group)) {
    const other = byRef.get(target);
    const back = { parent: 'children', children: 'parent' }[field];
    if (!other || !back) continue;
    if (referencesOf(other).some(r => r.field === back && r.target === self))
      continue;
    const otherName = other.value.metadata.name;
    yield {
      file: group.file,
      line: group.lineOf(at),
      reason:
        field === 'parent'
          ? `The parent ${otherName} does not list ${name} among its children`
          : `The child ${otherName} does not name ${name} as its parent`,
      remedy: `Correct this line, or ${back} in ${other.file}`,
    };
  }
}

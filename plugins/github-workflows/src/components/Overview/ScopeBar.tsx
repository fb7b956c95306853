import type { OverviewQuery } from '@internal/plugin-github-workflows-common';
import { Scope, useScopes } from '../../hooks';
import { ChoiceField } from '../FilterFields';
import styles from './Overview.module.css';

/** A choice that isn't in the catalog (any more) is shown by its ref. */
function optionsOf(
  scopes: Scope[],
  kind: Scope['kind'],
  chosen: string | undefined,
) {
  const options = scopes.filter(scope => scope.kind === kind);
  return chosen && !options.some(({ id }) => id === chosen)
    ? [...options, { id: chosen, label: chosen }]
    : options;
}

/** Narrows the overview down to a System or an owner. */
export function ScopeBar(props: {
  query: OverviewQuery;
  onChange: (part: OverviewQuery) => void;
}) {
  const { query, onChange } = props;
  const scopes = useScopes().data ?? [];
  return (
    <div className={styles.scopes}>
      <ChoiceField
        label="System"
        all="All Systems"
        options={optionsOf(scopes, 'System', query.system)}
        value={query.system}
        onChange={system => onChange({ system })}
      />
      <ChoiceField
        label="Owner"
        all="All owners"
        options={optionsOf(scopes, 'Group', query.owner)}
        value={query.owner}
        onChange={owner => onChange({ owner })}
      />
    </div>
  );
}

import { Select, Text } from '@backstage/ui';
import type {
  EnvironmentsResponse,
  SchemaChange,
  SchemaDriftResponse,
} from '@internal/plugin-mobworx-common';
import {
  AsyncPanel,
  EmptyNote,
  RelativeTime,
  Section,
  StatusBadge,
  StatusTone,
  useViewParam,
} from '@internal/portal-react';
import { useId } from 'react';
import { useEnvironments, useSchemaDrift } from '../../hooks';
import { counted } from '../counted';
import styles from './AppsyncDetails.module.css';
import { explainChange } from './explainChange';

type Environment = EnvironmentsResponse['environments'][number];

const GROUPS: {
  severity: SchemaChange['severity'];
  title: string;
  tone: StatusTone;
}[] = [
  { severity: 'breaking', title: 'Breaking', tone: 'failure' },
  { severity: 'dangerous', title: 'Dangerous', tone: 'warning' },
  { severity: 'safe', title: 'Safe', tone: 'success' },
];

function Group(props: {
  title: string;
  tone: StatusTone;
  changes: SchemaChange[];
}) {
  const { title, tone, changes } = props;
  const id = useId();
  return changes.length === 0 ? null : (
    <section aria-labelledby={id} className={styles.group}>
      <h4 id={id} className={styles.groupHeading}>
        <StatusBadge tone={tone} label={`${title} (${changes.length})`} />
      </h4>
      <ul className={styles.changes}>
        {changes.map(change => (
          <li key={`${change.type} ${change.description}`}>
            {change.description}{' '}
            <span className={styles.small}>
              {explainChange(change)} <code>{change.type}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes(props: {
  drift: SchemaDriftResponse;
  from: string;
  to: string;
}) {
  const { drift, from, to } = props;
  const { changes, reason, takenAt } = drift;
  if (!changes) {
    return (
      <EmptyNote title="The schemas can’t be compared">
        {reason ?? 'One of them isn’t known yet.'}
      </EmptyNote>
    );
  }
  return (
    <>
      <Text as="p">
        {changes.length === 0
          ? `${from} and ${to} have the same schema.`
          : `${to} is ${counted(changes.length, 'change')} behind ${from}: this is what its clients meet when the schema of ${from} gets there.`}
      </Text>
      {GROUPS.map(({ severity, title, tone }) => (
        <Group
          key={severity}
          title={title}
          tone={tone}
          changes={changes.filter(change => change.severity === severity)}
        />
      ))}
      {takenAt && (
        <Text as="p" color="secondary">
          Schemas of <RelativeTime iso={takenAt.from} /> ({from}) and{' '}
          <RelativeTime iso={takenAt.to} /> ({to}).
        </Text>
      )}
    </>
  );
}

function Comparison(props: {
  environments: Environment[];
  from: string;
  to: string;
  onFrom: (id: string) => void;
  onTo: (id: string) => void;
}) {
  const { environments, from, to, onFrom, onTo } = props;
  const drift = useSchemaDrift(from, to);
  const options = environments.map(({ id, title }) => ({ id, label: title }));
  const titleOf = (id: string) =>
    options.find(option => option.id === id)?.label ?? id;
  return (
    <>
      <div className={styles.pair}>
        <Select
          label="The schema of"
          options={options}
          value={from}
          onChange={key => onFrom(String(key))}
        />
        <Select
          label="comes to"
          options={options}
          value={to}
          onChange={key => onTo(String(key))}
        />
      </div>
      <AsyncPanel query={drift} label="schema differences">
        {answer => (
          <Changes drift={answer} from={titleOf(from)} to={titleOf(to)} />
        )}
      </AsyncPanel>
    </>
  );
}

function Pair(props: { environments: Environment[]; environment: string }) {
  const { environments, environment } = props;
  const ids = environments.map(({ id }) => id);
  const production = environments.find(({ tier }) => tier === 'production')?.id;
  // Towards production, whichever of the two the page is about.
  const [
    from = environment === production
      ? (ids.find(id => id !== production) ?? environment)
      : environment,
    setFrom,
  ] = useViewParam('from', ids);
  const [to = production ?? environment, setTo] = useViewParam('to', ids);
  return environments.length < 2 ? (
    <EmptyNote title="There is nothing to compare">
      AppSync is configured in one environment only.
    </EmptyNote>
  ) : (
    <Comparison
      environments={environments}
      from={from}
      to={to}
      onFrom={setFrom}
      onTo={setTo}
    />
  );
}

/** What changes for clients of one environment when the schema of another gets there. */
export function SchemaDrift(props: { environment: string }) {
  const environments = useEnvironments();
  return (
    <Section title="Schema differences">
      <AsyncPanel query={environments} label="environments">
        {answer => (
          <Pair
            environment={props.environment}
            environments={answer.environments.filter(({ services }) =>
              services.includes('appsync'),
            )}
          />
        )}
      </AsyncPanel>
    </Section>
  );
}

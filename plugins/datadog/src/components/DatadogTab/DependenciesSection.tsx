import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import type {
  DependenciesResponse,
  Dependency,
} from '@internal/plugin-datadog-common';
import {
  EmptyNote,
  ScrollTable,
  Section,
  StatusBadge,
} from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useDependencies } from '../../hooks';
import { FINDING_LOOKS, summarise } from '../../words/dependencies';
import { DatadogPanel } from '../DatadogPanel';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';

const DECLARED_BY: Record<NonNullable<Dependency['declaredBy']>, string> = {
  dependsOn: 'by dependsOn',
  consumesApi: 'by an API that it consumes',
};

/** An entity, leading to its page in the catalog. */
function EntityName(props: { entityRef: string; children: ReactNode }) {
  const entityLink = useEntityRefLink();
  return <Link href={entityLink(props.entityRef)}>{props.children}</Link>;
}

function DependencyRow(props: { dependency: Dependency }) {
  const { finding, entityRef, title, service, url, declaredBy } =
    props.dependency;
  const { tone, label, meaning } = FINDING_LOOKS[finding];
  return (
    <tr>
      <th scope="row">
        {entityRef ? (
          <EntityName entityRef={entityRef}>{title ?? entityRef}</EntityName>
        ) : (
          'Not in the catalog'
        )}
        {declaredBy && (
          <div className={styles.note}>{DECLARED_BY[declaredBy]}</div>
        )}
      </th>
      <td>{service ? <OutLink href={url}>{service}</OutLink> : '–'}</td>
      <td>
        <StatusBadge tone={tone} label={label} variant="plain" />
        <div className={styles.note}>{meaning}</div>
      </td>
    </tr>
  );
}

function Table(props: { answer: DependenciesResponse }) {
  const { dependencies } = props.answer;
  const label = 'Declared and observed dependencies';
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">In the catalog</th>
          <th scope="col">In Datadog</th>
          <th scope="col">Compared</th>
        </tr>
      </thead>
      <tbody>
        {dependencies.map(dependency => (
          <DependencyRow
            key={`${dependency.entityRef} ${dependency.service}`}
            dependency={dependency}
          />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Callers(props: { calledBy: DependenciesResponse['calledBy'] }) {
  const { calledBy } = props;
  return calledBy.length > 0 ? (
    <p className={styles.text}>
      Called by{' '}
      {calledBy.map(({ service, entityRef, title }, index) => (
        <span key={service}>
          {index > 0 && ', '}
          {entityRef ? (
            <EntityName entityRef={entityRef}>{title ?? service}</EntityName>
          ) : (
            service
          )}
        </span>
      ))}
      .
    </p>
  ) : null;
}

function Content(props: { answer: DependenciesResponse; environment: string }) {
  const { answer, environment } = props;
  const { dependencies, calledBy, serviceSeen, service, url } = answer;
  return (
    <>
      {serviceSeen ? (
        <p className={styles.text}>{summarise(dependencies)}</p>
      ) : (
        <EmptyNote title={`Datadog has seen no calls of ${service}`}>
          Nothing is known of what it calls in {environment}, so nothing can be
          said of what the catalog declares either. Look whether the service is
          traced there.
        </EmptyNote>
      )}
      {dependencies.length > 0 && <Table answer={answer} />}
      <Callers calledBy={calledBy} />
      <p className={styles.note}>
        <OutLink href={url}>The map of {service} in Datadog</OutLink>
      </p>
    </>
  );
}

/** What the catalog says that the entity depends on, beside the calls that Datadog saw. */
export function DependenciesSection(props: {
  entityRef: string;
  environment: string;
}) {
  const { entityRef, environment } = props;
  const query = useDependencies(entityRef, { environment });
  return (
    <Section title="Dependencies">
      <DatadogPanel
        query={query}
        label="dependencies"
        skeleton={<Skeleton width="100%" height={160} />}
      >
        {answer => <Content answer={answer} environment={environment} />}
      </DatadogPanel>
    </Section>
  );
}

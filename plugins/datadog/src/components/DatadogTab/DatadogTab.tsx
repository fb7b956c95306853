import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import {
  hasDatadogData,
  periods,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { ChoiceToggle, EmptyNote } from '@internal/portal-react';
import { useEnvironment, useSite } from '../../hooks';
import { statusRouteRef } from '../../routes';
import { DatadogPanel } from '../DatadogPanel';
import { EnvironmentChoice } from '../EnvironmentChoice';
import { DataSections } from './DataSections';
import styles from './DatadogTab.module.css';
import { EmbedsSection } from './EmbedsSection';
import { PERIOD_WORDS, usePeriod } from './usePeriod';

function Head(props: { site: SiteResponse }) {
  const { environments } = props.site;
  const [environment, changeEnvironment] = useEnvironment(environments);
  const [period, changePeriod] = usePeriod();
  return (
    <div className={styles.choices}>
      <EnvironmentChoice
        environments={environments}
        value={environment}
        onChange={changeEnvironment}
      />
      <ChoiceToggle
        label="How far back charts and events go"
        options={periods.map(id => ({ id, label: PERIOD_WORDS[id] }))}
        value={period}
        onChange={changePeriod}
      />
    </div>
  );
}

function Data(props: { site: SiteResponse }) {
  const { site } = props;
  const [environment] = useEnvironment(site.environments);
  return site.hasKeys ? (
    <>
      <Head site={site} />
      {/* Anew in another environment, so that nothing of the one before stays. */}
      <DataSections key={environment.name} environment={environment.name} />
    </>
  ) : (
    <EmptyNote title="Datadog’s data isn’t connected yet">
      The portal has no keys for {site.site}, so it can embed dashboards and
      graphs, but show no monitors, SLOs or charts. The platform team can set{' '}
      <code>datadog.apiKey</code> and <code>datadog.applicationKey</code>.
    </EmptyNote>
  );
}

function Content(props: { site: SiteResponse }) {
  const { site } = props;
  const { entity } = useEntity();
  const status = useRouteRef(statusRouteRef)?.();
  return (
    <>
      {hasDatadogData(entity) && <Data site={site} />}
      <EmbedsSection site={site} />
      {status && (
        <p className={styles.note}>
          For the platform team:{' '}
          <Link href={status}>how the portal gets on with Datadog</Link>, its
          keys, scopes and rate limits.
        </p>
      )}
    </>
  );
}

/**
 * What Datadog knows of an entity: incidents, monitors, SLOs, golden signals, events, dependencies
 * and dashboards of the environment in the address, and what its annotations embed.
 */
export function DatadogTab() {
  const query = useSite();
  return (
    <div className={styles.tab}>
      <h2 className={styles.heading}>Datadog</h2>
      <DatadogPanel
        query={query}
        label="Datadog"
        skeleton={<Skeleton width="100%" height={320} />}
      >
        {site => <Content site={site} />}
      </DatadogPanel>
    </div>
  );
}

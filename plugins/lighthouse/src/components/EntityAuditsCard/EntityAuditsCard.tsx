import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  Audit,
  EntityPage,
  EntityPageResult,
} from '@internal/plugin-lighthouse-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import {
  AuditsRouteContext,
  useAuditPaths,
  useEntityAudits,
  useLighthouseSignals,
} from '../../hooks';
import { entityContentRouteRef } from '../../routes';
import { AuditLink } from '../AuditLink';
import { AuditStatus, FormFactorLabel } from '../AuditStatus';
import { BudgetsVerdict } from '../Budgets';
import { WebVitals } from '../Metrics';
import { pageLabel } from '../pageLabel';
import { Score } from '../Score';
import styles from './EntityAuditsCard.module.css';
import { mainPageOf } from './mainPageOf';

function Scores(props: { audit: Audit }) {
  return (
    <dl className={styles.scores}>
      {props.audit.categories.map(({ id, title, score }) => (
        <div key={id}>
          <dt>{title}</dt>
          <dd>
            <Score score={score} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Result(props: { result: EntityPageResult }) {
  const { result } = props;
  const { formFactor, lastAudit, lastCompletedAudit, budgets } = result;
  if (!lastAudit) {
    return null;
  }
  return (
    <li className={styles.result}>
      <div className={styles.head}>
        <FormFactorLabel formFactor={formFactor} />
        <AuditLink audit={lastAudit} />
        {lastAudit.status !== 'COMPLETED' && (
          <AuditStatus status={lastAudit.status} />
        )}
        <BudgetsVerdict verdicts={budgets} />
      </div>
      {lastAudit.failure && (
        <Text as="p" color="secondary">
          {lastAudit.failure.message}
        </Text>
      )}
      {lastCompletedAudit && (
        <>
          <Scores audit={lastCompletedAudit} />
          <WebVitals metrics={lastCompletedAudit.metrics} />
        </>
      )}
    </li>
  );
}

function Pages(props: { page: EntityPage; others: number }) {
  const { page, others } = props;
  const { root } = useAuditPaths();
  const audited = page.results.some(({ lastAudit }) => lastAudit);
  return (
    <>
      <CardBody className={styles.body}>
        <Text as="p" color="secondary" className={styles.url}>
          {pageLabel(page)}
        </Text>
        {audited ? (
          <ul className={styles.results}>
            {page.results.map(result => (
              <Result key={result.formFactor} result={result} />
            ))}
          </ul>
        ) : (
          <EmptyNote title="Not audited yet">
            The schedule audits it, or somebody on the tab Lighthouse.
          </EmptyNote>
        )}
      </CardBody>
      <CardFooter>
        <Link href={root}>
          {others > 0
            ? `All ${others + 1} pages and their history`
            : 'History and budgets'}
        </Link>
      </CardFooter>
    </>
  );
}

/** A card for the overview of an entity: the newest scores of its website, and its budgets. */
export function EntityAuditsCard() {
  useLighthouseSignals();
  const { entity } = useEntity();
  const audits = useEntityAudits(stringifyEntityRef(entity));
  return (
    <AuditsRouteContext.Provider value={entityContentRouteRef}>
      <Card className={styles.card}>
        <CardHeader>
          <Text as="h2" variant="title-x-small" weight="bold">
            Lighthouse
          </Text>
        </CardHeader>
        <AsyncPanel
          query={audits}
          label="audits"
          skeleton={<Skeleton width="100%" height={120} />}
          isEmpty={({ pages }) => pages.length === 0}
          empty={
            <CardBody>
              <EmptyNote title="There is no page to audit">
                The address in the annotations can’t be read; the tab Lighthouse
                says why.
              </EmptyNote>
            </CardBody>
          }
        >
          {({ pages }) => (
            <Pages page={mainPageOf(entity, pages)} others={pages.length - 1} />
          )}
        </AsyncPanel>
      </Card>
    </AuditsRouteContext.Provider>
  );
}

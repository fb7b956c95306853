import type {
  FormFactor,
  WebsiteFormFactor,
  WebsiteSummary,
} from '@internal/plugin-lighthouse-common';
import { Link } from '@backstage/ui';
import { RelativeTime, ScrollTable } from '@internal/portal-react';
import { useAuditPaths } from '../../hooks';
import { AuditStatus, FormFactorLabel, formFactorWords } from '../AuditStatus';
import { categoriesOf, Score } from '../Score';
import { TrendLine } from '../TrendLine';
import styles from './AuditList.module.css';

type Category = { id: string; title: string };

function resultsOf(
  website: WebsiteSummary,
  formFactor: FormFactor | undefined,
): WebsiteFormFactor[] {
  return website.formFactors.filter(
    result => !formFactor || result.formFactor === formFactor,
  );
}

/** Whether a website has anything to show for a form factor, or for any. */
export function isShown(
  website: WebsiteSummary,
  formFactor: FormFactor | undefined,
): boolean {
  return resultsOf(website, formFactor).length > 0;
}

function TrendCell(props: {
  url: string;
  result: WebsiteFormFactor;
  category: Category;
}) {
  const { url, result, category } = props;
  const trend = result.trends.find(({ id }) => id === category.id);
  if (!trend || trend.scores.length === 0) {
    return <td className={styles.nothing}>–</td>;
  }
  const { label } = formFactorWords[result.formFactor];
  return (
    <td>
      <Score score={trend.scores.at(-1)} />
      <TrendLine
        of={`${category.title}, ${label.toLowerCase()}, of ${url}`}
        scores={trend.scores}
      />
    </td>
  );
}

function Status(props: { result: WebsiteFormFactor }) {
  const { status, progress, waitingBehind, failure } = props.result.lastAudit;
  return (
    <td>
      <AuditStatus status={status} variant="plain" />
      {progress && <div className={styles.small}>{progress.step}</div>}
      {Boolean(waitingBehind) && (
        <div className={styles.small}>{waitingBehind} before it</div>
      )}
      {failure && <div className={styles.small}>{failure.message}</div>}
    </td>
  );
}

function Rows(props: {
  website: WebsiteSummary;
  results: WebsiteFormFactor[];
  categories: Category[];
}) {
  const { website, results, categories } = props;
  const { audit } = useAuditPaths();
  return (
    <tbody>
      {results.map((result, index) => (
        <tr key={result.formFactor}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={results.length}>
              <Link href={audit(result.lastAudit.id)}>{website.url}</Link>
            </th>
          )}
          <td>
            <Link
              href={audit(result.lastAudit.id)}
              aria-label={`${formFactorWords[result.formFactor].label}: last audit of ${website.url}`}
            >
              <FormFactorLabel formFactor={result.formFactor} />
            </Link>
          </td>
          {categories.map(category => (
            <TrendCell
              key={category.id}
              url={website.url}
              result={result}
              category={category}
            />
          ))}
          <Status result={result} />
          <td className={styles.time}>
            <RelativeTime iso={result.lastAudit.timeCreated} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

/** A group of rows for each website: one row for each form factor, one column for each category. */
export function AuditTable(props: {
  websites: WebsiteSummary[];
  /** Only this one, if given. */
  formFactor: FormFactor | undefined;
  isOld: boolean;
}) {
  const { websites, formFactor, isOld } = props;
  const shown = websites.map(website => ({
    website,
    results: resultsOf(website, formFactor),
  }));
  const categories = categoriesOf(
    shown.flatMap(({ results }) => results.map(({ trends }) => trends)),
  );
  return (
    <ScrollTable label="Audits" isOld={isOld} isFramed className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Website</th>
          <th scope="col">Device</th>
          {categories.map(({ id, title }) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">Last report</th>
          <th scope="col">Last audit</th>
        </tr>
      </thead>
      {shown.map(
        ({ website, results }) =>
          results.length > 0 && (
            <Rows
              key={website.url}
              website={website}
              results={results}
              categories={categories}
            />
          ),
      )}
    </ScrollTable>
  );
}

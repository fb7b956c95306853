import { Select } from '@backstage/ui';
import {
  AuditSummary,
  EntityPage,
  FormFactor,
  formFactorSchema,
} from '@internal/plugin-lighthouse-common';
import {
  AsyncPanel,
  ChoiceToggle,
  EmptyNote,
  Section,
  TimeChart,
  useViewParam,
} from '@internal/portal-react';
import { useWebsite } from '../../hooks';
import { formFactorOptions, formFactorWords } from '../AuditStatus';
import { pageLabel } from '../pageLabel';
import { categoriesOf, percentOf } from '../Score';
import styles from './EntityAudits.module.css';

// As many as Lighthouse has categories; beyond, they begin anew.
const COLOURS = [
  'var(--bui-accent-bg)',
  'var(--bui-fg-warning)',
  'var(--bui-fg-positive)',
  'var(--bui-fg-negative)',
  'var(--bui-announcement-bg)',
];
const RANGE: [number, number] = [0, 100];

function Chart(props: { title: string; audits: AuditSummary[] }) {
  const { title, audits } = props;
  const oldestFirst = [...audits].reverse();
  return (
    <TimeChart
      title={title}
      series={categoriesOf(oldestFirst.map(({ categories }) => categories)).map(
        ({ id, title: label }, index) => ({
          id,
          label,
          colour: COLOURS[index % COLOURS.length],
        }),
      )}
      points={oldestFirst.map(({ timeCreated, categories }) => ({
        at: timeCreated,
        values: Object.fromEntries(
          categories.map(({ id, score }) => [id, percentOf(score)]),
        ),
      }))}
      format={value => `${Math.round(value)} %`}
      range={RANGE}
    />
  );
}

function History(props: { url: string; formFactor: FormFactor }) {
  const { url, formFactor } = props;
  const website = useWebsite(url, formFactor);
  const completed = (website.data?.audits ?? []).filter(
    ({ status }) => status === 'COMPLETED',
  );
  const device = formFactorWords[formFactor].label.toLowerCase();
  return (
    <AsyncPanel
      query={website}
      label="history"
      isEmpty={() => completed.length === 0}
      empty={
        <EmptyNote title={`No completed audit on ${device} yet`}>
          The next one begins the line.
        </EmptyNote>
      }
    >
      {() => (
        <Chart
          title={`Scores of ${url} on ${device}, last ${completed.length} audits`}
          audits={completed}
        />
      )}
    </AsyncPanel>
  );
}

/** The scores of one page over its last audits; which page and form factor, the URL keeps. */
export function HistorySection(props: { pages: EntityPage[] }) {
  const { pages } = props;
  const urls = pages.map(({ url }) => url);
  const [chosen, choosePage] = useViewParam('page', urls);
  const [device = 'mobile', chooseDevice] = useViewParam<FormFactor>(
    'device',
    formFactorSchema.options,
  );
  const url = chosen ?? urls[0];
  return (
    <Section
      title="History"
      action={
        <ChoiceToggle
          label="Device of the history"
          options={formFactorOptions}
          value={device}
          onChange={next => chooseDevice(next, { replace: true })}
        />
      }
    >
      {pages.length > 1 && (
        <Select
          className={styles.picker}
          label="Page"
          options={pages.map(page => ({
            id: page.url,
            label: pageLabel(page),
          }))}
          value={url}
          onChange={next =>
            choosePage(next === null ? undefined : String(next), {
              replace: true,
            })
          }
        />
      )}
      <History url={url} formFactor={device} />
    </Section>
  );
}

import type { Comparison } from '@internal/plugin-lighthouse-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  auditId,
  hoursAgo,
  makeAudit,
  makeCategories,
  makeComparison,
} from '../../testHelpers/builders';
import { InMemoryLighthouse } from '../../testHelpers/InMemoryLighthouse';

const audits = [1, 2, 3].map(number =>
  makeAudit({
    id: auditId(number),
    timeCreated: hoursAgo(number),
    categories: makeCategories({ performance: 1 - number / 10 }),
  }),
);

const changed: Partial<Comparison> = {
  categories: [
    {
      id: 'performance',
      title: 'Performance',
      before: 0.8,
      after: 0.9,
      change: 0.1,
      direction: 'better',
    },
    {
      id: 'seo',
      title: 'SEO',
      before: null,
      after: 0.93,
      change: null,
      direction: 'unknown',
    },
  ],
  metrics: [
    {
      id: 'largest-contentful-paint',
      title: 'Largest Contentful Paint',
      before: 2_000,
      after: 2_640,
      change: 640,
      direction: 'worse',
      unit: 'millisecond',
    },
  ],
  checks: [
    {
      id: 'image-alt',
      title: 'Image elements have `[alt]` attributes',
      categories: ['accessibility'],
      before: 1,
      after: 0,
      change: -1,
      direction: 'worse',
    },
    {
      id: 'speed-index',
      title: 'Speed Index',
      categories: ['performance'],
      before: 0.55,
      after: 0.6,
      change: 0.05,
      displayBefore: '3.1 s',
      displayAfter: '2.9 s',
      direction: 'better',
    },
    {
      id: 'new-check',
      title: 'A check that only the later audit has',
      categories: [],
      before: null,
      after: 1,
      change: null,
      direction: 'added',
    },
  ],
  unchanged: 138,
  cautions: ['The two were made with different versions of Lighthouse.'],
};

function open(path = `/lighthouse/audit/${auditId(1)}`) {
  const backend = new InMemoryLighthouse({
    audits,
    comparison: (before, after) => makeComparison(before, after, changed),
  });
  renderPlugin({ backend, path });
  return backend;
}

const cellsOf = (row: HTMLElement) =>
  [...row.children].map(({ textContent }) => textContent);

it('says which of Lighthouse’s checks got better or worse, and by how much', async () => {
  open();
  expect(
    await screen.findByText(/1 got worse, 1 got better, 138 gave the same/),
  ).toBeInTheDocument();
  const [, worse] = within(
    screen.getByRole('region', { name: 'Got worse' }),
  ).getAllByRole('row');
  expect(cellsOf(worse)).toEqual([
    'Image elements have `[alt]` attributes',
    'Passed',
    'Failed',
    '100 points worse',
  ]);
  const [, better] = within(
    screen.getByRole('region', { name: 'Got better' }),
  ).getAllByRole('row');
  expect(cellsOf(better)).toEqual([
    'Speed Index',
    '3.1 s',
    '2.9 s',
    '5 points better',
  ]);
  expect(
    screen.getByText(
      'The two were made with different versions of Lighthouse.',
    ),
  ).toBeInTheDocument();
});

it('says at each score and metric how it changed, and where that can’t be told', async () => {
  open();
  const scores = within(await screen.findByRole('region', { name: 'Scores' }));
  expect(await scores.findByText('10 points better')).toBeInTheDocument();
  expect(scores.getByText('not comparable')).toBeInTheDocument();
  expect(scores.getByText('640 ms worse')).toBeInTheDocument();
});

it('compares with the audit that the address names', async () => {
  const backend = open(`/lighthouse/audit/${auditId(1)}?with=${auditId(3)}`);
  expect(await screen.findByText(/1 got worse/)).toBeInTheDocument();
  expect(backend.calls('getComparison')).toEqual([[auditId(1), auditId(3)]]);
});

it('lets the reader choose the earlier audit', async () => {
  const backend = open();
  await userEvent.click(
    await screen.findByRole('button', { name: /Compare with/ }),
  );
  const options = screen.getAllByRole('option');
  expect(options).toHaveLength(2);
  await userEvent.click(options[1]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    `with=${auditId(3)}`,
  );
  expect(backend.calls('getComparison')).toContainEqual([
    auditId(1),
    auditId(3),
  ]);
});

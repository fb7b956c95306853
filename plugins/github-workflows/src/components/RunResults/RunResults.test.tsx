import type {
  Artifact,
  CheckAnnotation,
} from '@internal/plugin-github-workflows-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeJob, makeRun, makeRunningRun } from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { address, openRun, RUNS } from '../../__testUtils__/steps';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

const artifacts: Artifact[] = [
  {
    id: 7,
    name: 'bundle',
    sizeBytes: 3_400_000,
    expired: false,
    expiresAt: '2099-01-01T12:00:00Z',
    digest: DIGEST,
  },
  {
    id: 8,
    name: 'report',
    sizeBytes: 1,
    expired: true,
    expiresAt: '2026-01-01T12:00:00Z',
  },
  { id: 9, name: 'coverage', sizeBytes: 0, expired: false },
];

const annotations: CheckAnnotation[] = [
  {
    jobId: 9001,
    jobName: 'deploy',
    level: 'failure',
    file: 'src/scenes.ts',
    line: 12,
    title: 'Order of scenes',
    message: 'Expected 3\nreceived 2',
    htmlUrl:
      'https://github.com/MobWorx/studio-service/blob/4f1/src/scenes.ts#L12',
  },
  {
    jobId: 9001,
    jobName: 'deploy',
    level: 'warning',
    message: 'No space left.',
    htmlUrl:
      'https://github.com/MobWorx/studio-service/actions/runs/501/job/9001',
  },
  {
    jobId: 9001,
    jobName: 'deploy',
    level: 'notice',
    file: 'README.md',
    line: 1,
    message: 'Old.',
  },
];

const state: Partial<InMemoryState> = {
  runs: [makeRun()],
  jobs: { 501: [makeJob()] },
  artifacts: { 501: artifacts },
  annotations: { 501: annotations },
};

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));
const rows = async (name: string) =>
  (await (await section(name)).findAllByRole('listitem')).map(
    row => row.textContent,
  );

describe('artifacts', () => {
  const created = jest.fn((_: Blob) => 'blob:zip');
  const saved: string[] = [];

  beforeEach(() => {
    saved.length = 0;
    created.mockClear();
    Object.assign(URL, { createObjectURL: created, revokeObjectURL: () => {} });
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(`${this.download} ${this.href}`);
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('are listed with size, expiry and digest', async () => {
    openRun(state);
    expect(await rows('Artifacts')).toEqual([
      `bundle3.4 MBkept until Jan 1, 2099${DIGEST}Download`,
      'report1 byteexpired Jan 1, 2026No longer there',
      'coverage0 bytesDownload',
    ]);
  });

  it('are downloaded under their name', async () => {
    openRun(state);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download bundle' }),
    );
    await waitFor(() => expect(saved).toEqual(['bundle.zip blob:zip']));
    expect(created.mock.calls[0][0].size).toBe('zip of artifact 7'.length);
  });

  it('that can’t be downloaded say why', async () => {
    const backend = new InMemoryGithubWorkflows(state);
    await backend.fail('downloadArtifact', {
      status: 404,
      message: 'GitHub has deleted the content of the artifact bundle.',
      code: 'artifact_expired',
      remedy: 'Run the job again.',
    });
    renderPlugin({ backend, path: `${RUNS}/501` });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download bundle' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'GitHub has deleted the content of the artifact bundle.Run the job again.',
    );
    expect(saved).toEqual([]);
  });

  it('may be none, or more than are listed', async () => {
    const { backend, signals } = openRun({ ...state, artifacts: {} });
    expect(
      await screen.findByText('This run has kept nothing'),
    ).toBeInTheDocument();
    backend.state.artifacts = {
      501: Array.from({ length: 301 }, (_, id) => ({
        ...artifacts[0],
        id,
        name: `artifact ${id}`,
      })),
    };
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    expect(
      await screen.findByText('GitHub has more of them.'),
    ).toBeInTheDocument();
  });
});

describe('annotations', () => {
  it('are shown with level, line, title and message, linked to GitHub and to their job', async () => {
    openRun(state);
    expect(await rows('Annotations')).toEqual([
      'ErrorOrder of scenesExpected 3\nreceived 2src/scenes.ts:12deploy',
      'WarningNo space left.On GitHubdeploy',
      'NoticeOld.README.md:1deploy',
    ]);
    const list = await section('Annotations');
    expect(
      list.getByRole('link', { name: 'src/scenes.ts:12' }),
    ).toHaveAttribute('href', annotations[0].htmlUrl);
    await userEvent.click(list.getAllByRole('link', { name: 'deploy' })[0]);
    expect(address()).toHaveTextContent(`${RUNS}/501?job=9001`);
  });

  it('that are many are shown in part, and all on demand', async () => {
    openRun({
      ...state,
      annotations: {
        501: Array.from({ length: 301 }, (_, index) => ({
          ...annotations[1],
          message: `Complaint ${index}`,
        })),
      },
    });
    expect(await rows('Annotations')).toHaveLength(30);
    expect(screen.getByText(/Of 20 jobs; the run on GitHub/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all 301' }));
    expect(await rows('Annotations')).toHaveLength(301);
  });

  it('may be none, or can’t be read', async () => {
    const backend = new InMemoryGithubWorkflows({ ...state, annotations: {} });
    await backend.fail('listAnnotations', {
      status: 503,
      message: 'GitHub doesn’t let the portal read this.',
      code: 'github_forbidden',
    });
    renderPlugin({ backend, path: `${RUNS}/501` });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('GitHub doesn’t let the portal read this.');
    backend.mend('listAnnotations');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('No job has complained about anything'),
    ).toBeInTheDocument();
  });
});

it('is read for a run under way only when asked for, and by itself when the run is over', async () => {
  const { backend, signals } = openRun({ ...state, runs: [makeRunningRun()] });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Look for artifacts now' }),
  );
  expect(await rows('Artifacts')).toHaveLength(3);
  expect(backend.calls('listAnnotations')).toBe(0);
  backend.state.runs = [makeRun()];
  act(() => signals.emit({ type: 'run-changed', runId: 501 }));
  expect(await rows('Annotations')).toHaveLength(3);
});

it('names the workflows that were called, as they were then', async () => {
  openRun({
    ...state,
    runs: [
      makeRun({
        referencedWorkflows: [
          {
            path: 'MobWorx/pipelines/.github/workflows/build.yml',
            ref: 'refs/heads/main',
            sha: 'cafe'.repeat(10),
          },
          {
            path: 'MobWorx/pipelines/.github/workflows/pinned.yml',
            sha: 'beef'.repeat(10),
          },
        ],
      }),
    ],
  });
  expect(await rows('Called workflows')).toEqual([
    'MobWorx/pipelines/.github/workflows/build.ymlmaincafecaf',
    'MobWorx/pipelines/.github/workflows/pinned.ymlbeefbee',
  ]);
  expect(screen.getByRole('link', { name: /build\.yml/ })).toHaveAttribute(
    'href',
    `https://github.com/MobWorx/pipelines/blob/${'cafe'.repeat(10)}/.github/workflows/build.yml`,
  );
});

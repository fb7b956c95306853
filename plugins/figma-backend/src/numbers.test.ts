import {
  framesResponseSchema,
  summarySchema,
} from '@internal/plugin-figma-common';
import {
  FORTY_KEY,
  of,
  ROUTES,
  startPlugin,
  type StartedPlugin,
  STUDIO,
  WEB,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
afterEach(() => plugin.stop());

const calls = () => plugin.figma.limits.calls();
const paths = () => plugin.figma.service.requests().map(({ path }) => path);

async function startWithForty() {
  plugin = await startPlugin();
  await fetch(`${plugin.figma.service.url}/_simulator/files`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key: FORTY_KEY, frames: 40 }),
  });
}

const openPage = async (name: string) => {
  const answers = await Promise.all(
    ROUTES.map(route => plugin.get(of(name, route))),
  );
  expect(answers.map(({ status }) => status)).toEqual(ROUTES.map(() => 200));
  return answers;
};

it('opens a page with 40 frames for two calls of tier 1, and again for none', async () => {
  await startWithForty();
  const [, frames] = await openPage('forty');
  const { frames: shown } = framesResponseSchema.parse(frames.body);
  expect(shown.filter(({ image }) => image)).toHaveLength(40);
  expect(calls()).toEqual({ 1: 2, 2: 3, 3: 4 });
  const pictures = await Promise.all(
    shown.map(({ image }) => plugin.get(image!)),
  );
  expect(pictures.every(({ status }) => status === 200)).toBe(true);
  const before = paths().length;
  await openPage('forty');
  expect(paths()).toHaveLength(before);
});

it('asks once for a hundred people, and not at all for the next hundred', async () => {
  await startWithForty();
  const watch = () =>
    Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const route = ROUTES[index % ROUTES.length];
        const answer = await plugin.get(
          of('forty', route),
          `user:default/viewer-${index}`,
        );
        expect(answer.status).toBe(200);
      }),
    );
  await watch();
  expect(calls()).toEqual({ 1: 2, 2: 3, 3: 4 });
  expect(new Set(paths()).size).toBe(paths().length);
  const before = paths().length;
  await watch();
  expect(paths()).toHaveLength(before);
});

it('asks nothing after a restart: what is stored is enough', async () => {
  await startWithForty();
  await openPage('forty');
  const { knex } = plugin.services;
  await plugin.backend.stop();
  const before = paths().length;
  const again = await startPlugin({ knex, simulator: plugin.figma });
  const first = plugin;
  plugin = again;
  await openPage('forty');
  expect(paths()).toHaveLength(before);
  await again.stop();
  plugin = first;
});

it('draws frames anew only for a new version, and shows the old ones meanwhile', async () => {
  plugin = await startPlugin({ figma: { cacheTtl: { milliseconds: 50 } } });
  const read = async () =>
    framesResponseSchema.parse((await plugin.get(of('webapp', 'frames'))).body);
  const first = await read();
  await until(async () =>
    paths().filter(path => path.endsWith('/meta')).length > 2
      ? true
      : void (await read()),
  );
  // However often it was asked whether there is a new version.
  expect(calls()[1]).toBe(3);
  plugin.figma.files.edit(WEB, 'ida', 'Next');
  const versionOf = ({ frames }: typeof first) =>
    frames[0].image?.split('/').at(-2);
  const seen = new Set<string | undefined>();
  const last = await until(async () => {
    const answer = await read();
    seen.add(versionOf(answer));
    // Pictures come one after the other.
    const isNew = answer.frames.every(
      ({ image }) => !image || image.includes('2240118000'),
    );
    return isNew ? answer : undefined;
  });
  expect([...seen]).toEqual(['2240117000', '2240118000']);
  expect(last.frames[1].image).toContain('2240118000');
  // Who still has the page open sees its pictures.
  expect((await plugin.get(first.frames[0].image!)).status).toBe(200);
  expect(plugin.services.signals.publish).toHaveBeenCalledWith(
    expect.objectContaining({
      channel: 'figma',
      message: { changed: first.file.changeMark },
    }),
  );
});

it('serves what is stored at once, however long Figma takes', async () => {
  plugin = await startPlugin({ figma: { cacheTtl: { milliseconds: 50 } } });
  await plugin.get(of('webapp'));
  plugin.figma.service.faults.add({ path: '', fault: { kind: 'hang' } });
  await new Promise(resolve => setTimeout(resolve, 60));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => plugin.get(of('webapp'))),
  );
  for (const { body } of answers) {
    expect(summarySchema.parse(body).file.name).toBe('MobZ Web');
  }
});

it('shares what is known of a file between entities that choose other nodes of it', async () => {
  plugin = await startPlugin();
  await openPage('webapp');
  const before = calls()[1];
  await openPage('webapp-docs');
  expect(calls()[1]).toBe(before);
  await openPage('studio');
  // The library and the links of a branch are those of its main file.
  const ofMain = paths().filter(path => path.includes(STUDIO));
  expect(ofMain.map(path => path.split('/').at(-1)).sort()).toEqual([
    'component_sets',
    'components',
    'dev_resources',
    'styles',
  ]);
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { addPortal, createApp, type Portal } from './app.ts';
import { problemsIn } from './checks/index.ts';
import {
  resourcesOf,
  synthesize,
  templatesOf,
  type CfnTemplate,
  type Templates,
} from './checks/templates.ts';
import * as portal from './environments.ts';
import { example } from './example.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'portal-synth-'));
after(() => rmSync(folder, { recursive: true }));

const cdk = path.join(
  path.dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')),
  'bin/cdk',
);

// A process that has no network but its own loopback, where the system lets us make one.
const canUnshare = spawnSync('unshare', ['--net', 'true']).status === 0;

const TEMPLATE = '.template.json';
// What `cdk synth` has written, by the names of the stacks.
const synthesized = (): Templates =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => name.endsWith(TEMPLATE))
      .map(name => [
        name.slice(0, -TEMPLATE.length),
        JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
      ]),
  );

// The names of the stacks that there have to be.
function stacksOf({ environments, registry }: Portal): string[] {
  const accounts = [registry, ...Object.values(environments)].map(
    ({ account }) => account,
  );
  return [
    'PortalRegistry',
    ...[...new Set(accounts)].map(account => `PortalDelivery-${account}`),
    ...Object.keys(environments).flatMap(name =>
      ['Network', 'Data', 'Service'].map(part => `Portal${part}-${name}`),
    ),
  ];
}

describe('cdk synth', () => {
  it('needs no network, no credentials and no home', () => {
    const command = [
      ...(canUnshare ? ['unshare', '--net'] : []),
      process.execPath,
      cdk,
      ...['synth', '--quiet', '--strict', '--no-lookups', '--no-notices'],
      ...['--output', folder],
    ];
    const { status, stderr } = spawnSync(command[0], command.slice(1), {
      cwd: path.resolve(import.meta.dirname, '..'),
      env: {
        PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: path.join(folder, 'home'),
        // Nobody answers there: a look-up would fail even where the network can't be taken away.
        HTTPS_PROXY: 'http://127.0.0.1:9',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr.slice(-4000));
    assert.deepEqual(
      Object.keys(synthesized()).sort(),
      stacksOf(portal).sort(),
    );
  });

  it('makes of our own environments what passes every check', () => {
    assert.deepEqual(problemsIn(synthesized(), portal), []);
  });

  it('has the environments and the registry that the workflow names', () => {
    const workflow = readFileSync(
      path.resolve(
        import.meta.dirname,
        '../../../.github/workflows/deploy.yml',
      ),
      'utf8',
    );
    const named = (pattern: RegExp) =>
      [...workflow.matchAll(pattern)].map(([, name]) => name);
    const environments = named(/^ {6}environment: (\w+)$/gm);
    assert.ok(environments.length > 0);
    assert.deepEqual(
      environments.filter(name => !(name in portal.environments)),
      [],
    );
    assert.deepEqual(named(/^ {6}REPOSITORY: (\S+)$/gm), [
      portal.registry.repositoryName,
    ]);
  });

  it('looks nothing up and is watched by cdk-nag', () => {
    const manifest = JSON.parse(
      readFileSync(path.join(folder, 'manifest.json'), 'utf8'),
    );
    assert.equal(manifest.missing, undefined);
    const guarded = readFileSync(
      path.resolve(import.meta.dirname, 'main.ts'),
      'utf8',
    );
    assert.match(guarded, /^guard\(app\);$/m);
  });
});

describe('a new environment is one entry', () => {
  const templatesFor = (all: Portal) => {
    const app = createApp();
    addPortal(app, all);
    return templatesOf(app);
  };
  const typesIn = ({ Resources }: CfnTemplate) =>
    Object.values(Resources)
      .map(({ Type }) => Type)
      .sort();
  const { staging } = example.environments;
  const before = templatesFor(example);

  for (const [where, account] of [
    ['an account that has another', staging.account],
    ['an account of its own', '777788889999'],
  ])
    it(`in ${where}`, () => {
      // Its name begins as that of another does.
      const bigger: Portal = {
        ...example,
        environments: {
          ...example.environments,
          staging2: {
            ...staging,
            account,
            hostName: 'portal.staging2.mobworx.com',
            certificateArn: staging.certificateArn.replace(
              staging.account,
              account,
            ),
          },
        },
      };
      const grown = templatesFor(bigger);
      assert.deepEqual(problemsIn(grown, bigger), []);
      assert.deepEqual(Object.keys(grown).sort(), stacksOf(bigger).sort());
      for (const part of ['Network', 'Data', 'Service'])
        assert.deepEqual(
          typesIn(grown[`Portal${part}-staging2`]),
          typesIn(before[`Portal${part}-staging`]),
        );
      const roles = resourcesOf(
        grown,
        'AWS::IAM::Role',
        `PortalDelivery-${account}`,
      ).map(({ properties }) => properties.RoleName);
      assert.ok(roles.includes('portal-deploy-staging2'), roles.join(', '));
      assert.match(JSON.stringify(grown.PortalRegistry), new RegExp(account));
      // Those that were there stay as they are.
      for (const [name, template] of Object.entries(before))
        if (name.includes('-staging') || name.includes('-production'))
          assert.deepEqual(grown[name], template);
    });

  it('in the account of the registry, in another region', () => {
    const { production } = example.environments;
    const { registry } = example;
    const regionOfDelivery = (environments: Portal['environments']) => {
      const app = createApp();
      addPortal(app, { ...example, environments });
      const { environment } = synthesize(app).getStackByName(
        `PortalDelivery-${registry.account}`,
      );
      return environment.region;
    };
    const elsewhere = {
      ...production,
      region: 'eu-west-1',
      certificateArn: production.certificateArn.replace(
        production.region,
        'eu-west-1',
      ),
    };
    assert.equal(regionOfDelivery({}), registry.region);
    assert.equal(regionOfDelivery({ elsewhere }), registry.region);
  });

  it('with as little turned on as one wants', () => {
    const small: Portal = {
      ...example,
      environments: {
        small: {
          ...staging,
          internetFacing: false,
          allowedRanges: ['10.0.0.0/8'],
          integrations: [],
          settings: { GITHUB_ORG: 'MobWorx' },
          assumableRoles: [],
          appConfig: { organization: { name: 'Small' } },
        },
      },
    };
    const templates = templatesFor(small);
    assert.deepEqual(problemsIn(templates, small), []);
    const text = JSON.stringify(templates['PortalService-small']);
    assert.ok(!text.includes('FIGMA_TOKEN'));
    assert.ok(text.includes('APP_CONFIG_organization'));
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { addPortal, createApp } from './app.ts';
import { problemsIn } from './checks/index.ts';
import { templatesOf } from './checks/templates.ts';
import * as portal from './environments.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'portal-synth-'));
after(() => rmSync(folder, { recursive: true }));

const cdk = path.join(
  path.dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')),
  'bin/cdk',
);

// A process that has no network but its own loopback, where the system lets us make one.
const canUnshare = spawnSync('unshare', ['--net', 'true']).status === 0;

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
    const names = readdirSync(folder)
      .filter(name => name.endsWith('.template.json'))
      .map(name => name.slice(0, -'.template.json'.length));
    assert.deepEqual(names.sort(), [
      'PortalData-production',
      'PortalData-staging',
      'PortalDelivery-111122223333',
      'PortalDelivery-444455556666',
      'PortalNetwork-production',
      'PortalNetwork-staging',
      'PortalRegistry',
      'PortalService-production',
      'PortalService-staging',
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

describe('a new environment', () => {
  it('is one entry, in an account of its own or in one that has another', () => {
    const preview = {
      ...portal.environments.staging,
      hostName: 'portal.preview.mobworx.com',
      internetFacing: false,
      allowedRanges: ['10.0.0.0/8'],
      integrations: [],
      settings: { GITHUB_ORG: 'MobWorx' },
      assumableRoles: [],
      appConfig: { organization: { name: 'Preview' } },
    };
    const bigger = {
      ...portal,
      environments: { ...portal.environments, preview },
    };
    const app = createApp();
    addPortal(app, bigger);
    const templates = templatesOf(app);
    assert.deepEqual(problemsIn(templates, bigger), []);
    assert.ok('PortalService-preview' in templates);
    const text = JSON.stringify(templates['PortalService-preview']);
    assert.ok(!text.includes('FIGMA_TOKEN'));
    assert.ok(text.includes('APP_CONFIG_organization'));
    const roles = JSON.stringify(templates['PortalDelivery-111122223333']);
    assert.ok(roles.includes('portal-deploy-preview'));
    assert.ok(roles.includes('portal-deploy-staging'));
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { DCLinter } from 'dclint';
import { parse } from 'yaml';
import { container, probeCommand } from './container.ts';
import { dockerfile, PINNED_IMAGE } from './dockerfile.ts';
import { groupsInUse, variables } from './variables.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const file = path.join(root, 'compose.yaml');
const { services } = parse(readFileSync(file, 'utf8'), { merge: true });
const replicas = [services['portal-1'], services['portal-2']];

describe('compose.yaml', () => {
  it('keeps to the schema of Compose', () => {
    const [result] = new DCLinter({
      rules: {},
      quiet: true,
      debug: false,
      exclude: [],
    }).lintFiles([file], false);
    const errors = result.messages.filter(
      ({ rule }: { rule: string }) => rule === 'invalid-schema',
    );
    assert.deepEqual(errors, []);
  });

  it('takes every image by its digest, and the Node.js of the Dockerfile', () => {
    const images = Object.values<{ image: string; build?: string }>(services)
      .filter(({ build }) => !build)
      .map(({ image }) => image);
    assert.equal(images.length, 4);
    for (const image of images) assert.match(image, PINNED_IMAGE);
    assert.ok(
      dockerfile().includes(`FROM ${services.simulators.image} AS base`),
    );
  });

  it('gives both replicas all that they need, and nothing unknown', () => {
    const needed = groupsInUse([])
      .flatMap(group => group.variables)
      .filter(({ name, required }) => required || name === 'POSTGRES_PASSWORD')
      .map(({ name }) => name);
    const known = new Set(variables.map(({ name }) => name));
    for (const { environment } of replicas) {
      const given = Object.keys(environment).filter(
        name => !name.startsWith('APP_CONFIG_'),
      );
      assert.deepEqual(
        needed.filter(name => !environment[name]),
        [],
      );
      assert.deepEqual(
        given.filter(name => !known.has(name)),
        [],
      );
    }
  });

  it('runs them as a deployment does', () => {
    for (const replica of replicas) {
      assert.deepEqual(
        replica.command.slice(0, container.command.length),
        container.command,
      );
      assert.equal(replica.read_only, true);
      assert.deepEqual(replica.tmpfs, [
        `${container.writableDirectory}:mode=1777`,
      ]);
      assert.ok(
        parseInt(replica.stop_grace_period, 10) > container.drainSeconds,
      );
    }
  });

  it('leads the load balancer, and each look at health, to where they listen', () => {
    const { PORTAL_REPLICA_1, PORTAL_REPLICA_2 } =
      services['load-balancer'].environment;
    const ports = replicas.map(({ environment }) =>
      environment.APP_CONFIG_backend_listen.slice(1),
    );
    assert.deepEqual(
      [PORTAL_REPLICA_1, PORTAL_REPLICA_2],
      ports.map(port => `127.0.0.1:${port}`),
    );
    // The first has the image's own look.
    assert.equal(ports[0], `${container.port}`);
    const ownLook = probeCommand(container.readinessPath).map(word =>
      word.replace(`:${container.port}/`, `:${ports[1]}/`),
    );
    assert.deepEqual(replicas[1].healthcheck.test, ['CMD', ...ownLook]);
  });

  it('shows nothing to other machines', () => {
    const ports = Object.values<{ ports?: string[] }>(services).flatMap(
      service => service.ports ?? [],
    );
    assert.ok(ports.length > 0);
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
  });

  it('mounts files that are there', () => {
    const mounted = Object.values<{ volumes?: string[] }>(services)
      .flatMap(service => service.volumes ?? [])
      .filter(volume => volume.startsWith('.'))
      .map(volume => volume.split(':')[0]);
    assert.ok(mounted.length > 3);
    for (const name of mounted)
      assert.ok(existsSync(path.join(root, name)), `there is no ${name}`);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { container, integrationIds } from '@internal/deploy-image';
import { parse } from 'yaml';
import { caseFile, inChart } from './chart.ts';
import { defects } from './defects.ts';
import { lint, render, template, type Manifest } from './helm.ts';
import { typeProblems } from './kubernetesTypes.ts';
import { policies, policyProblems } from './policies/index.ts';
import { variablesForTemplates, writtenVariables } from './variablesFile.ts';

const cases = readdirSync(caseFile('.')).filter(name => name.endsWith('.yaml'));
const ofCase = (name: string) => ({ files: [caseFile(name)] });
const production = () => render(ofCase('eks-production.yaml'));
const kindsOf = (manifests: Manifest[]) =>
  manifests.map(({ kind }) => kind).sort();

async function problemsIn(manifests: Manifest[]): Promise<string[]> {
  const types = await Promise.all(manifests.map(typeProblems));
  return [
    ...types.flat().map(sentence => `types: ${sentence}`),
    ...policyProblems(manifests),
  ];
}

describe('the chart', () => {
  for (const name of cases)
    it(`makes sound objects of ${name}`, async () => {
      const { ok, output, errors } = lint(ofCase(name));
      assert.ok(ok, output + errors);
      assert.deepEqual(await problemsIn(render(ofCase(name))), []);
    });

  it('has everything that EKS takes', () => {
    assert.deepEqual(kindsOf(production()), [
      'ConfigMap',
      'Deployment',
      'ExternalSecret',
      'HorizontalPodAutoscaler',
      'Ingress',
      'NetworkPolicy',
      'Pod',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
  });

  it('has no more than is asked for', () => {
    assert.deepEqual(kindsOf(render(ofCase('smallest.yaml'))), [
      'Deployment',
      'Pod',
      'Service',
      'ServiceAccount',
    ]);
  });

  it('leads through a Gateway where there is one', () => {
    const route = render(ofCase('gateway.yaml')).find(
      ({ kind }) => kind === 'HTTPRoute',
    );
    assert.deepEqual(route?.spec.hostnames, ['portal.example.com']);
    assert.equal(route?.spec.rules[0].backendRefs[0].port, 8080);
  });

  it('gives pods their IAM role', () => {
    const account = (name: string) =>
      render(ofCase(name)).find(({ kind }) => kind === 'ServiceAccount');
    assert.equal(
      account('eks-irsa.yaml')?.metadata.annotations[
        'eks.amazonaws.com/role-arn'
      ],
      'arn:aws:iam::111122223333:role/portal-staging',
    );
    assert.equal(
      account('eks-production.yaml')?.metadata.annotations,
      undefined,
    );
    assert.equal(account('gateway.yaml'), undefined);
    assert.match(JSON.stringify(production()), /169\.254\.170\.23/);
  });

  it('fetches each secret from where the stacks of AWS put it', () => {
    const external = production().find(({ kind }) => kind === 'ExternalSecret');
    const keys = Object.fromEntries(
      external?.spec.data.map(({ secretKey, remoteRef }: Manifest) => [
        secretKey,
        remoteRef.key,
      ]),
    );
    assert.equal(
      keys.AUTH_SESSION_SECRET,
      'portal/production/AUTH_SESSION_SECRET',
    );
    assert.equal(keys.GITHUB_APP_PRIVATE_KEY, 'portal/production/github-app');
    assert.equal(keys.REDIS_URL, 'portal/production/cache');
    assert.ok(!('POSTGRES_PASSWORD' in keys), 'RDS is entered by IAM');
  });

  it('starts new pods when its configuration changes, and only then', () => {
    const checksum = (...set: string[]) =>
      render({ ...ofCase('gateway.yaml'), set }).find(
        ({ kind }) => kind === 'Deployment',
      )?.spec.template.metadata.annotations['checksum/app-config'];
    assert.equal(checksum(), checksum('replicaCount=4'));
    assert.notEqual(checksum(), checksum('portal.appConfig.app.title=Other'));
  });

  it('keeps the configuration as it was written', () => {
    const config = render(ofCase('gateway.yaml')).find(
      ({ kind }) => kind === 'ConfigMap',
    );
    const [text] = Object.values(config?.data as Record<string, string>);
    assert.deepEqual(parse(text), {
      app: { title: 'A portal with "quotes" and {{ braces }}' },
    });
    const [portal] = render(ofCase('gateway.yaml')).find(
      ({ kind }) => kind === 'Deployment',
    )?.spec.template.spec.containers;
    assert.deepEqual(portal.command.slice(container.command.length), [
      '--config',
      '/etc/portal/app-config.installation.yaml',
    ]);
  });

  it('finds the store of secrets that docs/operations makes', async () => {
    const store = parse(
      readFileSync(inChart('../eks/secret-store.yaml'), 'utf8'),
    );
    assert.deepEqual(await typeProblems(store), []);
    const external = production().find(({ kind }) => kind === 'ExternalSecret');
    assert.deepEqual(external?.spec.secretStoreRef, {
      kind: store.kind,
      name: store.metadata.name,
    });
  });

  it('knows the variables and integrations of the image', () => {
    assert.equal(
      writtenVariables(),
      variablesForTemplates(),
      'run yarn workspace @internal/deploy-helm variables',
    );
    const schema = JSON.parse(
      readFileSync(inChart('values.schema.json'), 'utf8'),
    );
    assert.deepEqual(
      schema.properties.portal.properties.integrations.items.enum,
      integrationIds,
    );
  });
});

describe('values that make no sense', () => {
  const refused: [string, RegExp][] = [
    ['replcaCount=2', /replcaCount/],
    ['portal.baseURL=https://x.example.com', /baseURL/],
    ['replicaCount=two', /replicaCount/],
    ['image.digest=sha256:short', /digest/],
    ['image.tag=latest', /tag/],
    ['portal.baseUrl=portal.example.com', /baseUrl/],
    ['portal.integrations={jira}', /integrations/],
    ['database.auth=trust', /auth/],
    ['autoscaling.minReplicas=0', /minReplicas/],
    ['resources.limits.memory=lots', /memory/],
    ['ingress.alb.scheme=public', /scheme/],
    ['serviceAccount.roleArn=portal', /roleArn/],
    ['database.host=', /host/],
    ['image.tag=', /image\.digest or image\.tag/],
    ['secrets.existing=', /secrets\.existing/],
    ['secrets.external.enabled=true', /storeName is missing/],
    [
      'secrets.external.enabled=true,secrets.external.storeName=x,secrets.external.prefix=y',
      /exclude each other/,
    ],
    ['portal.settings.FIGMA_TOKEN=figd', /FIGMA_TOKEN.*secret/],
    [
      'portal.settings.APP_BASE_URL=https://x.example.com',
      /APP_BASE_URL.*already/,
    ],
    ['portal.settings.GITHUB_ORG=', /GITHUB_ORG is missing/],
    ['portal.integrations={sonarqube}', /SONARQUBE_URL is missing/],
    ['database.auth=rds', /database\.region/],
    ['serviceAccount.aws=irsa', /roleArn/],
    ['httpRoute.enabled=true', /parentRefs/],
  ];
  for (const [assignment, sentence] of refused)
    it(`are refused with a sentence: ${assignment}`, () => {
      const { ok, errors } = template({
        ...ofCase('smallest.yaml'),
        set: [assignment],
      });
      assert.ok(!ok, 'it was rendered');
      assert.match(errors, sentence);
    });

  it('are refused where autoscaling has no room', () => {
    const { ok, errors } = template({
      ...ofCase('nginx.yaml'),
      set: ['autoscaling.maxReplicas=3'],
    });
    assert.ok(!ok);
    assert.match(errors, /maxReplicas has to be above/);
  });
});

describe('a mistake in a template is found', () => {
  const sound = production();
  for (const { caughtBy, mistake, make } of defects)
    it(`${caughtBy}: ${mistake}`, async () => {
      const broken = structuredClone(sound);
      make(broken);
      const found = new Set(
        (await problemsIn(broken)).map(sentence => sentence.split(':')[0]),
      );
      assert.ok(
        found.has(caughtBy),
        `found: ${[...found].join(', ') || 'nothing'}`,
      );
    });

  it('by each policy at least once', () => {
    const tried = new Set(defects.map(({ caughtBy }) => caughtBy));
    assert.deepEqual(
      policies.map(({ id }) => id).filter(id => !tried.has(id)),
      [],
    );
  });
});

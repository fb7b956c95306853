import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { WITHOUT_REASONS } from './acknowledge.ts';
import { addPortal, createApp } from './app.ts';
import { synthesize } from './checks/templates.ts';
import { example } from './example.ts';

interface Finding {
  id: string;
  at: string;
}

// What cdk-nag finds in an app, place by place.
function findingsIn(app: App): Finding[] {
  synthesize(app);
  const { violations } = new AwsSolutionsChecks(app).validate({
    appConstruct: app,
    stackTemplates: [],
    templatePaths: [],
  });
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({
      id: ruleName,
      at: constructPath ?? '',
    })),
  );
}

// What the code acknowledges, place by place, with the reasons.
function reasonsIn(app: App): { id: string; at: string; reason: string }[] {
  const key = Validations.ACKNOWLEDGED_RULES_METADATA_KEY;
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === key)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]) => ({
        id: id.replace(/^annotation::/i, ''),
        at: node.path,
        reason,
      }))
      .filter(({ id }) => id.startsWith('AwsSolutions-')),
  );
}

describe('cdk-nag', () => {
  let explained: App;
  let bare: Finding[];

  before(() => {
    explained = createApp();
    addPortal(explained, example);
    const app = createApp({ context: { [WITHOUT_REASONS]: true } });
    addPortal(app, example);
    bare = findingsIn(app);
  });

  it('finds nothing that is not explained', () => {
    assert.deepEqual(findingsIn(explained), []);
  });

  it('is given no reason without something that it finds', () => {
    const idle = reasonsIn(explained).filter(
      ({ id, at }) =>
        !bare.some(
          finding => finding.id === id && `${finding.at}/`.startsWith(`${at}/`),
        ),
    );
    assert.ok(bare.length > 0);
    assert.deepEqual(idle, []);
  });

  it('is given reasons that say something', () => {
    for (const { id, reason } of reasonsIn(explained))
      assert.ok(reason.length > 40, `${id}: ${reason}`);
  });

  it('finds a bucket that anybody may listen to', () => {
    const app = createApp();
    new Bucket(new Stack(app, 'Careless'), 'Bucket');
    const ids = findingsIn(app).map(({ id }) => id);
    assert.ok(ids.includes('AwsSolutions-S10'), ids.join(', '));
  });
});

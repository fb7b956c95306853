import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseDeployInputs } from './annotations';

const staging = { environment: 'production', version: '1.9.0' };

const wellFormed: Array<[string, Record<string, string>]> = [
  ['stage={environment}', { stage: 'production' }],
  [
    ' stage = {environment} , version=v{version},dry_run=false',
    { stage: 'production', version: 'v1.9.0', dry_run: 'false' },
  ],
  ['note=', { note: '' }],
  ['__proto__=x', JSON.parse('{"__proto__": "x"}')],
];
const malformed = [
  '',
  'stage',
  '=production',
  'stage=a=b',
  'stage=a,stage=b',
  'stage={where}',
  'stage={}',
  '1st=a',
  'a b=c',
  'stage=a,',
  'stage=a\u0000b',
];

describe('mobworx.com/deploy-inputs', () => {
  it.each(wellFormed)('%j is read', (text, inputs) => {
    expect(parseDeployInputs(text, staging)).toEqual(inputs);
  });

  it.each(malformed)('%j is malformed', text => {
    expect(parseDeployInputs(text, staging)).toBeUndefined();
  });

  it('leaves out what is not known, and takes a version as it is', () => {
    const text = 'stage={environment},version={version}';
    expect(parseDeployInputs(text, { environment: 'staging' })).toEqual({
      stage: 'staging',
    });
    const odd = { environment: 'staging', version: "$&{environment}$'" };
    expect(parseDeployInputs(text, odd)?.version).toBe("$&{environment}$'");
  });

  it('means the same to yarn catalog:check', () => {
    const file = path.resolve(
      __dirname,
      '../../../scripts/catalog-check/annotations.mjs',
    );
    const texts = [...wellFormed.map(([text]) => text), ...malformed];
    const answers = execFileSync(process.execPath, [
      '--input-type=module',
      '-e',
      `const { ANNOTATIONS } = await import(process.argv[1]);
       const { accepts } = ANNOTATIONS['mobworx.com/deploy-inputs'];
       process.stdout.write(JSON.stringify(JSON.parse(process.argv[2]).map(accepts)));`,
      `file://${file}`,
      JSON.stringify(texts),
    ]);
    expect(JSON.parse(String(answers))).toEqual(
      texts.map(text => parseDeployInputs(text, staging) !== undefined),
    );
  });
});

import { WorkflowInput } from '@internal/plugin-github-workflows-common';
import { checkInputs } from './checkInputs';

describe('checkInputs', () => {
  const asked: WorkflowInput[] = [
    {
      name: 'stage',
      type: 'choice',
      required: true,
      options: ['staging', 'production'],
    },
    { name: 'version', type: 'string', required: true, default: 'latest' },
    { name: 'dry_run', type: 'boolean', required: false, default: 'true' },
    { name: 'batch', type: 'number', required: false },
    {
      name: 'target',
      type: 'environment',
      required: false,
      options: ['staging'],
    },
    { name: 'elsewhere', type: 'environment', required: false, options: [] },
  ];

  it.each([
    [{ stage: 'staging' }],
    [
      {
        stage: 'production',
        version: '1.2',
        dry_run: 'false',
        batch: '-1.5',
        target: 'staging',
        elsewhere: 'any',
      },
    ],
    [{ stage: 'staging', batch: '', target: '' }],
  ])('accepts %j', inputs => {
    expect(() => checkInputs(inputs, asked)).not.toThrow();
  });

  it.each([
    [{ stage: 'staging', stag: 'x' }, 'input_unknown', /no input stag/],
    [{}, 'input_missing', /stage is required/],
    [{ stage: 'staging', version: '' }, 'input_missing', /version is required/],
    [
      { stage: 'test' },
      'input_invalid',
      /"test" isn't a value for the input stage/,
    ],
    [{ stage: 'staging', dry_run: 'yes' }, 'input_invalid', /dry_run/],
    [{ stage: 'staging', dry_run: '' }, 'input_invalid', /dry_run/],
    [{ stage: 'staging', batch: 'many' }, 'input_invalid', /batch/],
    [{ stage: 'staging', batch: ' ' }, 'input_invalid', /batch/],
    [{ stage: 'staging', target: 'production' }, 'input_invalid', /target/],
  ])('refuses %j', (inputs, code, message) => {
    let error: any;
    try {
      checkInputs(inputs as Record<string, string>, asked);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      name: 'InputError',
      code,
      message: expect.stringMatching(message),
    });
    expect(error.remedy).toMatch(/\w+ .*\.$/);
  });
});

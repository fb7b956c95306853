import { fillIn } from './expressions';

const context = new Map<string, string | number | boolean | null>([
  ['github.ref', 'refs/heads/main'],
  ['github.ref_name', 'main'],
  ['github.event.inputs.stage', 'production'],
  ['inputs.stage', 'production'],
  ['inputs.dry_run', false],
  ['inputs.count', 3],
  ['nothing', null],
]);

it.each([
  ['production', 'production'],
  ['', ''],
  ['deploy-${{ inputs.stage }}-${{github.ref_name}}', 'deploy-production-main'],
  ['${{ github.event.inputs.stage }}', 'production'],
  ['${{ INPUTS.Stage }}', 'production'],
  ["${{ inputs.other || 'staging' }}", 'staging'],
  [
    "${{ github.ref == 'refs/heads/MAIN' && 'production' || 'staging' }}",
    'production',
  ],
  [
    "${{ github.ref != 'refs/heads/main' && 'production' || 'staging' }}",
    'staging',
  ],
  ["${{ !(inputs.dry_run) && 'a' || 'b' }}", 'a'],
  ['${{ inputs.dry_run }}', 'false'],
  ['${{ inputs.count == 3.0 }}', 'true'],
  ["${{ inputs.count == '3' }}", 'true'],
  ['${{ inputs.count == -1 }}', 'false'],
  ["${{ 'it''s' }}", "it's"],
  ['${{ true && nothing }}', ''],
  // A part that can't be told doesn't matter where the outcome doesn't hang on it.
  ["${{ false && vars.x || 'staging' }}", 'staging'],
])('fills in %j as %j', (text, expected) => {
  expect(fillIn(text, context)).toBe(expected);
});

it.each([
  '${{ matrix.target }}',
  '${{ vars.STAGE }}',
  '${{ needs.plan.outputs.stage }}',
  '${{ vars.x && 1 }}',
  '${{ vars.x == 1 }}',
  '${{ !vars.x }}',
  "${{ format('a-{0}', inputs.stage) }}",
  "${{ inputs['stage'] }}",
  "${{ fromJSON('{}').a }}",
  '${{ (inputs.stage }}',
  '${{ inputs.stage == }}',
  '${{ inputs.stage inputs.stage }}',
  '${{ }}',
  "${{ 'open }}",
  '${{ 1.2.3 }}',
  `\${{ ${'!'.repeat(60)}true }}`,
  `\${{ ${'('.repeat(5_000)} }}`,
  'a-${{ inputs.stage }}-${{ github.actor }}',
])('says of %j that it can’t be told', text => {
  expect(fillIn(text, context)).toBeUndefined();
});

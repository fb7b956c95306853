import {
  evaluateCondition,
  evaluate,
  interpolate,
  type ExpressionContext,
} from './expressions';

const context: ExpressionContext = {
  status: 'success',
  values: {
    inputs: { stage: 'Staging', dry_run: false, count: 3, empty: '' },
    github: { ref_name: 'main' },
  },
};

// docs.github.com/actions/reference/workflows-and-actions/expressions
describe('expressions', () => {
  it.each([
    ["inputs.stage == 'staging'", true],
    ["inputs.stage != 'staging'", false],
    ['!inputs.dry_run && inputs.count == 3', true],
    ["inputs.count == '3'", true],
    ["inputs.dry_run && 'a' || 'b'", 'b'],
    ["(inputs.empty || 'it''s') == 'IT''S'", true],
    ['inputs.nothing.at.all', null],
    ['true && false', false],
    ['fromJSON(inputs.count, 2) || 1.5', 1.5],
    ['%', null],
  ])('%s is %s', (source, value) => {
    expect(evaluate(source, context)).toBe(value);
  });

  it('fill texts', () => {
    expect(
      interpolate(
        '${{ github.ref_name }} to ${{inputs.stage}}${{ inputs.nothing }}',
        context,
      ),
    ).toBe('main to Staging');
  });

  it.each([
    [undefined, [true, false, false]],
    ['inputs.count == 3', [true, false, false]],
    ['${{ always() }}', [true, true, true]],
    ['failure()', [false, true, false]],
    ['cancelled()', [false, false, true]],
    ['!cancelled() && !failure()', [true, false, false]],
    ["always() && inputs.stage == 'production'", [false, false, false]],
  ])(
    'as the condition %s run on success, failure, cancellation: %j',
    (condition, expected) => {
      const statuses = ['success', 'failure', 'cancelled'] as const;
      expect(
        statuses.map(status =>
          evaluateCondition(condition, { ...context, status }),
        ),
      ).toEqual(expected);
    },
  );
});

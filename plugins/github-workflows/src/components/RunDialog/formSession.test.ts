import { dispatchRequestSchema } from '@internal/plugin-github-workflows-common';
import { newIdempotencyKey } from '@internal/portal-react';
import { BLOB, makeForm, makeInput } from '../../testHelpers/builders';
import {
  continueSession,
  FormSession,
  isSameForm,
  openSession,
} from './formSession';
import {
  checkValues,
  fits,
  initialValue,
  toDispatchInputs,
} from './inputValues';

const set = (
  session: FormSession,
  name: string,
  value: string | undefined,
) => ({
  ...session,
  values: new Map(session.values).set(name, { value, touched: true }),
});

describe('a session of the form', () => {
  const form = makeForm({
    inputs: [
      makeInput(),
      makeInput({ name: 'size', type: 'number', default: '1' }),
    ],
  });

  it('keeps values over a ref on which the workflow can’t be run', () => {
    const filled = set(openSession(form), 'note', 'mine');
    const absent = continueSession(
      filled,
      makeForm({ state: 'absent_on_ref', blobSha: undefined }),
    );
    expect(absent.changes).toBeUndefined();
    const back = continueSession(absent, form);
    expect(back.values.get('note')).toEqual({ value: 'mine', touched: true });
    expect(back.changes).toEqual({
      added: [],
      removed: [],
      reset: [],
      defaults: [],
    });
    expect(
      new Set([filled, absent, back].map(s => s.idempotencyKey)).size,
    ).toBe(3);
  });

  it('that began on such a ref opens the first form as if it were new', () => {
    const absent = openSession(
      makeForm({ state: 'absent_on_ref', blobSha: undefined }),
    );
    expect(continueSession(absent, form).changes).toBeUndefined();
  });

  it('resets what doesn’t fit another type, and says when a default is gone', () => {
    const filled = set(openSession(form), 'note', 'mine');
    const next = continueSession(
      filled,
      makeForm({
        inputs: [
          makeInput({ type: 'boolean' }),
          makeInput({ name: 'size', type: 'number' }),
        ],
      }),
    );
    expect(next.changes).toEqual({
      added: [],
      removed: [],
      reset: [{ name: 'note', value: 'mine' }],
      defaults: [{ name: 'size', value: '' }],
    });
    expect(next.values.get('note')).toEqual({
      value: undefined,
      touched: false,
    });
  });

  it('takes a moved branch with the same file for the same form', () => {
    const moved = { ...form, ref: { ...form.ref, sha: 'e'.repeat(40) } };
    expect(isSameForm(form, moved)).toBe(true);
    expect(isSameForm(form, { ...form, blobSha: 'e'.repeat(40) })).toBe(false);
    expect(
      isSameForm(form, { ...form, ref: { ...form.ref, type: 'tag' } }),
    ).toBe(false);
  });

  it('has a key that the contract takes, over plain HTTP too', () => {
    const { randomUUID } = crypto;
    const keys = [newIdempotencyKey()];
    Object.defineProperty(crypto, 'randomUUID', {
      value: undefined,
      configurable: true,
    });
    keys.push(newIdempotencyKey(), newIdempotencyKey());
    Object.defineProperty(crypto, 'randomUUID', {
      value: randomUUID,
      configurable: true,
    });
    for (const idempotencyKey of keys) {
      expect(
        dispatchRequestSchema.safeParse({
          ref: 'main',
          inputs: {},
          expectedBlobSha: BLOB,
          idempotencyKey,
        }).success,
      ).toBe(true);
    }
    expect(new Set(keys).size).toBe(3);
  });
});

describe('values of the form', () => {
  it.each([
    [{ type: 'string' }, undefined],
    [{ type: 'string', default: '' }, ''],
    [{ type: 'boolean' }, undefined],
    [{ type: 'boolean', required: true }, 'false'],
    [{ type: 'boolean', default: 'true' }, 'true'],
    [{ type: 'boolean', default: 'yes' }, 'false'],
    [{ type: 'choice', options: ['a'], default: 'a' }, 'a'],
    [{ type: 'choice', options: ['a'], default: 'b' }, undefined],
    [{ type: 'environment', default: 'lab' }, 'lab'],
  ] as const)('of %j start with %j', (part, value) => {
    const { options, ...rest } = { options: undefined, ...part };
    expect(
      initialValue(makeInput({ ...rest, options: options && [...options] })),
    ).toBe(value);
  });

  it('of a text fit a switch when they are on or off', () => {
    const input = makeInput({ type: 'boolean' });
    expect(['true', 'false', 'yes', ''].map(v => fits(input, v))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each(['0', '-1', '+2', '0.5', '.5', '5.', '1e3', ''])(
    'take %j for a number',
    value => {
      expect(fits(makeInput({ type: 'number' }), value)).toBe(true);
    },
  );
  it.each(['1,000', '0x10', 'NaN', 'Infinity', ' 1', '--1', 'e3', '.'])(
    'don’t take %j for a number',
    value => {
      expect(fits(makeInput({ type: 'number' }), value)).toBe(false);
    },
  );

  it('go to GitHub as text, even under a name that objects have already', () => {
    const inputs = [
      makeInput({ name: '__proto__', default: 'x' }),
      makeInput({ name: 'constructor' }),
    ];
    const sent = toDispatchInputs(
      inputs,
      openSession(makeForm({ inputs })).values,
    );
    expect(Object.entries(sent)).toEqual([['__proto__', 'x']]);
  });

  it('of a choice that the file no longer has are refused', () => {
    const inputs = [
      makeInput({ name: 'size', type: 'choice', options: ['s', 'm'] }),
    ];
    const { fields } = checkValues(
      inputs,
      new Map([['size', { value: 'xl', touched: true }]]),
    );
    expect(fields.get('size')).toBe(
      'Choose one of the values that the workflow allows.',
    );
  });
});

import { mockCredentials } from '@backstage/backend-test-utils';
import { InputError, serializeError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { codedError, isCodedError } from './errors';
import { readEntity } from './readEntity';

describe('errors and entities', () => {
  it('carries code and remedy to the browser', () => {
    const error = codedError(InputError, {
      code: 'x_invalid',
      message: 'X is wrong.',
      remedy: 'Mend X.',
    });
    expect(isCodedError(error)).toBe(true);
    expect(isCodedError(new InputError('plain'))).toBe(false);
    expect(serializeError(error)).toEqual({
      name: 'InputError',
      code: 'x_invalid',
      message: 'X is wrong.',
      remedy: 'Mend X.',
    });
  });

  it('answers the same for an absent entity and one that the caller cannot see', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'a' },
    };
    const catalog = catalogServiceMock({ entities: [entity] });
    const ref = { kind: 'Component', namespace: 'default', name: 'a' };
    await expect(
      readEntity(catalog, ref, mockCredentials.user()),
    ).resolves.toMatchObject({ kind: 'Component' });
    await expect(
      readEntity(catalog, { ...ref, name: 'b' }, mockCredentials.user()),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'entity_not_found',
    });
  });
});

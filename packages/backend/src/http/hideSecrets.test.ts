import { withoutSecrets } from './hideSecrets';

describe('withoutSecrets', () => {
  it.each([
    [
      '/api/auth/github/handler/frame?code=abc123&state=6e6f',
      '/api/auth/github/handler/frame?code=***&state=***',
    ],
    ['/a?access_token=x.y.z#part', '/a?access_token=***#part'],
    [
      '/a?X-Amz-Signature=af&X-Amz-Credential=AK%2Fs&ref=main',
      '/a?X-Amz-Signature=***&X-Amz-Credential=***&ref=main',
    ],
    ['/a?apiKey=x&application_key=y', '/a?apiKey=***&application_key=***'],
  ])('hides what %s holds', (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown);
  });

  it('leaves alone what helps to find a mistake', () => {
    const address =
      '/api/catalog/entities?filter=kind%3Dcomponent&limit=20&fields=metadata.name';
    expect(withoutSecrets(address)).toBe(address);
  });
});

import {
  ApolloClient,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client/core';
import { createAuthLink } from 'aws-appsync-auth-link';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { environments, postJson } from '../__testUtils__/environment';
import type { MobworxEnvironment } from '../mobworx/environment';
import { verifySignature } from '../aws/signature';

const start = environments();
const day = 24 * 3600_000;

const typename = (
  { appsync }: MobworxEnvironment,
  headers: Record<string, string>,
) => postJson(appsync.graphqlUrl, { query: '{ __typename }' }, headers);

const refused = (message = 'You are not authorized to make this call.') => ({
  status: 401,
  body: { errors: [{ errorType: 'UnauthorizedException', message }] },
});

describe('an API key', () => {
  it('works until it expires', async () => {
    const environment = await start();
    const headers = { 'x-api-key': 'da2-simulatedstaging0000000001' };
    expect((await typename(environment, headers)).status).toBe(200);
    environment.clock.advance(12 * day);
    expect(await typename(environment, headers)).toMatchObject(refused());
  });

  it.each(['da2-simulatedstaging0000000002', 'da2-unknown'])(
    'that is expired or unknown is refused: %s',
    async key => {
      expect(await typename(await start(), { 'x-api-key': key })).toMatchObject(
        refused(),
      );
    },
  );
});

describe('a token', () => {
  const modes = ['AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT'] as const;

  it.each(modes)('of %s signs in', async mode => {
    const environment = await start();
    const { appsync } = environment;
    const authorization = await appsync.issueToken({
      mode,
      username: 'kim-sato',
    });
    const me = await postJson(
      appsync.graphqlUrl,
      { query: '{ me { username email } }' },
      { authorization },
    );
    expect(me.body.data.me.username).toBe('kim-sato');
    // Only Cognito and IAM may read the address.
    expect(me.body.errors?.[0].message).toBe(
      mode === 'OPENID_CONNECT'
        ? 'Not Authorized to access email on type User'
        : undefined,
    );
    environment.clock.advance(3601_000);
    expect(await typename(environment, { authorization })).toMatchObject(
      refused('Token has expired.'),
    );
  });

  it('is signed by published keys', async () => {
    const { appsync } = await start();
    const token = await appsync.issueToken({
      mode: 'OPENID_CONNECT',
      username: 'noa-berg',
    });
    const base = `${appsync.service.url}/oidc`;
    const discovery = await (
      await fetch(`${base}/.well-known/openid-configuration`)
    ).json();
    expect(discovery.issuer).toBe(base);
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
    const { payload } = await jwtVerify(token, keys, { issuer: base });
    expect(payload.sub).toBe('noa-berg');
    expect(decodeProtectedHeader(token).kid).toBe('simulated');
  });

  it('is refused with "Bearer" in front, from elsewhere, or changed', async () => {
    const environment = await start();
    const other = await start({ id: 'production' });
    const request = { mode: modes[0], username: 'noa-berg' };
    const token = await environment.appsync.issueToken(request);
    const foreign = await other.appsync.issueToken(request);
    const changed = token.replace(/[^.]+$/, foreign.split('.')[2]);
    for (const authorization of [`Bearer ${token}`, foreign, changed]) {
      expect(await typename(environment, { authorization })).toMatchObject(
        refused(),
      );
    }
  });

  it('of the Lambda authorizer is let in, less what it denies', async () => {
    const environment = await start();
    const create = (authorization: string) =>
      postJson(
        environment.appsync.graphqlUrl,
        {
          query:
            'mutation { createRoom(input: { type: p2p, title: "t" }) { id } sendMessage(roomId: "radio-hour", text: "hi", clientId: "1") { senderId } }',
        },
        { authorization },
      );
    const { body } = await create('simulated-lambda-token');
    expect(body.errors).toEqual([
      {
        path: ['createRoom'],
        data: null,
        errorType: 'Unauthorized',
        errorInfo: null,
        locations: [{ line: 1, column: 12, sourceName: null }],
        message: 'Not Authorized to access createRoom on type Mutation',
      },
    ]);
    expect(body.data.sendMessage.senderId).toMatch(/^5b1f5e0e/);
    for (const token of ['simulated-lambda-token-denied', 'made up']) {
      expect(await create(token)).toMatchObject(refused());
    }
    const production = await start({ id: 'production' });
    expect(
      await typename(production, { authorization: 'simulated-lambda-token' }),
    ).toMatchObject(refused('Unable to parse JWT token.'));
  });

  it('can be had over HTTP', async () => {
    const environment = await start();
    const switches = `${environment.appsync.service.url}/_simulator/tokens`;
    const { body } = await postJson(switches, {
      mode: modes[0],
      username: 'noa-berg',
      groups: ['hosts'],
      expiresInSeconds: 60,
    });
    expect(
      await typename(environment, { authorization: body.token }),
    ).toMatchObject({ status: 200 });
    expect(await postJson(switches, { mode: 'x' })).toMatchObject({
      status: 400,
    });
  });
});

it('refuses who brings nothing, or a mode that is off', async () => {
  const environment = await start();
  expect(await typename(environment, {})).toMatchObject(
    refused('Valid authorization header not provided.'),
  );
  const { seed } = environment;
  const keyless = await start({
    seed: {
      ...seed,
      appsync: { ...seed.appsync, defaultAuth: 'AWS_IAM', additionalAuth: [] },
    },
  });
  expect(
    await typename(keyless, { 'x-api-key': 'da2-simulatedstaging0000000001' }),
  ).toMatchObject(refused('Valid authorization header not provided.'));
});

describe('a signed request', () => {
  /** AWS's own links for Apollo, as MobWorx's web clients may use them. */
  const apollo = ({ appsync, seed }: MobworxEnvironment, secret?: string) => {
    const [key] = seed.aws.accessKeys;
    const url = appsync.graphqlUrl;
    return new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        createAuthLink({
          url,
          region: 'us-west-2',
          auth: {
            type: 'AWS_IAM',
            credentials: {
              accessKeyId: key.accessKeyId,
              secretAccessKey: secret ?? key.secretAccessKey,
            },
          },
        }),
        // The link of AWS signs a body without Apollo's own extensions.
        new HttpLink({ uri: url, fetch, includeExtensions: false }),
      ]),
    });
  };
  const query = gql`
    {
      user(id: "5b1f5e0e-6c0b-4a44-9a3c-0d7e2f3a1c01") {
        email
      }
    }
  `;

  it("of AWS's own client is let in", async () => {
    const result = await apollo(await start()).query({
      query,
    });
    expect(result.data).toMatchObject({
      user: { email: 'noa-berg@mobworx.example' },
    });
  });

  it('with the wrong secret is a 403', async () => {
    await expect(
      apollo(await start(), 'wrong').query({ query }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('is refused when anything of it changed', () => {
    const key = {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      arn: 'arn:aws:iam::111122223333:user/a',
    };
    // get-vanilla-query-order-key-case of AWS's published test suite for Signature Version 4.
    const request = {
      method: 'GET',
      target: '/?Param2=value2&Param1=value1',
      headers: {
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
      } as Record<string, string>,
      body: '',
    };
    const at = Date.parse('2015-08-30T12:36:00Z');
    const verify = (
      change: Partial<typeof request>,
      now = at,
      service = 'service',
    ) => verifySignature({ ...request, ...change }, service, [key], now);
    const withHeader = (name: string, value: string) => ({
      headers: { ...request.headers, [name]: value },
    });
    expect(verify({})).toBe(key);
    expect(() => verify({ body: 'x' })).toThrow('does not match');
    expect(() => verify({ target: '/?Param2=value2' })).toThrow(
      'does not match',
    );
    expect(() => verify({ method: 'POST' })).toThrow('does not match');
    expect(() => verify(withHeader('host', 'other'))).toThrow('does not match');
    // A stated hash of the body counts for nothing when the body is another.
    expect(() => verify(withHeader('x-amz-content-sha256', 'e3b0'))).toThrow(
      'does not match',
    );
    expect(() => verify({}, at + 6 * 60_000)).toThrow('Signature expired');
    expect(() => verify({}, at, 'rds')).toThrow('scoped to correct service');
    expect(() =>
      verify(withHeader('authorization', 'AWS4-HMAC-SHA256 x')),
    ).toThrow('requires');
    expect(() => verify({ headers: {} })).toThrow(
      'Missing Authentication Token',
    );
    expect(() => verifySignature(request, 'service', [], at)).toThrow(
      'security token included in the request is invalid',
    );
  });
});

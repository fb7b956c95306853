import {
  EventBridgeClient,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { RDSClient, StopDBClusterCommand } from '@aws-sdk/client-rds';
import { UpstreamError } from '@internal/upstream-node';
import { credentialsRejected, problemOfAws } from './awsProblem';
import { keepReadOnly } from './readOnly';
import { rememberCredentials } from './rememberCredentials';

const upstream = { title: 'AWS in Staging', credential: 'aws.accounts' };

/** As AWS's SDK makes them. */
const sdkError = (name: string, message = '', status = 400) =>
  Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: status },
  });

describe('what an error of AWS means', () => {
  it.each([
    ['ExpiredToken', 'upstream_credentials_rejected'],
    ['ExpiredTokenException', 'upstream_credentials_rejected'],
    ['InvalidClientTokenId', 'upstream_credentials_rejected'],
    ['InvalidAccessKeyId', 'upstream_credentials_rejected'],
    ['CredentialsProviderError', 'upstream_credentials_rejected'],
    ['AccessDenied', 'upstream_forbidden'],
    ['AccessDeniedException', 'upstream_forbidden'],
    ['Throttling', 'upstream_rate_limited'],
    ['ThrottlingException', 'upstream_rate_limited'],
    ['RequestLimitExceeded', 'upstream_rate_limited'],
    ['SlowDown', 'upstream_rate_limited'],
    ['DBClusterNotFoundFault', 'upstream_not_found'],
    ['ResourceNotFoundException', 'upstream_not_found'],
    ['NoSuchBucket', 'upstream_not_found'],
    ['ValidationError', 'upstream_unexpected_answer'],
    ['SomethingNew', 'upstream_unexpected_answer'],
  ])('%s is %s', (name, code) => {
    expect(problemOfAws(sdkError(name), upstream).code).toBe(code);
  });

  it('is told by the status where the name says nothing', () => {
    const codeOf = (status: number) =>
      problemOfAws(sdkError('Unknown', '', status), upstream).code;
    expect([codeOf(429), codeOf(503)]).toEqual([
      'upstream_rate_limited',
      'upstream_unavailable',
    ]);
    expect(
      problemOfAws(
        sdkError('ValidationError', 'Stack with id x does not exist'),
        upstream,
      ).code,
    ).toBe('upstream_not_found');
    expect(problemOfAws(undefined, upstream).code).toBe(
      'upstream_unexpected_answer',
    );
  });

  it('names the action that is missing, and nothing else of what AWS says', () => {
    const { message, remedy } = problemOfAws(
      sdkError(
        'AccessDenied',
        'User: arn:aws:iam::111122223333:user/portal is not authorized to perform: rds:DescribeDBProxies on resource: *',
      ),
      upstream,
    );
    expect(message).toBe(
      "AWS in Staging doesn't let the portal do rds:DescribeDBProxies.",
    );
    expect(remedy).toContain('Allow rds:DescribeDBProxies');
    expect(`${message}${remedy}`).not.toContain('111122223333');
  });

  it('blames the credentials where the role itself is refused', () => {
    expect(
      problemOfAws(
        sdkError(
          'AccessDenied',
          'User: x is not authorized to perform: sts:AssumeRole on resource: y',
        ),
        upstream,
      ),
    ).toMatchObject({
      code: 'upstream_credentials_rejected',
      message:
        "AWS in Staging doesn't accept the portal's credentials: they may not do sts:AssumeRole.",
    });
  });
});

describe('a client that only reads', () => {
  it('sends nothing that could change something', async () => {
    const handle = jest.fn();
    const client = keepReadOnly(
      new RDSClient({
        region: 'us-west-2',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        requestHandler: { handle } as never,
      }),
    );
    await expect(
      client.send(new StopDBClusterCommand({ DBClusterIdentifier: 'x' })),
    ).rejects.toThrow(/only reads AWS; StopDBClusterCommand/);
    expect(handle).not.toHaveBeenCalled();
  });

  it('says which action failed where AWS does not', async () => {
    const client = keepReadOnly(
      new EventBridgeClient({
        region: 'us-west-2',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        requestHandler: {
          handle: async () => {
            throw sdkError('AccessDenied', 'Access Denied', 403);
          },
        } as never,
        maxAttempts: 1,
      }),
    );
    const error = await client
      .send(new ListRulesCommand({}))
      .catch((thrown: unknown) => thrown);
    expect(problemOfAws(error, upstream).message).toContain('events:ListRules');
  });
});

describe('credentials', () => {
  const key = { accessKeyId: 'a', secretAccessKey: 'b' };
  const remember = (sdkCredentialProvider: () => Promise<any>) =>
    rememberCredentials({
      manager: {
        getCredentialProvider: async () => ({ sdkCredentialProvider }),
      },
      accountId: '111122223333',
      upstream,
      timeoutMs: 50,
    });

  afterEach(() => jest.useRealTimers());

  it('are asked for once, and again before they expire', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] });
    const provider = jest.fn(async () => ({
      ...key,
      expiration: new Date(Date.now() + 3_600_000),
    }));
    const credentials = remember(provider);
    await Promise.all([credentials(), credentials()]);
    jest.setSystemTime(54 * 60_000);
    await credentials();
    expect(provider).toHaveBeenCalledTimes(1);
    jest.setSystemTime(56 * 60_000);
    await credentials();
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it('that there are none is told, and asked anew', async () => {
    const provider = jest
      .fn()
      .mockRejectedValueOnce(new Error('no profile in /home/x'))
      .mockResolvedValue(key);
    const credentials = remember(provider);
    await expect(credentials()).rejects.toMatchObject({
      ...credentialsRejected(
        upstream,
        'there are none for the account 111122223333',
      ),
    });
    await expect(credentials()).resolves.toEqual(key);
  });

  it('do not hold anybody up for ever', async () => {
    const provider = jest
      .fn()
      .mockReturnValueOnce(new Promise(() => {}))
      .mockResolvedValue(key);
    const credentials = remember(provider);
    await expect(credentials()).rejects.toBeInstanceOf(UpstreamError);
    await expect(credentials()).resolves.toEqual(key);
  });
});

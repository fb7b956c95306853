import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import { AppsyncClient } from './appsync/AppsyncClient';
import type { EnvironmentConfig, PollLimits } from './config';
import { AwsClients } from './infrastructure/awsClients';
import { StreamClient } from './stream/StreamClient';
import { StudioClient } from './studio/StudioClient';

/** What speaks with the services of one environment; absent where one isn't configured. */
export interface Clients {
  appsync?: AppsyncClient;
  stream?: StreamClient;
  studio?: StudioClient;
  /** The AWS account, for the infrastructure and for AppSync's control plane. */
  aws?: AwsClients;
}

/** Where the credential of a service stands, below the service. */
const CREDENTIALS = {
  appsync: 'auth',
  stream: 'token',
  studio: 'token',
} as const;

/** Makes what speaks with the services of one environment; nobody is asked anything yet. */
export function createClients(
  environment: EnvironmentConfig,
  options: { poll: PollLimits; credentials: AwsCredentialsManager },
): Clients {
  const { poll } = options;
  const { appsync, stream, studio } = environment.services;
  const common = (service: keyof typeof CREDENTIALS) => ({
    upstream: {
      title: `${serviceTitles[service]} in ${environment.title}`,
      credential: `${environment.key}.services.${service}.${CREDENTIALS[service]}`,
    },
    poll,
  });
  const aws =
    environment.aws &&
    new AwsClients({
      aws: environment.aws,
      upstream: {
        title: `AWS in ${environment.title}`,
        credential: 'aws.accounts',
      },
      poll,
      credentials: options.credentials,
    });
  return {
    aws,
    appsync:
      appsync && new AppsyncClient({ ...common('appsync'), appsync, aws }),
    stream: stream && new StreamClient({ ...common('stream'), stream }),
    studio: studio && new StudioClient({ ...common('studio'), studio }),
  };
}

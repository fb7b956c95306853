import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { App, Tags, Validations, type AppProps } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Environment, GithubRepository, Registry } from './environment.ts';
import { problemsOf } from './environmentProblems.ts';
import { DataStack } from './stacks/DataStack.ts';
import { DeliveryStack } from './stacks/DeliveryStack.ts';
import { NetworkStack } from './stacks/NetworkStack.ts';
import { RegistryStack } from './stacks/RegistryStack.ts';
import { ServiceStack } from './stacks/ServiceStack.ts';

/** What there is to deploy. */
export interface Portal {
  environments: Record<string, Environment>;
  github: GithubRepository;
  registry: Registry;
}

/** An app with the behaviour that the CDK gives to new projects. */
export function createApp(props: AppProps = {}): App {
  return new App({
    analyticsReporting: false,
    ...props,
    context: {
      ...recommendedFlags,
      ...props.context,
    },
  });
}

/** Lets no synthesis end well while cdk-nag finds something that `acknowledge` doesn't explain. */
export function guard(app: App): void {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { verbose: true }),
  );
}

/**
 * Adds the stacks of everything. The registry is there once, delivery once in every account, and the
 * network, the data and the service once for each environment.
 *
 * @throws Error with a sentence for each thing that is wrong with the environments
 */
export function addPortal(app: App, portal: Portal): void {
  const { environments, github, registry } = portal;
  const problems = Object.entries(environments).flatMap(([name, environment]) =>
    problemsOf(name, environment),
  );
  if (problems.length) throw new Error(problems.join('\n'));

  const accounts = [
    ...new Set(
      [registry, ...Object.values(environments)].map(({ account }) => account),
    ),
  ];
  new RegistryStack(app, 'PortalRegistry', { registry, readers: accounts });
  for (const account of accounts)
    new DeliveryStack(app, `PortalDelivery-${account}`, {
      account,
      registry,
      github,
      environments: Object.fromEntries(
        Object.entries(environments).filter(
          ([, environment]) => environment.account === account,
        ),
      ),
    });
  for (const [name, environment] of Object.entries(environments))
    addEnvironment(app, name, environment, registry);
  Tags.of(app).add('application', 'developer-portal');
}

function addEnvironment(
  app: App,
  name: string,
  environment: Environment,
  registry: Registry,
): void {
  const { account, region } = environment;
  const props = { env: { account, region }, name, environment };
  const network = new NetworkStack(app, `PortalNetwork-${name}`, props);
  const data = new DataStack(app, `PortalData-${name}`, { ...props, network });
  const service = new ServiceStack(app, `PortalService-${name}`, {
    ...props,
    network,
    data,
    registry,
  });
  for (const stack of [network, data, service])
    Tags.of(stack).add('environment', name);
}

import { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import {
  groupsInUse,
  RANDOM_VARIABLES,
  type VariableGroup,
} from '@internal/deploy-image';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import { secretName } from '../names.ts';

// What other stacks or CloudFormation itself fill in.
const FILLED_ELSEWHERE = ['database', 'cache'];

interface SecretsProps {
  name: string;
  environment: Environment;
  key: kms.IKey;
}

/** The names of the secret variables of a group. */
export const secretVariables = ({ variables }: VariableGroup): string[] =>
  variables.filter(({ secret }) => secret).map(({ name }) => name);

/**
 * Adds a secret for each group of variables: JSON, with the names of the variables as keys. Those of
 * an integration are empty until somebody fills them in; their value never goes through this code.
 *
 * @returns the secrets by id of their group; one of random text by the name of its variable
 */
export function addSecrets(
  scope: Construct,
  { name, environment, key }: SecretsProps,
): Record<string, secretsmanager.ISecret> {
  const secrets: Record<string, secretsmanager.ISecret> = {};
  const add = (id: string, description: string, isRandom: boolean) => {
    const secret = new secretsmanager.Secret(scope, `Secret-${id}`, {
      secretName: secretName(name, id),
      description,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: isRandom
        ? {
            secretStringTemplate: '{}',
            generateStringKey: id,
            passwordLength: 48,
            excludePunctuation: true,
          }
        : undefined,
    });
    // A generated value would look filled in, and the task would start with it.
    if (!isRandom)
      (
        secret.node.defaultChild as secretsmanager.CfnSecret
      ).addPropertyDeletionOverride('GenerateSecretString');
    acknowledge(
      secret,
      isRandom
        ? 'Signs what is valid for an hour; a new value is a deployment, which docs/operations describes.'
        : 'The other side issues it and no call of AWS could change it there; docs/operations says how to.',
      'AwsSolutions-SMG4',
    );
    secrets[id] = secret;
  };

  for (const group of groupsInUse(environment.integrations)) {
    if (FILLED_ELSEWHERE.includes(group.id)) continue;
    const names = secretVariables(group);
    for (const variable of names.filter(each =>
      RANDOM_VARIABLES.includes(each),
    ))
      add(variable, `${variable} of the portal, ${name}`, true);
    const others = names.filter(each => !RANDOM_VARIABLES.includes(each));
    if (others.length)
      add(group.id, `${group.title}: ${others.join(', ')} (${name})`, false);
  }
  return secrets;
}

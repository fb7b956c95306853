import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { IMAGES, subjectsOf } from '../delivery/subjects.ts';
import type {
  Environment,
  GithubRepository,
  Registry,
} from '../environment.ts';
import {
  clusterName,
  imageParameterName,
  logGroupName,
  serviceName,
} from '../names.ts';

const ISSUER = 'token.actions.githubusercontent.com';

interface DeliveryStackProps {
  account: string;
  registry: Registry;
  github: GithubRepository;
  /** Those of this account. */
  environments: Record<string, Environment>;
}

/**
 * What the workflows of GitHub may do in one account: no key is kept anywhere. An account has one
 * provider of GitHub's identities, therefore one such stack.
 */
export class DeliveryStack extends Stack {
  private readonly github: GithubRepository;
  private readonly provider: iam.OidcProviderNative;

  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    const { account, registry, environments } = props;
    // Roles are for all regions; the stack stays where it is when an environment comes along.
    const { region } =
      account === registry.account ? registry : Object.values(environments)[0];
    super(scope, id, {
      env: { account, region },
      description: 'What the workflows of the developer portal may do here',
    });
    this.github = props.github;
    this.provider = new iam.OidcProviderNative(this, 'Github', {
      url: `https://${ISSUER}`,
      clientIds: ['sts.amazonaws.com'],
    });
    if (account === registry.account) this.addPushRole(registry);
    for (const [name, environment] of Object.entries(environments))
      this.addDeployRole(name, environment);
  }

  private addRole(
    name: string,
    description: string,
    environment: string,
  ): iam.Role {
    return new iam.Role(this, name, {
      roleName: name,
      description,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new iam.WebIdentityPrincipal(this.provider.oidcProviderArn, {
        StringEquals: {
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
          [`${ISSUER}:sub`]: subjectsOf(this.github, environment),
        },
      }),
    });
  }

  private addPushRole({ repositoryName, region }: Registry) {
    const role = this.addRole('portal-push', 'Pushes images', IMAGES);
    ecr.Repository.fromRepositoryAttributes(this, 'Images', {
      repositoryName,
      repositoryArn: this.formatArn({
        service: 'ecr',
        region,
        resource: 'repository',
        resourceName: repositoryName,
      }),
    }).grantPullPush(role);
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'ReadScan',
        actions: ['ecr:DescribeImages', 'ecr:DescribeImageScanFindings'],
        resources: [
          this.formatArn({
            service: 'ecr',
            region,
            resource: 'repository',
            resourceName: repositoryName,
          }),
        ],
      }),
    );
    acknowledge(
      role,
      'ecr:GetAuthorizationToken knows no resource; what may be pushed is limited to one repository.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  }

  private addDeployRole(name: string, { region }: Environment) {
    const role = this.addRole(
      `portal-deploy-${name}`,
      `Deploys the portal to ${name}`,
      name,
    );
    const allow = (sid: string, actions: string[], resources: string[]) =>
      role.addToPrincipalPolicy(
        new iam.PolicyStatement({ sid, actions, resources }),
      );

    allow(
      'DeployByTheRolesOfTheCdk',
      ['sts:AssumeRole'],
      ['deploy-role', 'file-publishing-role', 'lookup-role'].map(
        kind =>
          `arn:${this.partition}:iam::${this.account}:role/cdk-hnb659fds-${kind}-${this.account}-${region}`,
      ),
    );
    allow(
      'TellTheTruthAboutTheRollout',
      ['ecs:DescribeServices'],
      [
        this.formatArn({
          service: 'ecs',
          region,
          resource: 'service',
          resourceName: `${clusterName(name)}/${serviceName}`,
        }),
      ],
    );
    allow(
      'ReadWhatStopped',
      ['logs:FilterLogEvents'],
      [
        this.formatArn({
          service: 'logs',
          region,
          resource: 'log-group',
          resourceName: `${logGroupName(name)}:*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
    );
    allow(
      'ReadWhichImagesRan',
      ['ssm:GetParameter', 'ssm:GetParameterHistory'],
      [
        this.formatArn({
          service: 'ssm',
          region,
          resource: 'parameter',
          resourceName: imageParameterName(name).slice(1),
        }),
      ],
    );
    acknowledge(
      role,
      'Log streams have names that AWS makes up; all of this group belong to this environment.',
      `AwsSolutions-IAM5[Resource::arn:${this.partition}:logs:${region}:${this.account}:log-group:${logGroupName(name)}:*]`,
    );
  }
}

import { IMAGES, subjectsOf } from '../delivery/subjects.ts';
import { every, inEachEnvironment, listOf, type Check } from './check.ts';
import { resourcesOf, type Found } from './templates.ts';

const ROLE = 'AWS::IAM::Role';
const GITHUB = 'token.actions.githubusercontent.com';
// All that the roles may do. A misspelled action grants nothing, and neither CloudFormation nor IAM says
// so; a new one is added here knowingly.
const ACTIONS: Record<string, string[]> = {
  ec2: [
    'AuthorizeSecurityGroupEgress',
    'AuthorizeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
  ],
  ecr: [
    'BatchCheckLayerAvailability',
    'BatchGetImage',
    'CompleteLayerUpload',
    'DescribeImageScanFindings',
    'DescribeImages',
    'GetAuthorizationToken',
    'GetDownloadUrlForLayer',
    'InitiateLayerUpload',
    'PutImage',
    'UploadLayerPart',
  ],
  ecs: ['DescribeServices'],
  kms: ['Decrypt'],
  logs: [
    'CreateLogStream',
    'DescribeLogStreams',
    'FilterLogEvents',
    'PutLogEvents',
  ],
  'rds-db': ['connect'],
  secretsmanager: ['DescribeSecret', 'GetSecretValue'],
  ssm: ['GetParameter', 'GetParameterHistory'],
  sts: ['AssumeRole'],
};
const isKnown = (action: string) => {
  const [service, name] = action.split(':');
  return ACTIONS[service]?.includes(name) ?? false;
};

const ALARMS = [
  'answers-5xx',
  'no-answer',
  'unhealthy-tasks',
  'slow-answers',
  'few-tasks',
  'busy-database',
];

const trustOf = ({ properties }: Found) =>
  listOf<any>(properties.AssumeRolePolicyDocument?.Statement).filter(
    statement => statement.Action === 'sts:AssumeRoleWithWebIdentity',
  );

const isForGithub = (role: Found) => trustOf(role).length > 0;

/** The registry, the roles, and what watches. */
export const accountChecks: Check[] = [
  every(
    'images-never-change',
    'AWS::ECR::Repository',
    ({ properties, deletionPolicy }) => {
      if (properties.ImageTagMutability !== 'IMMUTABLE')
        return 'a tag can come to mean another image';
      if (properties.ImageScanningConfiguration?.ScanOnPush !== true)
        return 'images are not scanned';
      const { rules = [] } = JSON.parse(
        properties.LifecyclePolicy?.LifecyclePolicyText ?? '{}',
      );
      if (rules.some((rule: any) => rule.selection.tagStatus !== 'untagged'))
        return 'an image that runs may be deleted';
      return (
        deletionPolicy !== 'Retain' && 'deleting the stack deletes the images'
      );
    },
  ),
  {
    id: 'github-is-pinned',
    problems: (templates, { github, environments }) => {
      const roles = resourcesOf(templates, ROLE).filter(isForGithub);
      const expected: Record<string, string[]> = {
        'portal-push': subjectsOf(github, IMAGES),
        ...Object.fromEntries(
          Object.keys(environments).map(name => [
            `portal-deploy-${name}`,
            subjectsOf(github, name),
          ]),
        ),
      };
      const names = roles.map(({ properties }) => properties.RoleName);
      return [
        ...Object.keys(expected)
          .filter(name => !names.includes(name))
          .map(name => `${name} is missing`),
        ...roles.flatMap(role => {
          const name = role.properties.RoleName;
          return trustOf(role).flatMap(({ Condition: condition }) => {
            const exact = condition?.StringEquals ?? {};
            const subjects = [...listOf<string>(exact[`${GITHUB}:sub`])].sort();
            return [
              ...(exact[`${GITHUB}:aud`] === 'sts.amazonaws.com'
                ? []
                : [`${name} takes tokens that were made for others`]),
              ...(JSON.stringify(subjects) ===
              JSON.stringify([...(expected[name] ?? [])].sort())
                ? []
                : [
                    `${name} lets in ${subjects.join(', ') || 'everybody on GitHub'}`,
                  ]),
            ];
          });
        }),
      ];
    },
  },
  {
    id: 'actions-exist',
    problems: templates =>
      statements(templates).flatMap(({ where, statement }) =>
        listOf<string>(statement.Action)
          .filter(action => !isKnown(action))
          .map(
            action =>
              `${where}: ${action} is not among the actions that the roles need`,
          ),
      ),
  },
  {
    id: 'nobody-may-everything',
    problems: templates =>
      statements(templates).flatMap(({ where, statement }) => {
        const all = listOf(statement.Resource).includes('*');
        // These know no resource.
        const harmless = listOf<string>(statement.Action).every(action =>
          ['ecr:GetAuthorizationToken'].includes(action),
        );
        return statement.Effect === 'Allow' && all && !harmless
          ? [`${where}: ${listOf(statement.Action).join(', ')} on everything`]
          : [];
      }),
  },
  every(
    'logs-end',
    'AWS::Logs::LogGroup',
    ({ properties }) =>
      ![30, 90, 365].includes(properties.RetentionInDays) &&
      `its lines are kept for ${properties.RetentionInDays ?? 'ever'}`,
  ),
  inEachEnvironment('somebody-is-told', (name, templates) => {
    const stack = `PortalService-${name}`;
    const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm', stack);
    const names = alarms.map(({ properties }) => properties.AlarmName);
    const rolledBack: string[] = resourcesOf(
      templates,
      'AWS::ECS::Service',
      stack,
    ).flatMap(
      ({ properties }) =>
        properties.DeploymentConfiguration?.Alarms?.AlarmNames ?? [],
    );
    return [
      ...ALARMS.map(
        alarm =>
          !names.includes(`portal-${name}-${alarm}`) &&
          `there is no alarm ${alarm}`,
      ),
      ...rolledBack.map(
        alarm =>
          !names.includes(alarm) &&
          `deployments wait for ${alarm}, which is not there`,
      ),
      alarms.some(({ properties }) => !properties.AlarmActions?.length) &&
        'an alarm tells nobody',
      resourcesOf(templates, 'AWS::SNS::Subscription', stack).length === 0 &&
        'nobody gets the alarms',
      resourcesOf(templates, 'AWS::CloudWatch::Dashboard', stack).length !==
        1 && 'there is no dashboard',
    ];
  }),
];

function statements(templates: Parameters<Check['problems']>[0]) {
  return ['AWS::IAM::Policy', ROLE].flatMap(type =>
    resourcesOf(templates, type).flatMap(found => {
      const { PolicyDocument: own, Policies: inline = [] } = found.properties;
      return [own, ...inline.map((each: any) => each.PolicyDocument)]
        .filter(Boolean)
        .flatMap(document => listOf<any>(document.Statement))
        .map(statement => ({
          where: `${found.stack}: ${found.id}`,
          statement,
        }));
    }),
  );
}

import { listOf } from '../check.ts';
import { on, remove, type Defect } from './defect.ts';

const SERVICE = 'AWS::ECS::Service';

const trustWith =
  (change: (condition: any) => void) => (properties: Record<string, any>) =>
    change(
      listOf<any>(properties.AssumeRolePolicyDocument.Statement)[0].Condition,
    );
const isDeployRole = ({ RoleName }: Record<string, any>) =>
  `${RoleName}`.startsWith('portal-deploy-');
const SUBJECT = 'token.actions.githubusercontent.com:sub';

export const accountDefects: Defect[] = [
  on('images-never-change', 'tags that move', 'AWS::ECR::Repository', p => {
    p.ImageTagMutability = 'MUTABLE';
  }),
  on(
    'images-never-change',
    'images that nobody scans',
    'AWS::ECR::Repository',
    p => {
      p.ImageScanningConfiguration.ScanOnPush = false;
    },
  ),
  on(
    'images-never-change',
    'the last hundred images alone',
    'AWS::ECR::Repository',
    p => {
      p.LifecyclePolicy.LifecyclePolicyText = JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: {
              tagStatus: 'any',
              countType: 'imageCountMoreThan',
              countNumber: 100,
            },
            action: { type: 'expire' },
          },
        ],
      });
    },
  ),
  on(
    'github-is-pinned',
    'every branch',
    'AWS::IAM::Role',
    trustWith(c => {
      c.StringEquals[SUBJECT] = 'repo:MobWorx/developer-portal:*';
    }),
    isDeployRole,
  ),
  on(
    'github-is-pinned',
    'the old form of subjects alone',
    'AWS::IAM::Role',
    trustWith(c => {
      c.StringEquals[SUBJECT] = [c.StringEquals[SUBJECT][0]];
    }),
    isDeployRole,
  ),
  on(
    'github-is-pinned',
    'a pattern',
    'AWS::IAM::Role',
    trustWith(c => {
      c.StringLike = { [SUBJECT]: c.StringEquals[SUBJECT] };
      delete c.StringEquals[SUBJECT];
    }),
    isDeployRole,
  ),
  on(
    'github-is-pinned',
    'tokens for others',
    'AWS::IAM::Role',
    trustWith(c => {
      delete c.StringEquals['token.actions.githubusercontent.com:aud'];
    }),
    isDeployRole,
  ),
  on(
    'actions-exist',
    'an action that does not exist',
    'AWS::IAM::Policy',
    p => {
      p.PolicyDocument.Statement[0].Action = 's4:GetObject';
    },
  ),
  on('nobody-may-everything', 'everything', 'AWS::IAM::Policy', p => {
    p.PolicyDocument.Statement.push({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
    });
  }),
  on('logs-end', 'lines for ever', 'AWS::Logs::LogGroup', p => {
    delete p.RetentionInDays;
  }),
  on(
    'somebody-is-told',
    'an alarm without an action',
    'AWS::CloudWatch::Alarm',
    p => {
      p.AlarmActions = [];
    },
  ),
  on('somebody-is-told', 'a deployment that waits for no alarm', SERVICE, p => {
    p.DeploymentConfiguration.Alarms.AlarmNames[0] = 'portal-production-other';
  }),
  remove('somebody-is-told', 'no dashboard', 'AWS::CloudWatch::Dashboard'),
];

import { on, remove, type Defect } from './defect.ts';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const SUBNET = 'AWS::EC2::Subnet';

const setAttribute =
  (key: string, value: string) =>
  ({ LoadBalancerAttributes }: Record<string, any>) => {
    const attribute = LoadBalancerAttributes.find(
      (each: any) => each.Key === key,
    );
    attribute.Value = value;
  };

export const networkDefects: Defect[] = [
  on(
    'open-at-the-entrance-only',
    'SSH for everybody',
    'AWS::EC2::SecurityGroup',
    p => {
      p.SecurityGroupIngress = [
        { CidrIp: '0.0.0.0/0', FromPort: 22, ToPort: 22 },
      ];
    },
  ),
  {
    caughtBy: 'open-at-the-entrance-only',
    mistake: 'the database for everybody',
    make: templates => {
      templates['PortalNetwork-production'].Resources.Door = {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          CidrIp: '0.0.0.0/0',
          FromPort: 5432,
          ToPort: 5432,
          IpProtocol: 'tcp',
        },
      };
    },
  },
  on('ranges-are-ranges', 'a range that is none', 'AWS::EC2::VPC', p => {
    p.CidrBlock = '10.0.0.0/99';
  }),
  on('three-kinds-of-subnets', 'public addresses for all', SUBNET, p => {
    p.MapPublicIpOnLaunch = true;
  }),
  {
    caughtBy: 'three-kinds-of-subnets',
    mistake: 'a way out for the data',
    make: templates => {
      templates['PortalNetwork-production'].Resources.VpcdataSubnet1Route = {
        Type: 'AWS::EC2::Route',
        Properties: {},
      };
    },
  },
  on(
    'tls-is-strong',
    'TLS 1.0',
    LISTENER,
    p => {
      p.SslPolicy = 'ELBSecurityPolicy-2016-08';
    },
    p => p.Protocol === 'HTTPS',
  ),
  on(
    'tls-is-strong',
    'plain HTTP',
    LISTENER,
    p => {
      p.DefaultActions = [{ Type: 'forward' }];
    },
    p => p.Protocol === 'HTTP',
  ),
  on(
    'both-listeners',
    'another port',
    LISTENER,
    p => {
      p.Port = 8443;
    },
    p => p.Protocol === 'HTTPS',
  ),
  on(
    'load-balancer-is-careful',
    'connections kept too long',
    BALANCER,
    setAttribute('idle_timeout.timeout_seconds', '300'),
  ),
  on(
    'load-balancer-is-careful',
    'no access log',
    BALANCER,
    setAttribute('access_logs.s3.enabled', 'false'),
  ),
  on(
    'load-balancer-is-careful',
    'a balancer that can be deleted',
    BALANCER,
    setAttribute('deletion_protection.enabled', 'false'),
  ),
  on('firewall-is-tuned', 'refuses catalog files', 'AWS::WAFv2::WebACL', p => {
    p.Rules.at(
      -1,
    ).Statement.ManagedRuleGroupStatement.RuleActionOverrides.pop();
  }),
  on('firewall-is-tuned', 'only counts', 'AWS::WAFv2::WebACL', p => {
    p.Rules[2].OverrideAction = { Count: {} };
  }),
  remove(
    'firewall-is-before-the-entrance',
    'a firewall before nothing',
    'AWS::WAFv2::WebACLAssociation',
  ),
];

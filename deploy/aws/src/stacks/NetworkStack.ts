import { CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { container } from '@internal/deploy-image';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';

/** Ports of what the portal keeps its data in. */
export const DATABASE_PORT = 5432;
export const CACHE_PORT = 6379;

const ZONES = [0, 1];
const FLOW_LOG_RETENTION = logs.RetentionDays.ONE_MONTH;

interface NetworkStackProps {
  env: { account: string; region: string };
  name: string;
  environment: Environment;
}

/** The network, and in one place who may talk to whom in it. */
export class NetworkStack extends Stack {
  readonly vpc: ec2.Vpc;
  readonly loadBalancerGroup: ec2.SecurityGroup;
  readonly portalGroup: ec2.SecurityGroup;
  readonly proxyGroup: ec2.SecurityGroup;
  readonly databaseGroup: ec2.SecurityGroup;
  readonly cacheGroup: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    const { env, name, environment } = props;
    super(scope, id, {
      env,
      description: `The network of the developer portal, ${name}`,
    });
    this.vpc = this.addVpc(environment.network);
    this.loadBalancerGroup = this.addGroup('LoadBalancer', 'The load balancer');
    this.portalGroup = this.addGroup('Portal', 'The tasks of the portal');
    this.proxyGroup = this.addGroup('Proxy', 'The proxy of the database');
    this.databaseGroup = this.addGroup('Database', 'The database');
    this.cacheGroup = this.addGroup('Cache', 'The cache');
    this.connect(environment);
    // A cluster of Kubernetes that is to reach the data is let into these by hand.
    this.tell('ProxyGroupId', this.proxyGroup);
    this.tell('CacheGroupId', this.cacheGroup);
  }

  private tell(name: string, { securityGroupId }: ec2.SecurityGroup) {
    new CfnOutput(this, name, { value: securityGroupId });
  }

  // The names of the zones would be looked up otherwise, with credentials and a network.
  override get availabilityZones(): string[] {
    return ZONES.map(zone => Fn.select(zone, Fn.getAzs('')));
  }

  private addVpc({ range, natGateways }: Environment['network']): ec2.Vpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(range),
      maxAzs: ZONES.length,
      natGateways,
      subnetConfiguration: [
        {
          name: 'public',
          subnetType: ec2.SubnetType.PUBLIC,
          cidrMask: 24,
          mapPublicIpOnLaunch: false,
        },
        {
          name: 'app',
          subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
          cidrMask: 20,
        },
        {
          name: 'data',
          subnetType: ec2.SubnetType.PRIVATE_ISOLATED,
          cidrMask: 24,
        },
      ],
      gatewayEndpoints: {
        // The layers of images lie in S3: past the NAT gateway they cost nothing.
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
      },
    });
    vpc.addFlowLog('Flow', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(
        new logs.LogGroup(this, 'FlowLog', {
          retention: FLOW_LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
    return vpc;
  }

  private addGroup(id: string, description: string): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, `${id}Group`, {
      vpc: this.vpc,
      description,
      allowAllOutbound: false,
    });
  }

  private connect({ allowedRanges, network }: Environment) {
    for (const range of allowedRanges)
      for (const port of [80, 443])
        this.loadBalancerGroup.addIngressRule(
          ec2.Peer.ipv4(range),
          ec2.Port.tcp(port),
          `People, port ${port}`,
        );
    if (allowedRanges.includes('0.0.0.0/0'))
      acknowledge(
        this.loadBalancerGroup,
        'People open the portal from anywhere; a web application firewall and sign-in are in front of it.',
        'AwsSolutions-EC23',
      );
    allow(this.loadBalancerGroup, this.portalGroup, container.port);
    allow(this.portalGroup, this.proxyGroup, DATABASE_PORT);
    allow(this.proxyGroup, this.databaseGroup, DATABASE_PORT);
    allow(this.portalGroup, this.cacheGroup, CACHE_PORT);
    for (const port of network.outboundPorts)
      this.portalGroup.addEgressRule(
        ec2.Peer.anyIpv4(),
        ec2.Port.tcp(port),
        `Upstreams, port ${port}`,
      );
  }
}

function allow(
  from: ec2.SecurityGroup,
  to: ec2.SecurityGroup,
  port: number,
): void {
  from.connections.allowTo(to, ec2.Port.tcp(port));
}

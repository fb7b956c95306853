import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { container } from '@internal/deploy-image';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import { fixed } from '../stacks/DataStack.ts';
import type { NetworkStack } from '../stacks/NetworkStack.ts';

const PROBE_INTERVAL = Duration.seconds(15);
// Long enough for a page's requests, short enough for a deployment; below the time to stop.
const DEREGISTRATION_DELAY = Duration.seconds(30);
// Below backend.server.keepAliveTimeout in app-config.production.yaml: the load balancer has to be the one
// that closes a connection. A WebSocket for live updates says something every 30 s.
const IDLE_TIMEOUT = Duration.seconds(60);

interface EntranceProps {
  name: string;
  environment: Environment;
  network: NetworkStack;
}

/** The load balancer: TLS, redirect, access log, and the health of each task. */
export class Entrance extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly listener: elb.ApplicationListener;
  readonly targetGroup: elb.ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: EntranceProps) {
    super(scope, id);
    const { name, environment, network } = props;
    this.loadBalancer = new elb.ApplicationLoadBalancer(this, 'LoadBalancer', {
      loadBalancerName: `portal-${name}`,
      vpc: network.vpc,
      vpcSubnets: {
        subnetType: environment.internetFacing
          ? ec2.SubnetType.PUBLIC
          : ec2.SubnetType.PRIVATE_WITH_EGRESS,
      },
      internetFacing: environment.internetFacing,
      securityGroup: fixed(this, 'Group', network.loadBalancerGroup),
      dropInvalidHeaderFields: true,
      deletionProtection: environment.protected,
      idleTimeout: IDLE_TIMEOUT,
    });
    this.loadBalancer.logAccessLogs(this.addLogBucket(environment), 'requests');
    this.loadBalancer.addRedirect({ open: false });
    this.targetGroup = this.addTargetGroup(network);
    this.listener = this.loadBalancer.addListener('Https', {
      port: 443,
      protocol: elb.ApplicationProtocol.HTTPS,
      certificates: [
        elb.ListenerCertificate.fromArn(environment.certificateArn),
      ],
      sslPolicy: elb.SslPolicy.TLS13_RES,
      defaultTargetGroups: [this.targetGroup],
      open: false,
    });
  }

  private addTargetGroup({ vpc }: NetworkStack): elb.ApplicationTargetGroup {
    return new elb.ApplicationTargetGroup(this, 'Targets', {
      vpc,
      targetType: elb.TargetType.IP,
      port: container.port,
      protocol: elb.ApplicationProtocol.HTTP,
      deregistrationDelay: DEREGISTRATION_DELAY,
      healthCheck: {
        // `/` and paths that nobody serves answer 200: the app's own page.
        path: container.readinessPath,
        healthyHttpCodes: '200',
        interval: PROBE_INTERVAL,
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }

  private addLogBucket({ logRetentionDays }: Environment): s3.Bucket {
    const bucket = new s3.Bucket(this, 'AccessLog', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      // The load balancer writes to no bucket that is encrypted by a key of KMS.
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      bucket,
      'Is itself a log; who reads it is in the trail of the account.',
      'AwsSolutions-S1',
    );
    return bucket;
  }
}

import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as waf from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import type { Entrance } from './Entrance.ts';

/**
 * Rules of AWS's common set that what the portal is for would trip over. They count, so that the log
 * still shows what they saw, and don't refuse.
 */
const COUNTED_RULES = {
  SizeRestrictions_BODY:
    'A webhook of GitHub and a catalog file are larger than 8 KB.',
  SizeRestrictions_QUERYSTRING:
    "The cursor of the catalog's list carries the whole query.",
  EC2MetaDataSSRF_BODY: 'Catalog files and GraphQL name localhost.',
  GenericRFI_BODY: 'Catalog files and webhooks are full of addresses.',
  GenericLFI_BODY: 'Locations in catalog files are relative: ../../.',
  CrossSiteScripting_BODY:
    'Webhooks carry commit messages and pull requests with HTML in them.',
};

const RETENTION = logs.RetentionDays.ONE_MONTH;

interface FirewallProps {
  name: string;
  environment: Environment;
  entrance: Entrance;
}

/** The web application firewall before the load balancer. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { name, environment, entrance } = props;
    const list = new waf.CfnWebACL(this, 'List', {
      name: `portal-${name}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(`portal-${name}`),
      rules: [
        {
          name: 'RequestLimit',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: environment.requestLimit,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: visibility('RequestLimit'),
        },
        managed(1, 'AWSManagedRulesAmazonIpReputationList'),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managed(3, 'AWSManagedRulesCommonRuleSet', Object.keys(COUNTED_RULES)),
      ],
    });
    new waf.CfnWebACLAssociation(this, 'Association', {
      resourceArn: entrance.loadBalancer.loadBalancerArn,
      webAclArn: list.attrArn,
    });
    this.addLog(name, list);
  }

  private addLog(name: string, list: waf.CfnWebACL) {
    const group = new logs.LogGroup(this, 'Log', {
      // The firewall writes to groups of this prefix only.
      logGroupName: `aws-waf-logs-portal-${name}`,
      retention: RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new waf.CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: list.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: group.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      // What signs people in belongs in no log.
      redactedFields: ['authorization', 'cookie', 'x-github-token'].map(
        header => ({ singleHeader: { Name: header } }),
      ),
    });
  }
}

function visibility(
  metricName: string,
): waf.CfnWebACL.VisibilityConfigProperty {
  return {
    metricName,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  };
}

function managed(
  priority: number,
  name: string,
  counted: string[] = [],
): waf.CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.length
          ? counted.map(rule => ({ name: rule, actionToUse: { count: {} } }))
          : undefined,
      },
    },
    visibilityConfig: visibility(name),
  };
}

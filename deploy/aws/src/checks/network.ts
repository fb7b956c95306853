import { container } from '@internal/deploy-image';
import { isRange } from '../environmentProblems.ts';
import { every, inEachEnvironment, listOf, type Check } from './check.ts';
import { resourcesOf, type Found, type Templates } from './templates.ts';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const GROUP = 'AWS::EC2::SecurityGroup';
const OPEN = ['0.0.0.0/0', '::/0'];
// The managed rules that are known to take catalog files, webhooks and cursors for attacks: a list of its own,
// so that leaving one out of the firewall is noticed.
const MUST_ONLY_COUNT = [
  'SizeRestrictions_BODY',
  'SizeRestrictions_QUERYSTRING',
  'EC2MetaDataSSRF_BODY',
  'GenericRFI_BODY',
  'GenericLFI_BODY',
  'CrossSiteScripting_BODY',
];
const STRONG_TLS = /^ELBSecurityPolicy-TLS13-1-[23]-/;

function openings(
  templates: Templates,
): { where: string; from: number; to: number; isEntrance: boolean }[] {
  const inline = resourcesOf(templates, GROUP).flatMap(group =>
    (group.properties.SecurityGroupIngress ?? []).map((rule: any) => ({
      group,
      rule,
    })),
  );
  const apart = resourcesOf(templates, 'AWS::EC2::SecurityGroupIngress').map(
    group => ({ group, rule: group.properties }),
  );
  return [...inline, ...apart]
    .filter(({ rule }) => OPEN.includes(rule.CidrIp ?? rule.CidrIpv6))
    .map(({ group, rule }: { group: Found; rule: any }) => ({
      where: `${group.stack}: ${group.id}`,
      from: rule.FromPort,
      to: rule.ToPort,
      isEntrance: group.id.startsWith('LoadBalancerGroup'),
    }));
}

/** The network, the load balancer and the firewall. */
export const networkChecks: Check[] = [
  {
    id: 'open-at-the-entrance-only',
    problems: templates =>
      openings(templates)
        .filter(
          ({ from, to, isEntrance }) =>
            !(isEntrance && from === to && [80, 443].includes(from)),
        )
        .map(
          ({ where, from, to }) =>
            `${where} is open to everybody at ${from} to ${to}`,
        ),
  },
  {
    id: 'ranges-are-ranges',
    problems: templates =>
      ['AWS::EC2::VPC', 'AWS::EC2::Subnet'].flatMap(type =>
        resourcesOf(templates, type)
          .filter(({ properties }) => !isRange(properties.CidrBlock))
          .map(
            ({ stack, id, properties }) =>
              `${stack}: ${id}: ${properties.CidrBlock} is no range`,
          ),
      ),
  },
  inEachEnvironment('three-kinds-of-subnets', (name, templates) => {
    const stack = `PortalNetwork-${name}`;
    const subnets = resourcesOf(templates, 'AWS::EC2::Subnet', stack);
    const zones = (kind: string) =>
      new Set(
        subnets
          .filter(({ id }) => id.includes(`${kind}Subnet`))
          .map(({ properties }) => JSON.stringify(properties.AvailabilityZone)),
      ).size;
    const routes = resourcesOf(templates, 'AWS::EC2::Route', stack);
    return [
      ...['public', 'app', 'data'].map(
        kind => zones(kind) < 2 && `${kind} subnets are not in two zones`,
      ),
      subnets.some(({ properties }) => properties.MapPublicIpOnLaunch) &&
        'a subnet gives out public addresses',
      routes.some(({ id }) => id.includes('dataSubnet')) &&
        'the data has a way out',
      routes.some(
        ({ id, properties }) =>
          id.includes('appSubnet') && properties.GatewayId,
      ) && 'the tasks are reachable from the internet',
      resourcesOf(templates, 'AWS::EC2::FlowLog', stack).length === 0 &&
        'nobody writes down who talked to whom',
    ];
  }),
  every('tls-is-strong', LISTENER, ({ properties }) => {
    const [action] = properties.DefaultActions ?? [];
    if (properties.Protocol === 'HTTP')
      return (
        !(
          action?.Type === 'redirect' &&
          action.RedirectConfig.Protocol === 'HTTPS' &&
          action.RedirectConfig.StatusCode === 'HTTP_301'
        ) && 'HTTP is not sent on to HTTPS'
      );
    if (!STRONG_TLS.test(properties.SslPolicy ?? ''))
      return 'it takes old versions of TLS';
    return !properties.Certificates?.length && 'it has no certificate';
  }),
  inEachEnvironment('both-listeners', (name, templates) => {
    const ports = resourcesOf(templates, LISTENER, `PortalService-${name}`).map(
      ({ properties }) => properties.Port,
    );
    return [80, 443].map(
      port => !ports.includes(port) && `nothing listens at ${port}`,
    );
  }),
  every('load-balancer-is-careful', LOAD_BALANCER, (balancer, _, portal) => {
    const attributes = Object.fromEntries(
      (balancer.properties.LoadBalancerAttributes ?? []).map(
        ({ Key, Value }: any) => [Key, Value],
      ),
    );
    if (attributes['access_logs.s3.enabled'] !== 'true')
      return 'its requests are not logged';
    if (
      attributes['routing.http.drop_invalid_header_fields.enabled'] !== 'true'
    )
      return 'it passes broken headers on';
    if (
      !(
        Number(attributes['idle_timeout.timeout_seconds']) <
        container.keepAliveSeconds
      )
    )
      return 'it sends requests on connections that the portal is closing';
    const name = Object.keys(portal.environments).find(each =>
      balancer.stack.endsWith(`-${each}`),
    );
    const environment = portal.environments[name ?? ''];
    if (
      balancer.properties.Scheme !==
      (environment.internetFacing ? 'internet-facing' : 'internal')
    )
      return 'it is reachable from elsewhere than the environment says';
    return (
      environment.protected &&
      attributes['deletion_protection.enabled'] !== 'true' &&
      'it is not protected from deletion'
    );
  }),
  every('firewall-is-tuned', 'AWS::WAFv2::WebACL', ({ properties }) => {
    const rules: any[] = properties.Rules ?? [];
    const groupOf = (name: string) =>
      rules.find(
        rule => rule.Statement?.ManagedRuleGroupStatement?.Name === name,
      );
    for (const name of [
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
    ]) {
      const group = groupOf(name);
      if (!group) return `${name} is missing`;
      if (group.OverrideAction?.Count) return `${name} refuses nothing`;
    }
    const overrides: any[] =
      groupOf('AWSManagedRulesCommonRuleSet').Statement
        .ManagedRuleGroupStatement.RuleActionOverrides ?? [];
    const counted = overrides
      .filter(each => each.ActionToUse?.Count)
      .map(each => each.Name);
    const refused = MUST_ONLY_COUNT.filter(name => !counted.includes(name));
    if (refused.length)
      return `${refused.join(', ')} would refuse what the portal is for`;
    return (
      !rules.some(
        rule => rule.Statement?.RateBasedStatement && rule.Action?.Block,
      ) && 'nobody is too quick for it'
    );
  }),
  inEachEnvironment('firewall-is-before-the-entrance', (name, templates) => {
    const [association] = resourcesOf(
      templates,
      'AWS::WAFv2::WebACLAssociation',
      `PortalService-${name}`,
    );
    return [!listOf(association).length && 'the firewall guards nothing'];
  }),
];

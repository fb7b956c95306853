import {
  checkEmbedUrl,
  datadogSites,
  embedHostsOf,
  monitorsUrl,
  periodQuerySchema,
  readEmbeds,
  readSubject,
  rollUp,
  RolledUp,
  serviceUrl,
  siteNamed,
  sloPathSchema,
  summariesRequestSchema,
} from './index';

const annotated = (annotations: Record<string, string>) => ({
  metadata: {
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [
        `datadoghq.com/${key}`,
        value,
      ]),
    ),
  },
});

describe("Datadog's sites", () => {
  it.each([
    ['datadoghq.com', 'app.datadoghq.com', 'api.datadoghq.com'],
    ['us3.datadoghq.com', 'us3.datadoghq.com', 'api.us3.datadoghq.com'],
    ['us5.datadoghq.com', 'us5.datadoghq.com', 'api.us5.datadoghq.com'],
    ['datadoghq.eu', 'app.datadoghq.eu', 'api.datadoghq.eu'],
    ['ap1.datadoghq.com', 'ap1.datadoghq.com', 'api.ap1.datadoghq.com'],
    ['ap2.datadoghq.com', 'ap2.datadoghq.com', 'api.ap2.datadoghq.com'],
    ['uk1.datadoghq.com', 'uk1.datadoghq.com', 'api.uk1.datadoghq.com'],
    ['ddog-gov.com', 'app.ddog-gov.com', 'api.ddog-gov.com'],
    ['us2.ddog-gov.com', 'us2.ddog-gov.com', 'api.us2.ddog-gov.com'],
  ])('%s has its pages on %s and its API on %s', (site, webHost, apiHost) => {
    expect(siteNamed(` ${site.toUpperCase()} `)).toMatchObject({
      webHost,
      apiHost,
      publicHost: `p.${site}`,
    });
  });

  it('are all of them, and no other', () => {
    expect(datadogSites).toHaveLength(9);
    expect(siteNamed('app.datadoghq.com')).toBeUndefined();
    expect(siteNamed('')).toBeUndefined();
  });
});

describe('what an entity is in Datadog', () => {
  it.each([
    [{}, { monitorTags: [] }],
    [
      { 'service-name': ' Stream-Service ' },
      {
        service: 'stream-service',
        monitorTags: ['service:stream-service'],
        sloTag: 'service:stream-service',
      },
    ],
    [
      { 'service-name': 'a', monitor_tags: 'team:web, App:IOS,team:web' },
      {
        service: 'a',
        monitorTags: ['team:web', 'app:ios'],
        sloTag: 'service:a',
      },
    ],
    [{ slo_tag: 'team:web' }, { monitorTags: [], sloTag: 'team:web' }],
  ])('reads %j', (annotations, subject) => {
    expect(readSubject(annotated(annotations as {}))).toEqual({
      subject,
      faults: [],
    });
  });

  it.each([
    ['service-name', '1st'],
    ['service-name', 'a b'],
    ['service-name', 'a"} or env:*'],
    ['service-name', 'a'.repeat(101)],
    ['monitor_tags', 'team:web,,x'],
    ['monitor_tags', Array(11).fill('a').join(',')],
    ['monitor_tags', 'team web'],
    ['slo_tag', 'service:a,team:b'],
    ['slo_tag', 'a'.repeat(201)],
  ])('finds fault with %s %j', (annotation, value) => {
    const { faults } = readSubject(annotated({ [annotation]: value }));
    expect(faults).toEqual([
      {
        annotation: `datadoghq.com/${annotation}`,
        message: expect.stringMatching(/\.$/),
      },
    ]);
  });
});

describe('what is embedded', () => {
  const us5 = siteNamed('us5.datadoghq.com')!;
  const us1 = siteNamed('datadoghq.com')!;
  const rules = {
    site: us5.site,
    embedHosts: [...embedHostsOf(us5, 'mobworx'), ...embedHostsOf(us1)],
  };
  const token = 'a1b2c3d4e5f6a7b8';

  it("dashboards and graphs of the site's own hosts, the right one for each site", () => {
    const { dashboards, graphs, refused, graphSize, referrerPolicy } =
      readEmbeds(
        annotated({
          'dashboard-url':
            'https://p.us5.datadoghq.com/sb/x?theme=dark, https://mobworx.us5.datadoghq.com/dashboard/abc',
          'graph-token': token,
          'graph-size': 'large',
        }),
        rules,
      );
    expect(refused).toEqual([]);
    expect(dashboards).toEqual([
      {
        url: 'https://p.us5.datadoghq.com/sb/x?theme=dark',
        host: 'p.us5.datadoghq.com',
        position: 1,
        isShared: true,
      },
      expect.objectContaining({ position: 2, isShared: false }),
    ]);
    expect(graphs[0].url).toBe(
      `https://us5.datadoghq.com/graph/embed?token=${token}&height=400&width=800&legend=true`,
    );
    expect([graphSize.width, referrerPolicy]).toEqual([800, 'strict-origin']);
    const other = readEmbeds(
      annotated({ 'graph-token': token, site: 'datadoghq.com' }),
      rules,
    );
    expect(other.graphs[0].host).toBe('app.datadoghq.com');
  });

  it.each([
    ['https://evil.example/', 'host_not_allowed'],
    ['https://app.datadoghq.com.evil.example/', 'host_not_allowed'],
    ['https://evil.example/?https://us5.datadoghq.com', 'host_not_allowed'],
    // Of another site, though the portal allows it for those that name that site.
    ['https://app.datadoghq.com/dashboard/abc', 'host_not_allowed'],
    ['https://api.us5.datadoghq.com/', 'host_not_allowed'],
    ['https://other.us5.datadoghq.com/', 'host_not_allowed'],
    ['http://us5.datadoghq.com/dashboard/abc', 'not_https'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', 'not_https'],
    // eslint-disable-next-line no-script-url
    ['JaVaScRiPt://us5.datadoghq.com/%0aalert(1)', 'not_https'],
    ['data:text/html;base64', 'not_https'],
    ['//us5.datadoghq.com/dashboard/abc', 'not_a_url'],
    [`https://us5.datadoghq.com/${'a'.repeat(2000)}`, 'not_a_url'],
    ['https://me:word@us5.datadoghq.com/', 'address_odd'],
    ['https://us5.datadoghq.com:8443/', 'address_odd'],
  ])('not %s', (url, reason) => {
    const { dashboards, refused } = readEmbeds(
      annotated({ 'dashboard-url': url }),
      rules,
    );
    expect(dashboards).toEqual([]);
    expect(refused).toEqual([expect.objectContaining({ reason, position: 1 })]);
    expect(JSON.stringify(refused)).not.toContain('alert');
  });

  it.each([
    [{ 'graph-token': 'a b' }, 'token_malformed'],
    [{ 'graph-token': '../../x?y=zzzzz' }, 'token_malformed'],
    [{ site: 'mars.example', 'graph-token': token }, 'site_unknown'],
    [{ 'graph-size': 'huge' }, 'graph_size_unknown'],
    [{ 'graph-size': 'constructor' }, 'graph_size_unknown'],
    [{ 'referrer-policy': 'loud' }, 'referrer_policy_unknown'],
    [{ 'graph-token': Array(11).fill(token).join(',') }, 'too_many'],
    // Known to us, but the portal doesn't allow it.
    [{ site: 'datadoghq.eu', 'graph-token': token }, 'host_not_allowed'],
  ])('not %j', (annotations, reason) => {
    const { refused, graphs } = readEmbeds(
      annotated(annotations as Record<string, string>),
      rules,
    );
    expect(refused.map(one => one.reason)).toEqual([reason]);
    expect(graphs.length).toBe(reason === 'too_many' ? 10 : 0);
  });

  it('nothing where the list is empty', () => {
    expect(checkEmbedUrl('https://us5.datadoghq.com/', [])).toMatchObject({
      reason: 'host_not_allowed',
    });
  });
});

describe('the roll-up', () => {
  const one = (state: RolledUp['state'], muted = false) => ({ state, muted });
  it.each([
    [[], 'None', false, 'None'],
    [[one('OK'), one('Skipped')], 'OK', false, 'OK'],
    [[one('Ignored'), one('Unknown')], 'None', false, 'None'],
    [[one('OK'), one('No Data')], 'No Data', false, 'No Data'],
    [[one('No Data'), one('Warn'), one('OK')], 'Warn', false, 'Warn'],
    [[one('Warn'), one('Alert'), one('OK')], 'Alert', false, 'Alert'],
    [[one('Alert', true), one('OK')], 'Alert', true, 'OK'],
    [[one('Alert', true), one('Alert')], 'Alert', false, 'Alert'],
    [[one('OK', true)], 'OK', true, 'None'],
  ] as Array<[RolledUp[], string, boolean, string]>)(
    'of %j',
    (monitors, state, muted, unmutedState) => {
      expect(rollUp(monitors)).toEqual({ state, muted, unmutedState });
    },
  );
});

describe('requests', () => {
  it.each([
    [periodQuerySchema, { environment: 'production', period: '2y' }],
    [periodQuerySchema, { environment: 'a b' }],
    [periodQuerySchema, { environment: 'production OR env:x' }],
    [periodQuerySchema, { environment: 'production', service: 'webapp' }],
    [periodQuerySchema, {}],
    [sloPathSchema, { kind: 'a', namespace: 'b', name: 'c', sloId: '../x' }],
    [summariesRequestSchema, { environment: 'production', entityRefs: [] }],
    [
      summariesRequestSchema,
      {
        environment: 'production',
        entityRefs: Array(101).fill('component:default/a'),
      },
    ],
  ])('%# is refused', (schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

it('links to Datadog with names as they are', () => {
  const webUrl = 'https://app.datadoghq.eu';
  expect(serviceUrl(webUrl, 'a/b:c', 'prod')).toBe(
    'https://app.datadoghq.eu/apm/entity/service%3Aa%2Fb%3Ac?env=prod',
  );
  expect(monitorsUrl(webUrl, ['team:web', 'env:prod'])).toBe(
    'https://app.datadoghq.eu/monitors/manage?q=tag%3A%22team%3Aweb%22+tag%3A%22env%3Aprod%22',
  );
});

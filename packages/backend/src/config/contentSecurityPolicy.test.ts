import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { contentSecurityPolicy } from './contentSecurityPolicy';

const read = (name: string) =>
  parse(readFileSync(path.resolve(__dirname, '../../../..', name), 'utf8'));

/** The files with `${NAME}` filled in; an integration without a value is left out, as by Backstage. */
function files(names: string[], variables: Record<string, string> = {}) {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const [, name] = /^\$\{(\w+)\}$/.exec(value) ?? [];
      return name ? variables[name] : value;
    }
    if (Array.isArray(value)) {
      return value.map(fill);
    }
    return value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, inner]) => [key, fill(inner)])
            .filter(([, inner]) => inner !== undefined),
        )
      : value;
  };
  return contentSecurityPolicy(
    ConfigReader.fromConfigs(
      names.map(context => ({
        context,
        data: fill(read(context)) as never,
      })),
    ),
  );
}

const policy = (data: object) =>
  contentSecurityPolicy(new ConfigReader(data as never));
const PRODUCTION = ['app-config.yaml', 'app-config.production.yaml'];
const APP_BASE_URL = 'https://portal.mobworx.com';

describe('the Content-Security-Policy', () => {
  it('of production names the hosts of what is configured, and no others', () => {
    expect(files(PRODUCTION, { APP_BASE_URL })).toEqual({
      'connect-src': ["'self'", 'wss://portal.mobworx.com'],
      'style-src': ["'self'", "'unsafe-inline'"],
      'font-src': ["'self'", 'data:'],
      'img-src': [
        "'self'",
        'data:',
        'blob:',
        'https://avatars.githubusercontent.com',
      ],
      'frame-src': ["'self'"],
    });
    const all = files(PRODUCTION, {
      APP_BASE_URL,
      FIGMA_TOKEN: 'a',
      DATADOG_SITE: 'datadoghq.eu',
      DATADOG_API_KEY: 'b',
    });
    expect(all['frame-src']).toEqual([
      "'self'",
      'https://embed.figma.com',
      'https://www.figma.com',
      'https://app.datadoghq.eu',
      'https://p.datadoghq.eu',
    ]);
  });

  it('of production has no wildcard', () => {
    const sources = Object.values(
      files(PRODUCTION, { APP_BASE_URL, FIGMA_TOKEN: 'a' }),
    ).flatMap(value => value || []);
    expect(
      sources.filter(source => /\*|^(https?|wss?):$/.test(source)),
    ).toEqual([]);
  });

  it('of the simulated portal has the simulated GitHub and its own backend', () => {
    const simulated = files(['app-config.yaml', 'app-config.simulated.yaml']);
    expect(simulated['connect-src']).toEqual([
      "'self'",
      'http://localhost:7007',
      'ws://localhost:7007',
    ]);
    expect(simulated['img-src']).toContain('http://localhost:7010');
    expect(simulated['img-src']).not.toContain(
      'https://avatars.githubusercontent.com',
    );
    expect(simulated['upgrade-insecure-requests']).toBe(false);
  });

  it('knows the pictures of a GitHub Enterprise Server', () => {
    expect(
      policy({ integrations: { github: [{ host: 'git.mobworx.com' }] } })[
        'img-src'
      ],
    ).toEqual([
      "'self'",
      'data:',
      'blob:',
      'https://git.mobworx.com',
      'https://avatars.git.mobworx.com',
    ]);
  });

  it('knows the other sites and the subdomain of Datadog', () => {
    const { 'frame-src': frames } = policy({
      datadog: {
        site: 'datadoghq.com',
        subdomain: 'mobworx',
        embedSites: ['datadoghq.eu', 'nonsense'],
      },
    });
    expect(frames).toEqual([
      "'self'",
      'https://app.datadoghq.com',
      'https://p.datadoghq.com',
      'https://mobworx.datadoghq.com',
      'https://app.datadoghq.eu',
      'https://p.datadoghq.eu',
    ]);
  });

  it('takes what is added by hand, and leaves out what is switched off', () => {
    const written = policy({
      app: { baseUrl: 'https://a.example' },
      backend: {
        csp: {
          'img-src': ["'self'", 'https://pictures.example'],
          'media-src': ["'self'"],
          'frame-src': false,
        },
      },
    });
    expect(written['img-src']).toEqual([
      "'self'",
      'data:',
      'blob:',
      'https://pictures.example',
    ]);
    expect(written['media-src']).toEqual(["'self'"]);
    expect(written['frame-src']).toBe(false);
  });
});

import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeSite } from '../../testHelpers/builders';
import { webapp, withAnnotations } from '../../testHelpers/entity';
import { InMemoryDatadog } from '../../testHelpers/InMemoryDatadog';

const SHARED = 'https://p.datadoghq.eu/sb/a1b2c3';

/** Opens the tab of an entity with these annotations, the part after `datadoghq.com/`. */
function open(annotations: Record<string, string>, site = makeSite()) {
  renderPlugin({
    backend: new InMemoryDatadog({ site }),
    entity: withAnnotations(
      webapp,
      Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [
          `datadoghq.com/${name}`,
          value,
        ]),
      ),
    ),
  });
}

const frames = () => document.querySelectorAll('iframe');

async function load(title: string): Promise<HTMLIFrameElement> {
  await userEvent.click(
    await screen.findByRole('button', { name: `Load ${title}` }),
  );
  return screen.findByTitle<HTMLIFrameElement>(title);
}

describe('what an entity embeds', () => {
  it('is asked of Datadog when somebody asks for it, in a frame that may do little', async () => {
    open({ 'dashboard-url': SHARED });
    await screen.findByRole('button', { name: 'Load Datadog dashboard' });
    expect(frames()).toHaveLength(0);
    await expectAccessible();
    const frame = await load('Datadog dashboard');
    expect(frame).toHaveAttribute('src', SHARED);
    expect(frame).toHaveAttribute('referrerpolicy', 'strict-origin');
    expect(frame.getAttribute('sandbox')?.split(' ').sort()).toEqual([
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-same-origin',
      'allow-scripts',
    ]);
    expect(
      screen.getByRole('link', { name: /^Open in Datadog/ }),
    ).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('is loaded when it comes into view', async () => {
    const observed: [Element, (entries: object[]) => void][] = [];
    const original = window.IntersectionObserver;
    window.IntersectionObserver = class {
      constructor(readonly callback: (entries: object[]) => void) {}
      observe(element: Element) {
        observed.push([element, this.callback]);
      }
      disconnect() {}
    } as never;
    try {
      open({ 'dashboard-url': `${SHARED},${SHARED}x` });
      await screen.findByRole('button', { name: 'Load Datadog dashboard 2' });
      const [, second] = observed.filter(([element]) =>
        element.textContent?.startsWith('Load Datadog'),
      );
      act(() => second[1]([{ isIntersecting: false }]));
      expect(frames()).toHaveLength(0);
      act(() => second[1]([{ isIntersecting: true }]));
      expect([...frames()].map(({ src }) => src)).toEqual([`${SHARED}x`]);
    } finally {
      window.IntersectionObserver = original;
    }
  });

  it.each([
    ['datadoghq.com', 'app.datadoghq.com'],
    ['us5.datadoghq.com', 'us5.datadoghq.com'],
    [undefined, 'app.datadoghq.eu'],
  ])('has the graphs of site %s on %s', async (site, host) => {
    open(
      {
        'graph-token': '0123456789abcdef',
        'graph-size': 'x-large',
        'referrer-policy': 'no-referrer-when-downgrade',
        ...(site && { site }),
      },
      makeSite({ embedHosts: [host] }),
    );
    const frame = await load('Datadog graph');
    expect(frame).toHaveAttribute(
      'src',
      `https://${host}/graph/embed?token=0123456789abcdef&height=500&width=1000&legend=true`,
    );
    expect(frame).toHaveAttribute(
      'referrerpolicy',
      'no-referrer-when-downgrade',
    );
    expect(frame.parentElement).toHaveStyle({ height: '500px' });
  });

  it.each([
    // eslint-disable-next-line no-script-url
    ['dashboard-url', 'javascript:alert(1)', /https:\/\//],
    ['dashboard-url', 'http://p.datadoghq.eu/sb/x', /https:\/\//],
    ['dashboard-url', 'data:text/html;base64', /https:\/\//],
    [
      'dashboard-url',
      'https://p.datadoghq.eu.evil.example/sb/x',
      /p\.datadoghq\.eu\.evil\.example isn’t a host of this Datadog site.*app\.datadoghq\.eu, p\.datadoghq\.eu/,
    ],
    ['dashboard-url', 'https://p.datadoghq.com/sb/x', /datadoghq\.com\/site/],
    ['dashboard-url', 'https://a:b@p.datadoghq.eu/sb/x', /a password/],
    ['dashboard-url', 'WebApp RUM', /isn’t the address of a page/],
    ['graph-token', 'a&b=<script>', /isn’t the token of a graph/],
  ])('refuses %s %s, says so and frames nothing', async (name, value, why) => {
    open({ [name]: value });
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(`datadoghq.com/${name}`);
    expect(note).toHaveTextContent(why);
    expect(screen.queryByRole('button', { name: /^Load/ })).toBeNull();
    expect(frames()).toHaveLength(0);
    expect(document.body.innerHTML).not.toContain('alert(1)');
  });

  it('shows the rest beside what is refused, and says which is which', async () => {
    open({
      'dashboard-url': `${SHARED},https://evil.example/`,
      'graph-token': '0123456789abcdef',
      'graph-size': 'huge',
      'referrer-policy': 'everything',
    });
    const notes = (await screen.findAllByRole('note')).map(
      ({ textContent }) => textContent,
    );
    expect(notes).toEqual([
      expect.stringMatching(/graph-size.*small, medium, large, x-large/),
      expect.stringMatching(/referrer-policy.*strict-origin is used/),
      expect.stringMatching(/dashboard-url, value 2.*evil\.example/),
    ]);
    const frame = await load('Datadog graph');
    expect(frame.src).toContain('height=300&width=600');
    expect(frame).toHaveAttribute('referrerpolicy', 'strict-origin');
    expect(
      screen.getByRole('button', { name: 'Load Datadog dashboard' }),
    ).toBeInTheDocument();
  });

  it('says what to configure where the backend knows that the policy keeps the host out', async () => {
    open(
      { 'dashboard-url': SHARED },
      makeSite({ embedHostsBlocked: ['p.datadoghq.eu'] }),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'add https://p.datadoghq.eu to backend.csp.frame-src',
    );
    expect(frames()).toHaveLength(0);
  });

  it('says so too where only the browser knows', async () => {
    open({ 'dashboard-url': SHARED });
    await load('Datadog dashboard');
    const violated = (blockedURI: string) =>
      act(() => {
        document.dispatchEvent(
          Object.assign(new Event('securitypolicyviolation'), {
            effectiveDirective: 'frame-src',
            blockedURI,
          }),
        );
      });
    violated('https://elsewhere.example/');
    violated('inline');
    expect(frames()).toHaveLength(1);
    violated(SHARED);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'may not show pages of p.datadoghq.eu',
    );
    expect(frames()).toHaveLength(0);
  });

  it('leaves a dashboard that isn’t shared to a click, and says why it may stay empty', async () => {
    const shown = jest.fn();
    const original = window.IntersectionObserver;
    window.IntersectionObserver = class {
      constructor(readonly callback: (entries: object[]) => void) {}
      observe() {
        shown();
        this.callback([{ isIntersecting: true }]);
      }
      disconnect() {}
    } as never;
    try {
      open({ 'dashboard-url': 'https://app.datadoghq.eu/dashboard/abc' });
      expect(
        await screen.findByText(/only when they are shared/),
      ).toBeInTheDocument();
      expect(shown).toHaveBeenCalled();
      expect(frames()).toHaveLength(0);
      await load('Datadog dashboard');
      expect(frames()).toHaveLength(1);
    } finally {
      window.IntersectionObserver = original;
    }
  });
});

it('has the graphs on a card of the overview, without what is wrong with dashboards', async () => {
  renderPlugin({
    backend: new InMemoryDatadog(),
    place: 'graph',
    entity: withAnnotations(webapp, {
      'datadoghq.com/graph-token': '0123456789abcdef,?',
      'datadoghq.com/dashboard-url': 'https://evil.example/',
    }),
  });
  const note = await screen.findByRole('note');
  expect(note).toHaveTextContent('datadoghq.com/graph-token, value 2');
  const heading = screen.getByRole('heading', { name: 'Datadog graph' });
  const card = within(heading.closest<HTMLElement>('.bui-Card')!);
  expect(
    card.getByRole('button', { name: 'Load Datadog graph' }),
  ).toBeInTheDocument();
});

import { act, render, waitFor, within } from '@testing-library/react';
import { makeLhr } from '../../testHelpers/lhr';
import { LighthouseReport } from './LighthouseReport';

async function draw(lhr: object) {
  const { container, rerender } = render(<LighthouseReport lhr={lhr} />);
  const root = await waitFor(() => {
    const host = [...container.querySelectorAll('*')].find(
      element => element.shadowRoot,
    );
    expect(host).toBeDefined();
    return host!.shadowRoot!;
  });
  return {
    root,
    report: within(root as unknown as HTMLElement),
    again: (next: object) => rerender(<LighthouseReport lhr={next} />),
  };
}

/** What can be read, which style sheets can’t. */
function textOf(root: ShadowRoot): string {
  return [...root.querySelectorAll(':not(style)')]
    .flatMap(({ childNodes }) => [...childNodes])
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    .map(({ textContent }) => textContent)
    .join(' ');
}

afterEach(() => document.body.removeAttribute('data-theme-mode'));

it('draws the report natively: scores, metrics and what is wrong', async () => {
  const { root, report } = await draw(makeLhr());
  expect(report.getAllByText('Accessibility').length).toBeGreaterThan(0);
  expect(report.getAllByText('2.6 s').length).toBeGreaterThan(0);
  expect(textOf(root)).toContain('Image elements do not have');
  expect(root.querySelector('iframe')).toBeNull();
  expect(root.querySelector('.lh-topbar')).toBeNull();
});

it('offers nothing that would hand the audit over to an app on the web', async () => {
  const { root } = await draw(makeLhr());
  expect(textOf(root)).not.toMatch(/treemap|viewer|calculator|gist/i);
  expect(root.querySelector('a[href*="googlechrome.github.io"]')).toBeNull();
});

it('asks nobody for pictures of the audited page', async () => {
  const { root } = await draw(makeLhr());
  const sources = [...root.querySelectorAll('img')].map(({ src }) => src);
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter(src => !src.startsWith('data:image/'))).toEqual([]);
  expect(textOf(root)).toContain('tracker.example');
});

it('makes every link plain: elsewhere, without a trace of where it was followed', async () => {
  const { root } = await draw(makeLhr());
  const links = [...root.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(
    link => !link.getAttribute('href')!.startsWith('#'),
  );
  expect(links.map(({ host }) => host)).toEqual(
    expect.arrayContaining(['developer.chrome.com', 'app.mobworx.example']),
  );
  for (const link of links) {
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(link.href).not.toContain('utm_');
  }
});

it('leaves the address alone when somebody goes to a part of the report', async () => {
  const { root } = await draw(makeLhr());
  const gauge = root.querySelector<HTMLAnchorElement>(
    'a[href="#accessibility"]',
  )!;
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  gauge.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
});

it('removes addresses that are no web pages', async () => {
  const lhr = makeLhr();
  const details = lhr.audits['image-size'].details as {
    items: { link: { url: string } }[];
  };
  // eslint-disable-next-line no-script-url
  details.items[0].link.url = 'javascript:alert(1)';
  const { root } = await draw(lhr);
  expect(root.querySelector('a[href^="javascript"]')).toBeNull();
});

it('follows the portal between light and dark', async () => {
  const { root } = await draw(makeLhr());
  const drawn = root.querySelector('.lh-root')!;
  expect(drawn).not.toHaveClass('lh-dark');
  await act(async () => {
    document.body.setAttribute('data-theme-mode', 'dark');
  });
  expect(root.querySelector('.lh-root')).toHaveClass('lh-dark');
});

it('has no fireworks, however good the scores are', async () => {
  const lhr = makeLhr();
  lhr.categories = Object.fromEntries(
    ['performance', 'accessibility', 'best-practices', 'seo'].map(id => [
      id,
      { ...lhr.categories.accessibility, id, score: 1 },
    ]),
  );
  const { root } = await draw(lhr);
  expect(root.querySelector('.lh-score100')).toBeNull();
});

it('keeps its styles to itself, and draws another report in the place of the first', async () => {
  const { root, again } = await draw(makeLhr());
  expect(document.head.textContent).not.toContain('.lh-');
  const second = makeLhr();
  second.audits['image-alt'].title = 'Something else';
  again(second);
  expect(root.querySelectorAll('.lh-root')).toHaveLength(1);
  expect(textOf(root)).toContain('Something else');
});

it('leaves the result that it was given as it was', async () => {
  const lhr = makeLhr();
  await draw(lhr);
  expect(lhr).toEqual(makeLhr());
});

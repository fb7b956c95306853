import {
  createMockDirectory,
  MockDirectoryContent,
} from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderSite } from './renderSite';

const directory = createMockDirectory();
const PICTURE = Buffer.from('89504e47', 'hex');

const MKDOCS = `site_name: Rooms
repo_url: https://github.com/MobWorx/rooms
edit_uri: edit/main/docs/
nav:
  - index.md
  - How to: [guides/start.md]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:materialx.emoji.twemoji
`;

async function render(
  docs: MockDirectoryContent,
  mkdocs: string | undefined = MKDOCS,
) {
  directory.setContent({
    input: { ...(mkdocs && { 'mkdocs.yml': mkdocs }), docs },
    output: {},
  });
  const site = await renderSite({
    inputDir: directory.resolve('input'),
    outputDir: directory.resolve('output'),
    fallbackName: 'rooms-service',
  });
  const read = (file: string) =>
    readFileSync(directory.resolve('output', file), 'utf8');
  const article = (page: string) =>
    /<article[^>]*>([\s\S]*)<\/article>/.exec(read(`${page}index.html`))![1];
  const search = (): Array<{ location: string; title: string; text: string }> =>
    JSON.parse(read('search/search_index.json')).docs;
  return { site, read, article, search };
}

describe('renderSite', () => {
  it('leads links to pages, anchors, pictures and the repository', async () => {
    const { site, article, read } = await render({
      'index.md':
        '# Rooms\n\n[start](guides/start.md#first-room) [code](../src/room.ts#L3) [web](https://a.example) ![map](images/a%20map.png) [folder](guides)',
      guides: {
        'README.md': '# Guides',
        'start.md':
          '# Start\n\n## First room\n\n[home](../index.md) ![map](../images/a%20map.png)',
      },
      images: { 'a map.png': PICTURE, 'unused.png': PICTURE },
    });

    expect(site).toMatchObject({ name: 'Rooms', pages: 3, problems: [] });
    const home = article('');
    expect(home).toContain('href="guides/start/#first-room"');
    expect(home).toContain(
      'href="https://github.com/MobWorx/rooms/blob/main/src/room.ts#L3"',
    );
    expect(home).toContain('href="https://a.example"');
    expect(home).toContain('src="images/a%20map.png"');
    expect(home).toContain('href="guides/"');
    const start = article('guides/start/');
    expect(start).toContain('<h2 id="first-room">');
    expect(start).toContain('href="../../"');
    expect(start).toContain('src="../../images/a%20map.png"');
    expect(start).toContain(
      'href="https://github.com/MobWorx/rooms/edit/main/docs/guides/start.md"',
    );
    expect(read('images/a map.png')).toBeTruthy();
    expect(() => read('images/unused.png')).toThrow();
  });

  it('tells the author of links and entries that lead nowhere', async () => {
    const { site, article } = await render(
      { 'index.md': '[gone](gone.md) [code](../src/room.ts) ![no](no.png)' },
      'nav: [index.md, missing.md]',
    );
    expect(site.problems).toEqual([
      'nav of mkdocs.yml has missing.md, which does not exist.',
      'index.md links to gone.md, which does not exist.',
      expect.stringMatching(
        /^index\.md links to \.\.\/src\/room\.ts, which is not part/,
      ),
      'index.md links to no.png, which does not exist.',
    ]);
    expect(article('')).toContain('<a>gone</a>');
  });

  it('lists every page: as the author wants, then by directory', async () => {
    const { read } = await render({
      'index.md': '# Rooms',
      'about.md': '# About',
      guides: { 'start.md': '# Start', 'leave.md': '# Leave a room' },
      adr: { '0001-one.md': '# 1. One' },
    });
    const [nav] = /<nav aria-label="Pages">(.*?)<\/nav>/.exec(
      read('guides/leave/index.html'),
    )!;
    expect(nav.replace(/<[^>]*>/g, '|').match(/[^|]+/g)).toEqual([
      'Rooms',
      'How to',
      'Start',
      'Leave a room',
      'About',
      'Adr',
      '1. One',
    ]);
    expect(nav).toContain('<a href="./" aria-current="page">Leave a room</a>');
    expect(nav).toContain('<a href="../../adr/0001-one/">');
  });

  it('lets no HTML through, and leaves out comments', async () => {
    const { article } = await render({
      'index.md': `<script>alert(1)</script>

<!-- bench:start -->

A <img src=x onerror=alert(1)> line<br>break <!-- hidden -->

[bad](javascript:alert(1)) ![bad](javascript:alert(2))
`,
    });
    const html = article('');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; line<br>break');
    expect(html).not.toContain('bench:start');
    expect(html).not.toContain('hidden');
    expect(html).not.toMatch(/(href|src)="javascript:/);
  });

  it('shows code with its colours, and diagrams as they are written', async () => {
    const { article } = await render({
      'index.md':
        '```yaml\nkey: value\n```\n\n```mermaid\nA-->B\n```\n\n```unknown\n<b>\n```\n\n| a |\n| - |\n| 1 |\n',
    });
    const html = article('');
    expect(html).toContain('<span class="hljs-attr">key:</span>');
    expect(html).toContain('<pre class="mermaid" tabindex="0"><code>A--&gt;B');
    expect(html).toContain('<code class="hljs">&lt;b&gt;');
    expect(html).toMatch(/tabindex="0"><table>/);
  });

  it('writes an index of sections for the search', async () => {
    const { search } = await render({
      'index.md':
        '# Rooms\n\nA `room` & more.\n\n## Leave\n\n- wave\n- go\n\n## Leave\n\n```\nbye\n```\n',
    });
    expect(search()).toEqual([
      { location: '', title: 'Rooms', text: 'A room & more.' },
      { location: '#leave', title: 'Leave', text: 'wave go' },
      { location: '#leave-1', title: 'Leave', text: 'bye' },
    ]);
  });

  it('begins with the first page when there is no index, and needs no mkdocs.yml', async () => {
    const { site, article } = await render({ 'b.md': '# B', 'a.md': 'A' }, '');
    expect(site.name).toBe('rooms-service');
    expect(article('')).toContain('<p>A</p>');
    expect(article('b/')).toContain('B');
  });

  it('names its style sheet as the reader wants it', async () => {
    const { read } = await render({ guides: { 'start.md': '# Start' } });
    const [, href] = /<link rel="stylesheet" href="([^"]+)">/.exec(
      read('index.html'),
    )!;
    expect(href).toMatch(/main\.[0-9a-f]{8}\.min\.css$/);
    expect(read(href)).toContain('.docs');
  });

  it.each([
    ['docs_dir: ../..', /not allowed|outside/i],
    ['docs_dir: elsewhere', /There is no directory "elsewhere"/],
    ['nav: 3', /mkdocs\.yml can't be read/],
    ['site_name: [', /mkdocs\.yml can't be read/],
  ])('refuses %s', async (mkdocs, message) => {
    await expect(render({ 'index.md': '' }, mkdocs)).rejects.toThrow(message);
  });
});

describe('the documentation of the portal', () => {
  it('has no link that leads nowhere', async () => {
    directory.setContent({ output: {} });
    const site = await renderSite({
      inputDir: path.resolve(__dirname, '../../../..'),
      outputDir: directory.resolve('output'),
      fallbackName: 'none',
    });
    expect(site.problems).toEqual([]);
    expect(site.pages).toBeGreaterThan(20);
  });
});

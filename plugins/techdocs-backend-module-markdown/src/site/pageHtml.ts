import { NavEntry } from './navigation';
import { relativeUrl, SitePage } from './pages';
import { renderMarkdown } from './markdown';
import { stylesheet } from './stylesheet';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escape = (text: string) => text.replace(/[&<>"]/g, c => ESCAPES[c]);

function navigationHtml(entries: NavEntry[], here: SitePage): string {
  const items = entries.map(({ title, page, href, children }) => {
    if (children) {
      return `<li><span class="docs-section">${escape(
        title,
      )}</span>${navigationHtml(children, here)}</li>`;
    }
    const address = page ? relativeUrl(here, page.url) : (href ?? '');
    const current = page === here ? ' aria-current="page"' : '';
    return `<li><a href="${escape(address)}"${current}>${escape(
      title,
    )}</a></li>`;
  });
  return `<ul class="docs-list">${items.join('')}</ul>`;
}

function contentsHtml({ headings }: SitePage): string {
  const sections = headings.filter(({ level }) => level === 2);
  if (sections.length < 2) return '';
  const items = sections.map(
    ({ id, text }) => `<li><a href="#${escape(id)}">${escape(text)}</a></li>`,
  );
  return `<nav aria-label="On this page"><span class="docs-section">On this page</span><ul class="docs-list">${items.join(
    '',
  )}</ul></nav>`;
}

function editHtml(page: SitePage, editUrl: string | undefined): string {
  if (!editUrl) return '';
  const address = new URL(
    page.path.split('/').map(encodeURIComponent).join('/'),
    editUrl,
  ).href;
  return `<p><a href="${escape(address)}">Edit this page</a></p>`;
}

/**
 * A page as the TechDocs reader takes it: it is sanitised again there and put in a shadow root. The
 * attributes `data-md-*` are what addons of TechDocs look for.
 */
export function pageHtml(options: {
  page: SitePage;
  siteName: string;
  navigation: NavEntry[];
  editUrl?: string;
}): string {
  const { page, siteName, navigation, editUrl } = options;
  const pages = navigationHtml(navigation, page);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escape(page.title)} - ${escape(siteName)}</title>
<link rel="stylesheet" href="${relativeUrl(page, stylesheet.path)}">
</head>
<body>
<div class="docs"><div class="docs-layout">
<div class="docs-pages" data-md-component="sidebar" data-md-type="navigation"><nav aria-label="Pages">${pages}</nav></div>
<details class="docs-folded"><summary>Pages</summary><nav aria-label="Pages">${pages}</nav></details>
<div data-md-component="content"><article class="md-content__inner md-typeset">
${renderMarkdown(page.tokens)}${editHtml(page, editUrl)}
</article></div>
<div class="docs-toc" data-md-component="sidebar" data-md-type="toc">${contentsHtml(
    page,
  )}</div>
</div></div>
</body>
</html>
`;
}

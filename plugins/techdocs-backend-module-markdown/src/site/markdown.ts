import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import type Token from 'markdown-it/lib/token.mjs';
import { highlight } from './highlight';

/** A heading of a page; `id` is its anchor. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** As GitHub makes anchors, where the same files are read too. */
const slugify = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const COMMENT = /^\s*<!--[\s\S]*?-->\s*$/;
const LINE_BREAK = /^<br\s*\/?>$/i;
const PERMALINK = '#';

function createMarkdown(): MarkdownIt {
  const markdown: MarkdownIt = new MarkdownIt({
    // HTML is recognised in order to leave out comments; the rules below let none of it through.
    html: true,
    linkify: true,
    highlight: (code, language): string => {
      const html = highlight(code, language) ?? markdown.utils.escapeHtml(code);
      // Whatever scrolls must be within reach of the keyboard.
      return `<pre tabindex="0"><code class="hljs">${html}</code></pre>`;
    },
  });
  markdown.use(anchor, {
    slugify,
    tabIndex: false,
    permalink: anchor.permalink.linkInsideHeader({
      symbol: PERMALINK,
      class: 'headerlink',
      renderAttrs: () => ({ 'aria-label': 'Link to this section' }),
    }),
  });

  const { rules } = markdown.renderer;
  const { escapeHtml } = markdown.utils;
  rules.html_block = (tokens, index) =>
    COMMENT.test(tokens[index].content)
      ? ''
      : `<p>${escapeHtml(tokens[index].content.trim())}</p>\n`;
  rules.html_inline = (tokens, index) => {
    const { content } = tokens[index];
    if (COMMENT.test(content)) return '';
    return LINE_BREAK.test(content) ? '<br>' : escapeHtml(content);
  };
  const fence = rules.fence!;
  rules.fence = (tokens, index, ...rest) =>
    tokens[index].info.trim() === 'mermaid'
      ? `<pre class="mermaid" tabindex="0"><code>${escapeHtml(
          tokens[index].content,
        )}</code></pre>\n`
      : fence(tokens, index, ...rest);
  rules.table_open = () =>
    '<div class="docs-table" role="group" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  return markdown;
}

const markdown = createMarkdown();

/** The blocks of a page. */
export const parseMarkdown = (text: string): Token[] =>
  markdown.parse(text, {});

/** The HTML of blocks; it has no element, attribute or address that could run a script. */
export const renderMarkdown = (tokens: Token[]): string =>
  markdown.renderer.render(tokens, markdown.options, {});

/** What a reader would read of an inline token. */
export function textOf(inline: Token): string {
  return (inline.children ?? [])
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return ['text', 'code_inline', 'image'].includes(type) ? content : '';
    })
    .join('')
    .trim();
}

/** The headings among the blocks of a page. */
export function headingsOf(tokens: Token[]): Heading[] {
  return tokens.flatMap((token, index) =>
    token.type === 'heading_open'
      ? [
          {
            level: Number(token.tag.slice(1)),
            id: token.attrGet('id') ?? '',
            text: textOf(tokens[index + 1]),
          },
        ]
      : [],
  );
}

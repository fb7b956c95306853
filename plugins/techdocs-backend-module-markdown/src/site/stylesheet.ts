import { createHash } from 'node:crypto';

// Colours and sizes are variables that the reader sets by the portal's theme. The page stands in a
// shadow root, whose width depends on the portal's own navigation: hence a query of the container.
// The theme's colours for code are mixed with that of text: on their own they are too pale in light.
const CSS = `
.docs { container-type: inline-size; --md-typeset-font-size: 1rem; color: var(--md-default-fg-color); }
.docs-layout { display: block; }
.docs-pages, .docs-toc { display: none; font-size: .875rem; }
.docs-folded { margin-bottom: 1rem; padding: .5rem .75rem; border: 1px solid var(--md-typeset-table-color); border-radius: .375rem; }
.docs-folded summary { cursor: pointer; font-weight: 600; min-height: 1.5rem; }
.docs ul.docs-list { list-style: none; margin: 0; padding: 0; }
.docs ul.docs-list ul.docs-list { padding-left: .75rem; }
.docs-list li { margin: 0; }
.docs-list a { display: block; padding: .25rem .5rem; border-radius: .25rem; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.docs-list a:hover { text-decoration: underline; }
.docs-list a[aria-current] { font-weight: 600; background: var(--md-typeset-table-color); }
.docs-section { display: block; padding: .75rem .5rem .25rem; font-weight: 600; }
.docs a:focus-visible, .docs summary:focus-visible, .docs [tabindex]:focus-visible { outline: 2px solid var(--md-typeset-a-color); outline-offset: 2px; }
@container (min-width: 52rem) {
  .docs-layout { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; align-items: start; }
  .docs-pages { display: block; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
  .docs-folded { display: none; }
}
@container (min-width: 72rem) {
  .docs-layout { grid-template-columns: 15rem minmax(0, 1fr) 13rem; }
  .docs-toc { display: block; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
}
.docs article { max-width: 52rem; line-height: 1.6; overflow-wrap: break-word; padding-bottom: 3rem; }
.docs article a { color: var(--md-typeset-a-color); text-decoration: underline; }
.docs article img { max-width: 100%; height: auto; }
.docs article h1 { margin: 0 0 1rem; }
.docs article h2 { margin: 2rem 0 .75rem; }
.docs article h3, .docs article h4 { margin: 1.5rem 0 .5rem; }
.docs article a.headerlink { margin-left: .5rem; font-weight: 400; text-decoration: none; opacity: 0; }
.docs article :is(h1, h2, h3, h4, h5, h6):hover > a.headerlink, .docs article a.headerlink:focus-visible { opacity: 1; }
.docs article blockquote { margin: 1rem 0; padding: 0 1rem; }
.docs article code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; background: var(--md-code-bg-color); color: var(--md-code-fg-color); padding: .1em .3em; border-radius: .25em; overflow-wrap: anywhere; }
.docs article pre { position: relative; margin: 1rem 0; padding: .75rem 1rem; overflow-x: auto; background: var(--md-code-bg-color); border: 1px solid var(--md-typeset-table-color); border-radius: .375rem; }
.docs article pre > code { padding: 0; background: none; overflow-wrap: normal; white-space: pre; }
.docs article .md-clipboard { color: inherit; opacity: .6; padding: .25rem; }
.docs article .md-clipboard svg { width: 1rem; height: 1rem; }
.docs article pre:hover .md-clipboard, .docs article .md-clipboard:focus-visible { opacity: 1; }
.docs-table { margin: 1rem 0; overflow-x: auto; }
.docs .docs-table table { border-collapse: collapse; min-width: min(100%, 36rem); font-size: .9375rem; border: 1px solid var(--md-typeset-table-color); }
.docs .docs-table :is(th, td) { padding: .4rem .75rem; border: 1px solid var(--md-typeset-table-color); text-align: left; vertical-align: top; overflow-wrap: normal; }
.docs .docs-table :is(th, td) code { overflow-wrap: normal; }
.hljs { --docs-keyword: color-mix(in srgb, var(--md-code-hl-keyword-color) 70%, var(--md-code-fg-color)); --docs-string: color-mix(in srgb, var(--md-code-hl-string-color) 70%, var(--md-code-fg-color)); --docs-removed: color-mix(in srgb, var(--md-code-hl-number-color) 70%, var(--md-code-fg-color)); }
.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-tag, .hljs-name, .hljs-attr, .hljs-attribute, .hljs-meta { color: var(--docs-keyword); }
.hljs-string, .hljs-regexp, .hljs-addition { color: var(--docs-string); }
.hljs-deletion { color: var(--docs-removed); }
.hljs-section { font-weight: 600; }
.docs-diagram { margin: 1rem 0; overflow-x: auto; }
.docs-diagram svg { display: block; max-width: 100%; height: auto; }
.docs-diagram + details summary { cursor: pointer; font-size: .875rem; }
@media print { .docs-pages, .docs-toc, .docs-folded { display: none; } }
`;

const hash = createHash('sha256').update(CSS).digest('hex').slice(0, 8);

/** The style sheet of every page. */
export const stylesheet = {
  // The reader leaves out a style sheet that isn't named as MkDocs names its own, and then waits
  // for it for ever.
  path: `assets/main.${hash}.min.css`,
  css: CSS.trimStart(),
};

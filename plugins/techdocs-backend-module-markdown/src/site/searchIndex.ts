import { textOf } from './markdown';
import { SitePage } from './pages';

/** A section of a page, as MkDocs writes them to `search/search_index.json`. */
export interface SearchDocument {
  /** Below the site, with the anchor of the section. */
  location: string;
  title: string;
  text: string;
}

/** The sections of a page: what stands below each of its headings. */
export function searchDocuments(page: SitePage): SearchDocument[] {
  const documents: SearchDocument[] = [
    { location: page.url, title: page.title, text: '' },
  ];
  let inHeading = false;
  for (const token of page.tokens) {
    if (token.type === 'heading_open') {
      inHeading = true;
      // The title of the page is its first section already.
      if (token.tag !== 'h1') {
        documents.push({
          location: `${page.url}#${token.attrGet('id')}`,
          title: '',
          text: '',
        });
      }
    } else if (token.type === 'heading_close') {
      inHeading = false;
    } else if (token.type === 'inline' || token.type === 'fence') {
      const section = documents[documents.length - 1];
      const text = token.type === 'inline' ? textOf(token) : token.content;
      if (inHeading) section.title = text;
      else section.text = `${section.text} ${text}`.trim();
    }
  }
  return documents;
}

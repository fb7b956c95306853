/**
 * Renders the documentation of entities from Markdown, in the portal itself.
 *
 * @packageDocumentation
 */
export { techdocsModuleMarkdown as default } from './module';

const EDITORS: Record<string, string> = {
  figma: 'Design file',
  figjam: 'FigJam board',
  slides: 'Slides',
  buzz: 'Buzz file',
  sites: 'Site',
  make: 'Make file',
};

/** What kind of file it is, by Figma’s word for what opens it; a word that comes later is shown as it is. */
export function describeEditor(editorType: string): string {
  return EDITORS[editorType] ?? editorType;
}

/** Whether designers mark parts of such a file as ready for development; only in Figma Design. */
export function hasReadyForDev(editorType: string): boolean {
  return editorType === 'figma';
}

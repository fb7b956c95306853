/** What can be written as XML. A list repeats its tag. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | XmlValue[]
  | { [tag: string]: XmlValue };

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Writes a value as an element; nothing for undefined. */
export function toXml(tag: string, value: XmlValue, attributes = ''): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(item => toXml(tag, item)).join('');
  }
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([name, inner]) => toXml(name, inner))
          .join('')
      : String(value).replace(/[&<>"]/g, character => escapes[character]);
  return `<${tag}${attributes}>${content}</${tag}>`;
}

/** A list as the query protocol writes it: `<member>` unless a service has its own word. */
export const list = (items: XmlValue[], tag = 'member'): XmlValue => ({
  [tag]: items,
});

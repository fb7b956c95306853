interface Heading {
  valueType?: string;
  subItemsHeading?: Heading;
}

interface Details {
  headings?: Heading[];
  items?: { data?: string }[];
  data?: string;
}

/** What is changed of a Lighthouse result; all else is passed on as it is. */
interface PartOfResult {
  audits?: Record<string, { details?: Details }>;
  fullPageScreenshot?: { screenshot?: { data?: string } } | null;
}

// Lighthouse takes pictures itself and keeps them as such; anything else is an address elsewhere.
const OWN_PICTURE = /^data:image\//;
// The renderer offers to open these in an app on the web, and would hand them over to it.
const HANDED_OVER = 'script-treemap-data';

function asText(heading: Heading): Heading {
  const { valueType, subItemsHeading } = heading;
  return {
    ...heading,
    ...(valueType === 'thumbnail' && { valueType: 'url' }),
    ...(subItemsHeading && { subItemsHeading: asText(subItemsHeading) }),
  };
}

function isForeignPicture(data: unknown): boolean {
  return typeof data === 'string' && !OWN_PICTURE.test(data);
}

function prepareDetails(details: Details): Details | undefined {
  const { headings, items } = details;
  if (
    isForeignPicture(details.data) ||
    (Array.isArray(items) && items.some(item => isForeignPicture(item?.data)))
  ) {
    return undefined;
  }
  return {
    ...details,
    ...(Array.isArray(headings) && { headings: headings.map(asText) }),
  };
}

/**
 * A Lighthouse result that the renderer can draw without asking anybody: pictures of the audited
 * page become their addresses, and what it would hand over to Lighthouse’s apps on the web is left
 * out. The renderer begins to load pictures as soon as it makes them, so this comes before it.
 *
 * @param lhr - isn’t changed
 */
export function prepareReport(lhr: object): object {
  const { audits = {}, fullPageScreenshot } = lhr as PartOfResult;
  const prepared = Object.entries(audits).map(([id, audit]) => [
    id,
    {
      ...audit,
      details:
        id === HANDED_OVER || !audit.details
          ? undefined
          : prepareDetails(audit.details),
    },
  ]);
  return {
    ...lhr,
    audits: Object.fromEntries(prepared),
    fullPageScreenshot: isForeignPicture(fullPageScreenshot?.screenshot?.data)
      ? undefined
      : fullPageScreenshot,
  };
}

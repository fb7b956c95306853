import { Document, LineCounter, parseDocument } from 'yaml';

/**
 * Reads YAML 1.2 as GitHub does: anchors and aliases, no merge keys. Never throws; what is wrong is
 * in `errors`, without the place in words: `lines` tells it from the offset.
 */
export function parseYaml(text: string, lines: LineCounter): Document.Parsed {
  // For every token the YAML library asks process.env whether to log it, and Node asks the operating
  // system each time: a quarter of the time of a large file. Nothing else runs in between.
  const { env } = process;
  process.env = {};
  try {
    return parseDocument(text, {
      // Showing the place in a text takes most of the time.
      prettyErrors: false,
      lineCounter: lines,
      merge: false,
      version: '1.2',
      logLevel: 'silent',
      uniqueKeys: false,
    });
  } finally {
    process.env = env;
  }
}

import { Document, LineCounter } from 'yaml';
import { leaveOutSteps } from './leaveOutSteps';
import { parseYaml } from './parseYaml';

/** A text that was read as YAML. */
export interface ReadYaml {
  document: Document.Parsed;
  /** The line of the text where the document has an offset. */
  lineAt(offset: number): number;
}

/** Reads what of a workflow file a form can depend on, and all that is wrong with it. */
export function readYaml(text: string): ReadYaml {
  const part = leaveOutSteps(text);
  if (part) {
    const lines = new LineCounter();
    const document = parseYaml(part.text, lines);
    // What one mistake leads to further on depends on the whole.
    if (document.errors.length === 0) {
      return {
        document,
        lineAt: offset => part.lineOf(lines.linePos(offset).line),
      };
    }
  }
  const lines = new LineCounter();
  const document = parseYaml(text, lines);
  return { document, lineAt: offset => lines.linePos(offset).line };
}

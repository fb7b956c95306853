import { Lexer } from 'yaml';

// No workflow comes near; each would make the reading of a file take longer than its size tells.
const MAX_DEPTH = 100;
const MAX_ALIASES = 1_000;

/**
 * Finds what makes a YAML text expensive to read, before it is read: brackets in brackets, and
 * aliases by the thousand.
 *
 * @returns what is wrong with it, in a sentence, or nothing
 */
export function tooComplex(text: string): string | undefined {
  if (!looksComplex(text)) {
    return undefined;
  }
  let depth = 0;
  let aliases = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    else if (token.startsWith('*')) aliases += 1;
    if (depth > MAX_DEPTH) {
      return `The file has lists or maps that are more than ${MAX_DEPTH} deep.`;
    }
    if (aliases > MAX_ALIASES) {
      return `The file uses more than ${MAX_ALIASES} aliases.`;
    }
  }
  return undefined;
}

/** A quick look that also counts what stands in texts: only who fails it is looked at properly. */
function looksComplex(text: string): boolean {
  let stars = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '[':
      case '{':
        depth += 1;
        break;
      case ']':
      case '}':
        depth = Math.max(0, depth - 1);
        break;
      case '*':
        stars += 1;
        break;
      default:
    }
    if (depth > MAX_DEPTH || stars > MAX_ALIASES) {
      return true;
    }
  }
  return false;
}

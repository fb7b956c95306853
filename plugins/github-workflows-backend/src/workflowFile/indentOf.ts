/** How far a line is indented; undefined for one that is empty or only a comment. */
export function indentOf(line: string): number | undefined {
  let at = 0;
  while (line[at] === ' ') {
    at += 1;
  }
  return at === line.length || line[at] === '#' ? undefined : at;
}

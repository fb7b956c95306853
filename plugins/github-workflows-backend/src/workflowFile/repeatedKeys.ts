import { isMap, isScalar, isSeq, Scalar } from 'yaml';

/**
 * The keys of a document that stand a second time in their map, in the order of the file.
 *
 * In place of the YAML library's own check, which compares every key of a map with every other: a
 * file with hundreds of jobs took twice as long to read. Aliases aren't followed, so nested ones
 * can't make this long either.
 */
export function repeatedKeys(root: unknown): Scalar[] {
  const repeated: Scalar[] = [];
  const open = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) {
      for (const item of node.items) {
        open.push(item);
      }
    } else if (isMap(node)) {
      const seen = new Set<unknown>();
      for (const { key, value } of node.items) {
        open.push(key, value);
        if (!isScalar(key)) {
          continue;
        }
        if (seen.has(key.value)) {
          repeated.push(key);
        }
        seen.add(key.value);
      }
    }
  }
  return repeated.sort((a, b) => a.range![0] - b.range![0]);
}

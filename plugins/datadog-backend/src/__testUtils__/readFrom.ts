import type { StartedPlugin } from './startPlugin';

/** What a route of a plugin answers, as the contract has it; fails the test when it's an error. */
export async function readFrom<T>(
  plugin: StartedPlugin,
  schema: { parse(value: unknown): T },
  path: string,
): Promise<T> {
  const { status, body } = await plugin.get(path);
  expect([status, body.error]).toEqual([200, undefined]);
  return schema.parse(body);
}

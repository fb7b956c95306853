import axe from 'axe-core';

/**
 * Expects that axe finds nothing wrong with what is rendered. jsdom has no layout, so colours are
 * looked at in the browser tests.
 */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      // The app around the page isn't there.
      region: { enabled: false },
    },
  });
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
  ).toEqual([]);
}

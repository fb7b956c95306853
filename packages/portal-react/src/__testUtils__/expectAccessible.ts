import axe from 'axe-core';

/**
 * Expects that axe finds nothing wrong with what is rendered. jsdom has no layout, so colours are
 * looked at in the browser tests.
 */
export async function expectAccessible(): Promise<void> {
  // React Aria keeps what it has announced for seconds, also when its label is gone from the page.
  const where = { include: ['body'], exclude: ['[data-live-announcer]'] };
  const { violations } = await axe.run(where, {
    // To describe all that is right takes axe longer than to find what is wrong.
    resultTypes: ['violations'],
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

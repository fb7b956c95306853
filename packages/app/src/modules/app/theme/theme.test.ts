import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { buiTokens, themeCss } from './buiTokens';
import { Colours, darkColours, lightColours, Status } from './colours';
import { createMuiTheme } from './muiTheme';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const text = 4.5;
const shape = 3;

/** What stands on what, and how much contrast it needs. */
function pairs(c: Colours): Array<[string, string, string, number]> {
  const surfaces = [c.app, ...c.surface];
  const statuses: Array<[string, Status]> = [
    ['positive', c.positive],
    ['negative', c.negative],
    ['warning', c.warning],
    ['announcement', c.announcement],
  ];
  return [
    ...surfaces.flatMap((on, i): Array<[string, string, string, number]> => [
      [`text on surface ${i}`, c.text, on, text],
      [`muted text on surface ${i}`, c.textMuted, on, text],
      [`link on surface ${i}`, c.accent, on, text],
      [`strong line on surface ${i}`, c.lineStrong, on, shape],
    ]),
    ['primary button', c.onAccent, c.accent, text],
    ['primary button, hovered', c.onAccent, c.accentHover, text],
    ['primary button, pressed', c.onAccent, c.accentPressed, text],
    ['note on simulated upstreams', c.onAccentWash, c.accentWash, text],
    ['navigation', c.nav.text, c.nav.background, text],
    ['navigation, hovered', c.nav.textStrong, c.nav.hover, text],
    ['mark of the current page', c.live, c.nav.hover, shape],
    ...statuses.flatMap(
      ([name, s]): Array<[string, string, string, number]> => [
        [`${name} text on a card`, s.text, c.surface[0], text],
        [`${name} text on the page`, s.text, c.app, text],
        [`${name} filled`, s.onFill, s.fill, text],
        [`${name} wash`, s.onWash, s.wash, text],
      ],
    ),
  ];
}

// By its path in the package: Jest puts an empty module in the place of an imported style sheet.
const stylesheet = readFileSync(
  join(
    dirname(require.resolve('@backstage/ui/package.json')),
    'dist/css/styles.css',
  ),
  'utf8',
);

describe.each([
  ['light', lightColours],
  ['dark', darkColours],
])('MobWorx %s', (mode, colours) => {
  it('can be read: every pair has the contrast of WCAG AA', () => {
    const tooFaint = pairs(colours)
      .map(([name, a, b, least]) => ({ name, is: contrast(a, b), least }))
      .filter(({ is, least }) => is < least);
    expect(tooFaint).toEqual([]);
  });

  it('sets only tokens that @backstage/ui knows', () => {
    const unknown = Object.keys(buiTokens(colours)).filter(
      name => !stylesheet.includes(`--bui-${name}:`),
    );
    expect(unknown).toEqual([]);
  });

  it('leaves none of the stock blue behind', () => {
    // Tokens painted with the stock accent of either mode.
    const stock = [
      ...stylesheet.matchAll(
        /--bui-([\w-]+):\s*#(?:1f5493|163a66|0f2b4e|9cc9ff|83b9fd)/g,
      ),
    ].map(match => match[1]);
    const ours = buiTokens(colours);
    expect(stock.length).toBeGreaterThan(0);
    expect(stock.filter(name => !(name in ours))).toEqual([]);
  });

  it('scopes its variables to its own mode', () => {
    expect(themeCss([colours])).toMatch(
      `body[data-theme-name='mobworx'][data-theme-mode='${mode}']`,
    );
  });

  it('paints the pages of others with the same colours, without a gradient', () => {
    const theme = createMuiTheme(colours).getTheme('v5') as any;
    expect(theme.palette.background.paper).toBe(colours.surface[0]);
    expect(theme.palette.primary.main).toBe(colours.accent);
    expect(theme.getPageTheme({ themeId: 'apis' }).backgroundImage).toBe(
      'none',
    );
  });
});

/**
 * The colours of one mode. Everything that is painted comes from here: the tokens of
 * `@backstage/ui` (buiTokens.ts) and the palette of the MUI pages of others (muiTheme.ts).
 * Values are `#rrggbb`; colours.test.ts holds the text pairs to WCAG AA.
 */
export interface Colours {
  mode: 'light' | 'dark';
  /** Behind everything. */
  app: string;
  /** Surfaces, from a card (1) to what is nested deepest in it (4). */
  surface: [string, string, string, string];
  text: string;
  textMuted: string;
  textDisabled: string;
  /** Decorative line. */
  line: string;
  /** Line that must be seen to understand a control: 3:1 on every surface. */
  lineStrong: string;
  /** Links, primary buttons, focus. */
  accent: string;
  accentHover: string;
  accentPressed: string;
  accentDisabled: string;
  onAccent: string;
  onAccentDisabled: string;
  /** A calm wash of the accent, for selected rows and the note on simulated upstreams. */
  accentWash: string;
  onAccentWash: string;
  /** What is on air or running: the mark in the logo and in the navigation. */
  live: string;
  positive: Status;
  negative: Status;
  warning: Status;
  announcement: Status;
  /** The navigation is dark in both modes. */
  nav: { background: string; hover: string; text: string; textStrong: string };
}

/** One status: as text on a surface, as a filled shape, and as a wash behind text. */
export interface Status {
  text: string;
  fill: string;
  onFill: string;
  wash: string;
  onWash: string;
  border: string;
}

/** MobWorx by day. */
export const lightColours: Colours = {
  mode: 'light',
  app: '#f6f6fb',
  surface: ['#ffffff', '#f4f4fa', '#ffffff', '#f4f4fa'],
  text: '#17162b',
  textMuted: '#5a5973',
  textDisabled: '#9998ad',
  line: '#e1e1ec',
  lineStrong: '#7f7e98',
  accent: '#4a3fc4',
  accentHover: '#3d33a8',
  accentPressed: '#30288a',
  accentDisabled: '#d6d3f2',
  onAccent: '#ffffff',
  onAccentDisabled: '#6f6a9e',
  accentWash: '#ecebfb',
  onAccentWash: '#37309b',
  live: '#e5484d',
  positive: {
    text: '#16703c',
    fill: '#1a7f45',
    onFill: '#ffffff',
    wash: '#dcf5e6',
    onWash: '#115c30',
    border: '#5cab7d',
  },
  negative: {
    text: '#c02a37',
    fill: '#c92a37',
    onFill: '#ffffff',
    wash: '#fde3e4',
    onWash: '#961c28',
    border: '#d9757e',
  },
  warning: {
    text: '#945200',
    fill: '#f5a524',
    onFill: '#231500',
    wash: '#fdf0d8',
    onWash: '#7a4300',
    border: '#d6963a',
  },
  announcement: {
    text: '#1a61c2',
    fill: '#1d66c9',
    onFill: '#ffffff',
    wash: '#e0edfc',
    onWash: '#164f9d',
    border: '#6d9fdd',
  },
  nav: {
    background: '#16142e',
    hover: '#26234a',
    text: '#c3c1dc',
    textStrong: '#ffffff',
  },
};

/** MobWorx by night. */
export const darkColours: Colours = {
  mode: 'dark',
  app: '#12121c',
  surface: ['#1b1b29', '#242435', '#2c2c40', '#35354c'],
  text: '#f2f2f8',
  textMuted: '#b4b3ca',
  textDisabled: '#77768f',
  line: '#33334a',
  lineStrong: '#8a89a6',
  accent: '#a99fff',
  accentHover: '#c0b8ff',
  accentPressed: '#d3cdff',
  accentDisabled: '#36325e',
  onAccent: '#15122e',
  onAccentDisabled: '#8f89c4',
  accentWash: '#282450',
  onAccentWash: '#cfcaff',
  live: '#ff6b6b',
  positive: {
    text: '#5fd694',
    fill: '#3fbf7a',
    onFill: '#04210f',
    wash: '#123522',
    onWash: '#8fe6b5',
    border: '#2f7f53',
  },
  negative: {
    text: '#ff8a90',
    fill: '#d23c48',
    onFill: '#ffffff',
    wash: '#451a20',
    onWash: '#ffb3b7',
    border: '#93404a',
  },
  warning: {
    text: '#f5b95c',
    fill: '#f0ac45',
    onFill: '#231500',
    wash: '#3d2b0d',
    onWash: '#f8cf8d',
    border: '#8c6424',
  },
  announcement: {
    text: '#84b8ff',
    fill: '#2f72d6',
    onFill: '#ffffff',
    wash: '#14294a',
    onWash: '#a9ceff',
    border: '#3a66a6',
  },
  nav: {
    background: '#0c0b16',
    hover: '#1f1d36',
    text: '#b9b7d3',
    textStrong: '#ffffff',
  },
};

/** No web font: nothing to load, and the portal reads like the machine it is read on. */
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';

import { Colours, fontFamily, Status } from './colours';

/** Written to `data-theme-name` of the body while one of our themes is on. */
export const themeName = 'mobworx';

/**
 * The `--bui-*` variables of one mode, by name.
 *
 * The tokens called deprecated in `@backstage/ui` 0.18 (`bg-solid`, `fg-danger` ...) are set too:
 * its own components and those of other plugins still paint with them.
 */
export function buiTokens(c: Colours): Record<string, string> {
  return {
    'font-regular': fontFamily,
    ring: c.accent,
    'bg-app': c.app,
    ...surfaceTokens(c),
    'fg-primary': c.text,
    'fg-secondary': c.textMuted,
    'fg-disabled': c.textDisabled,
    'border-1': c.line,
    'border-2': c.lineStrong,
    ...accentTokens(c),
    ...statusTokens('positive', 'success', c.positive),
    ...statusTokens('negative', 'danger', c.negative),
    ...statusTokens('warning', 'warning', c.warning),
    ...statusTokens('announcement', 'info', c.announcement),
  };
}

function surfaceTokens(c: Colours) {
  const ink = c.mode === 'light' ? '23 22 43' : '242 242 248';
  const tokens: Record<string, string> = {};
  c.surface.forEach((colour, index) => {
    const name = `bg-neutral-${index + 1}`;
    tokens[name] = colour;
    tokens[`${name}-hover`] = `rgb(${ink} / 7%)`;
    tokens[`${name}-pressed`] = `rgb(${ink} / 13%)`;
    tokens[`${name}-disabled`] = `rgb(${ink} / 5%)`;
  });
  return tokens;
}

function accentTokens(c: Colours) {
  return {
    'accent-bg': c.accent,
    'accent-bg-hover': c.accentHover,
    'accent-bg-disabled': c.accentDisabled,
    'accent-fg': c.onAccent,
    'accent-fg-disabled': c.onAccentDisabled,
    'bg-solid': c.accent,
    'bg-solid-hover': c.accentHover,
    'bg-solid-pressed': c.accentPressed,
    'bg-solid-disabled': c.accentDisabled,
    'fg-solid': c.onAccent,
    'fg-solid-disabled': c.onAccentDisabled,
  };
}

function statusTokens(name: string, formerName: string, s: Status) {
  return {
    [`fg-${name}`]: s.text,
    [`${name}-bg`]: s.fill,
    [`${name}-bg-hover`]: s.fill,
    [`${name}-fg`]: s.onFill,
    [`${name}-bg-subdued`]: s.wash,
    [`${name}-bg-subdued-hover`]: s.wash,
    [`${name}-fg-subdued`]: s.onWash,
    [`${name}-border`]: s.border,
    [`bg-${formerName}`]: s.wash,
    [`fg-${formerName}-on-bg`]: s.onWash,
    [`fg-${formerName}`]: s.text,
    [`border-${formerName}`]: s.border,
  };
}

/** Our own variables, for what `@backstage/ui` has no token for. */
function portalTokens(c: Colours): Record<string, string> {
  return {
    'accent-wash': c.accentWash,
    'on-accent-wash': c.onAccentWash,
    live: c.live,
    'nav-bg': c.nav.background,
    'nav-bg-hover': c.nav.hover,
    'nav-fg': c.nav.text,
    'nav-fg-strong': c.nav.textStrong,
  };
}

/**
 * The style sheet that paints `@backstage/ui` in our colours.
 *
 * A second selector covers elements that set a mode for themselves (the toast of the app plugin
 * is dark on a light page), which would fall back to the stock colours otherwise.
 */
export function themeCss(modes: Colours[]): string {
  const sheets = modes.map(c => {
    const body = `body[data-theme-name='${themeName}']`;
    const mode = `[data-theme-mode='${c.mode}']`;
    const lines = [
      ...Object.entries(buiTokens(c)).map(([k, v]) => `--bui-${k}:${v}`),
      ...Object.entries(portalTokens(c)).map(([k, v]) => `--portal-${k}:${v}`),
    ];
    return `${body}${mode},${body} ${mode}{${lines.join(';')}}`;
  });
  // A card lies on a background of nearly its own colour: a line says where it ends.
  sheets.push('.bui-Card{border:1px solid var(--bui-border-1)}');
  // The stock red of the dark mode is too pale for white text (3.8:1); that of the light mode isn't.
  sheets.push(
    ".bui-Button[data-variant='primary'][data-destructive='true']{--bg-solid-danger:#dc2626;--bg-solid-danger-hover:#b91c1c;--bg-solid-danger-pressed:#991b1b}",
  );
  sheets.push(
    'mark{background:var(--portal-accent-wash);color:var(--portal-on-accent-wash)}',
  );
  // On a phone a table scrolls in its box; squeezed into the width, no column could be read.
  sheets.push('@media (max-width:599px){.bui-Table{min-width:720px}}');
  return sheets.join('\n');
}

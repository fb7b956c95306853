import {
  createUnifiedTheme,
  genPageTheme,
  palettes,
  UnifiedTheme,
} from '@backstage/theme';
import { Colours, fontFamily } from './colours';

/**
 * The theme of the MUI pages that other plugins still bring, so that they look like the pages
 * that are built with `@backstage/ui`: same surfaces, lines instead of shadows, a flat header.
 */
export function createMuiTheme(c: Colours): UnifiedTheme {
  const page = genPageTheme({
    colors: [c.surface[0]],
    shape: 'none',
    options: { fontColor: c.text },
  });
  return createUnifiedTheme({
    fontFamily,
    typography: typography(),
    palette: palette(c),
    defaultPageTheme: 'home',
    pageTheme: { home: { ...page, backgroundImage: 'none' } },
    components: components(c),
  });
}

function typography() {
  const heading = (fontSize: string, marginBottom: number) => ({
    fontSize,
    fontWeight: 600,
    marginBottom,
  });
  return {
    htmlFontSize: 16,
    fontFamily,
    h1: heading('1.75rem', 8),
    h2: heading('1.5rem', 8),
    h3: heading('1.375rem', 6),
    h4: heading('1.25rem', 6),
    h5: heading('1.125rem', 4),
    h6: heading('1rem', 2),
  };
}

function palette(c: Colours) {
  const base = c.mode === 'light' ? palettes.light : palettes.dark;
  return {
    ...base,
    background: { default: c.app, paper: c.surface[0] },
    text: {
      primary: c.text,
      secondary: c.textMuted,
      disabled: c.textDisabled,
    },
    primary: { main: c.accent, contrastText: c.onAccent },
    secondary: { main: c.accent, contrastText: c.onAccent },
    error: { main: c.negative.text },
    divider: c.line,
    border: c.line,
    link: c.accent,
    linkHover: c.accentHover,
    textContrast: c.text,
    textSubtle: c.textMuted,
    textVerySubtle: c.line,
    highlight: c.accentWash,
    status: {
      ok: c.positive.fill,
      warning: c.warning.fill,
      error: c.negative.fill,
      running: c.announcement.fill,
      pending: c.warning.fill,
      aborted: c.lineStrong,
    },
    errorBackground: c.negative.wash,
    errorText: c.negative.onWash,
    warningBackground: c.warning.wash,
    warningText: c.warning.onWash,
    infoBackground: c.announcement.wash,
    infoText: c.announcement.onWash,
    tabbar: { indicator: c.accent },
    navigation: {
      background: c.nav.background,
      indicator: c.live,
      color: c.nav.text,
      selectedColor: c.nav.textStrong,
      navItem: { hoverBackground: c.nav.hover },
      submenu: { background: c.nav.hover },
    },
    code: { background: c.surface[1] },
  };
}

function components(c: Colours) {
  const outlined = { border: `1px solid ${c.line}`, boxShadow: 'none' };
  return {
    BackstageHeader: {
      styleOverrides: {
        header: {
          boxShadow: 'none',
          borderBottom: `1px solid ${c.line}`,
          backgroundColor: c.surface[0],
        },
        title: { fontSize: '1.5rem' },
      },
    },
    // The page of core-components is as high as the window; leave room for the note above it.
    BackstagePage: {
      styleOverrides: {
        root: { height: 'calc(100vh - var(--portal-note-height, 0px))' },
      },
    },
    CatalogReactUserListPicker: {
      styleOverrides: {
        root: {
          backgroundColor: c.surface[1],
          // Room for the words of its entries where the column is narrow.
          '& .MuiListItem-gutters': { paddingLeft: 8 },
          '& .MuiListItem-secondaryAction': { paddingRight: 40 },
        },
        listIcon: { minWidth: 28 },
      },
    },
    BackstageTabbedCard: {
      styleOverrides: { indicator: { backgroundColor: c.accent } },
    },
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'unset' },
        rounded: { borderRadius: 8 },
        elevation1: outlined,
        elevation2: outlined,
      },
    },
    MuiButton: {
      styleOverrides: {
        root: { textTransform: 'none', borderRadius: 6 },
        contained: { boxShadow: 'none' },
      },
    },
    MuiChip: {
      styleOverrides: {
        root: {
          backgroundColor: c.surface[1],
          color: c.text,
          maxWidth: '100%',
        },
      },
    },
    MuiToggleButton: { styleOverrides: { root: { textTransform: 'none' } } },
    // On a phone the search of the catalog goes below its title instead of onto it.
    PluginCatalogTableToolbar: {
      styleOverrides: {
        root: {
          '@media (max-width: 599px)': { flexWrap: 'wrap', paddingTop: 16 },
        },
        text: { '@media (max-width: 599px)': { flex: '1 0 100%' } },
      },
    },
    MuiTab: { styleOverrides: { root: { letterSpacing: 'normal' } } },
    MuiTableRow: {
      styleOverrides: {
        root: {
          '&:nth-of-type(odd)': { backgroundColor: 'transparent' },
          borderBottom: `1px solid ${c.line}`,
        },
      },
    },
    MuiTableCell: { styleOverrides: { head: { color: c.textMuted } } },
    MuiInputLabel: { styleOverrides: { root: { color: c.textMuted } } },
    MuiFormLabel: { styleOverrides: { root: { color: c.textMuted } } },
  } as Parameters<typeof createUnifiedTheme>[0]['components'];
}

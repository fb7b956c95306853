import { ReactNode } from 'react';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { themeCss, themeName } from './buiTokens';
import { Colours, darkColours, lightColours } from './colours';
import { createMuiTheme } from './muiTheme';
import './narrow.css';

const css = themeCss([lightColours, darkColours]);

function createTheme(colours: Colours, title: string, icon: JSX.Element) {
  const muiTheme = createMuiTheme(colours);
  return ThemeBlueprint.make({
    name: `mobworx-${colours.mode}`,
    params: {
      theme: {
        id: `mobworx-${colours.mode}`,
        title,
        variant: colours.mode,
        icon,
        Provider: ({ children }: { children?: ReactNode }) => (
          <UnifiedThemeProvider theme={muiTheme} themeName={themeName}>
            <style>{css}</style>
            {children}
          </UnifiedThemeProvider>
        ),
      },
    },
  });
}

/** The two themes of the portal; *Auto* in the settings follows the system between them. */
export const themes = [
  createTheme(lightColours, 'MobWorx light', <RiSunLine />),
  createTheme(darkColours, 'MobWorx dark', <RiMoonLine />),
];

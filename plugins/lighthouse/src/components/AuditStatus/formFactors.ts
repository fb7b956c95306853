import type { FormFactor } from '@internal/plugin-lighthouse-common';
import {
  RemixiconComponentType,
  RiComputerLine,
  RiSmartphoneLine,
} from '@remixicon/react';

/** What each form factor is called, and its picture. */
export const formFactorWords: Record<
  FormFactor,
  { label: string; icon: RemixiconComponentType }
> = {
  mobile: { label: 'Mobile', icon: RiSmartphoneLine },
  desktop: { label: 'Desktop', icon: RiComputerLine },
};

/** To choose from. */
export const formFactorOptions = (['mobile', 'desktop'] as const).map(id => ({
  id,
  label: formFactorWords[id].label,
}));

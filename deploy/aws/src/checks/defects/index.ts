import { accountDefects } from './account.ts';
import { dataDefects } from './data.ts';
import type { Defect } from './defect.ts';
import { networkDefects } from './network.ts';
import { serviceDefects } from './service.ts';

export { defectsForTheValidator } from './validator.ts';

/** Mistakes that only the checks of this folder find. */
export const defects: Defect[] = [
  ...serviceDefects,
  ...dataDefects,
  ...networkDefects,
  ...accountDefects,
];

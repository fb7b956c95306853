export { createMobworxClient } from './createMobworxClient';
export { mobworxApiRef } from './MobworxApi';
export type { MobworxApi } from './MobworxApi';

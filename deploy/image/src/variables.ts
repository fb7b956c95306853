// The backend refuses to start without them, so the only list is its own. It is no dependency: what
// deploys the portal doesn't install it.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
export * from '../../../packages/backend/src/environment/variables.ts';

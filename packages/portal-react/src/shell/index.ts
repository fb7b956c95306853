export * from './identities';
export type { ShellNavItem } from './NavLink';
export * from './ShellNav';

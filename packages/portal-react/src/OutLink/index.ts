export { OutLink } from './OutLink';
export type { OutLinkProps } from './OutLink';

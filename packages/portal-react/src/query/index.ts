export {
  createPortalQueryClient,
  PortalQueryProvider,
} from './PortalQueryProvider';
export { queryWrapperExtension } from './queryWrapperExtension';
export * from './readAgain';

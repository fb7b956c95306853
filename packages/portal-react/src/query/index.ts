export {
  createPortalQueryClient,
  PortalQueryProvider,
  portalQueryWrapper,
} from './PortalQueryProvider';

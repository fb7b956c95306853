export { useChangeView, useViewParam } from './useViewParam';

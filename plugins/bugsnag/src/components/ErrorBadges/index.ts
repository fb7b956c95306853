export { ErrorStatusBadge, SeverityBadge } from './ErrorBadges';

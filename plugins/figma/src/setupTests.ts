import '@internal/portal-react/setupTests';

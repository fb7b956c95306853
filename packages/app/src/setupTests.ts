import '@internal/portal-react/setupTests';

// The whole app is loaded in a test of it.
jest.setTimeout(60_000);

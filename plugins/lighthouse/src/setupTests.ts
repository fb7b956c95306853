import '@internal/portal-react/setupTests';

// jsdom has no screen, so no question about it is ever answered with yes.
window.matchMedia = query =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addListener() {},
    removeListener() {},
    addEventListener() {},
    removeEventListener() {},
    dispatchEvent: () => false,
  }) as MediaQueryList;

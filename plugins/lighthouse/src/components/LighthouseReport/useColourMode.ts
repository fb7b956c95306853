import { useSyncExternalStore } from 'react';

// Written by the theme provider of Backstage.
const ATTRIBUTE = 'data-theme-mode';

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

function read(): 'light' | 'dark' {
  return document.body.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';
}

/** Whether the portal is light or dark, for what can’t be coloured by its tokens. */
export function useColourMode(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, read);
}

import { useEffect, useState } from 'react';

// By which of its rules a browser keeps a page out of a frame; the second where there is no first.
const FRAME_DIRECTIVES = ['frame-src', 'child-src', 'default-src'];

/**
 * Whether the browser has kept an address out of a frame because the portal's content security
 * policy doesn't list its host. The policy itself can't be read by a page; what it refuses, the
 * browser tells.
 *
 * @param url - absolute
 */
export function useFrameRefusal(url: string): boolean {
  const [refused, setRefused] = useState<string>();
  const { origin } = new URL(url);
  useEffect(() => {
    const listen = ({
      effectiveDirective,
      blockedURI,
    }: SecurityPolicyViolationEvent) => {
      const isOurs =
        URL.canParse(blockedURI) && new URL(blockedURI).origin === origin;
      if (FRAME_DIRECTIVES.includes(effectiveDirective) && isOurs) {
        setRefused(origin);
      }
    };
    document.addEventListener('securitypolicyviolation', listen);
    return () =>
      document.removeEventListener('securitypolicyviolation', listen);
  }, [origin]);
  return refused === origin;
}

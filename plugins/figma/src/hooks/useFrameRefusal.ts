import { useLayoutEffect, useState } from 'react';

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

/**
 * Whether the portal’s content security policy kept a frame from being loaded. Listens before the
 * frame asks for anything: the browser tells of it once.
 *
 * @param url - of the frame; undefined while there is none
 */
export function useFrameRefusal(url: string | undefined): boolean {
  const [refused, setRefused] = useState<string>();
  useLayoutEffect(() => {
    if (url === undefined) {
      return undefined;
    }
    const origin = originOf(url);
    const onViolation = ({
      effectiveDirective,
      blockedURI,
    }: SecurityPolicyViolationEvent) => {
      // Browsers name the address or its origin alone.
      if (
        /^(frame|child|default)-src$/.test(effectiveDirective) &&
        originOf(blockedURI) === origin
      ) {
        setRefused(url);
      }
    };
    document.addEventListener('securitypolicyviolation', onViolation);
    return () =>
      document.removeEventListener('securitypolicyviolation', onViolation);
  }, [url]);
  return url !== undefined && refused === url;
}

import { RefObject, useEffect, useRef, useState } from 'react';

// So that a picture is there when the reader has scrolled to it.
const AHEAD = '400px';

/**
 * Whether an element has come near to what is in view; from then on it stays so.
 *
 * @returns where the element belongs, and whether it was near
 */
export function useInView<T extends Element>(): [RefObject<T>, boolean] {
  const ref = useRef<T>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (isSeen || !element) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setSeen(true);
        }
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isSeen]);
  return [ref, isSeen];
}

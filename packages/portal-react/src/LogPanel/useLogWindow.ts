import { useCallback, useEffect, useLayoutEffect, useState } from 'react';

/** Height of a row; the style sheet sets the same. */
const ROW_PX = 24;
/** Rows drawn outside of the view, so that scrolling by keyboard shows no gap. */
const OVERSCAN = 20;
/** No browser draws elements of more than some 17 million pixels. */
const MAX_PX = 15_000_000;

/**
 * Which rows of a long list are in view. Beyond the height that browsers can draw, the scroll bar
 * moves over more rows at once, and wheel and keys are followed row by row here.
 *
 * @param isRagged - whether rows may be higher than {@link ROW_PX}: then every scroll position
 *   begins with a whole row
 * @param goal - a row to bring into view, once for each object
 */
export function useLogWindow(
  rowCount: number,
  isRagged: boolean,
  goal: { row: number } | undefined,
) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [place, setPlace] = useState({ top: 0, height: 0 });

  const { top, height } = place;
  const rowsPx = rowCount * ROW_PX;
  // So that the last row can be the first one in view where rows may be high.
  const allPx = isRagged ? rowsPx + Math.max(0, height - ROW_PX) : rowsPx;
  const shownPx = Math.min(allPx, MAX_PX);
  const scale =
    shownPx > height ? Math.max(1, (allPx - height) / (shownPx - height)) : 1;
  const offset = top * scale;

  const scrollTo = useCallback(
    (pixels: number) => {
      if (box) {
        box.scrollTop = Math.max(0, pixels / scale);
        setPlace({ top: box.scrollTop, height: box.clientHeight });
      }
    },
    [box, scale],
  );

  useEffect(() => {
    if (!box) {
      return undefined;
    }
    const look = () =>
      setPlace({ top: box.scrollTop, height: box.clientHeight });
    look();
    box.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      box.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [box]);

  // The box is as high as what is in it, up to a limit.
  useLayoutEffect(() => {
    if (box && box.clientHeight !== height) {
      setPlace({ top: box.scrollTop, height: box.clientHeight });
    }
  }, [box, height, shownPx, isRagged]);

  useEffect(() => {
    if (!box || scale === 1) {
      return undefined;
    }
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      scrollTo(box.scrollTop * scale + event.deltaY);
    };
    const onKey = (event: KeyboardEvent) => {
      const page = { PageDown: 1, PageUp: -1 }[event.key];
      if (page) {
        event.preventDefault();
        scrollTo(box.scrollTop * scale + page * (box.clientHeight - ROW_PX));
      }
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    box.addEventListener('keydown', onKey);
    return () => {
      box.removeEventListener('wheel', onWheel);
      box.removeEventListener('keydown', onKey);
    };
  }, [box, scale, scrollTo]);

  useLayoutEffect(() => {
    if (!goal || !box) {
      return;
    }
    // The page may be somewhere else, at the button that opened the log.
    box.scrollIntoView({ block: 'nearest' });
    const from = box.scrollTop * scale;
    const at = goal.row * ROW_PX;
    const isInView = at >= from && at + ROW_PX <= from + box.clientHeight;
    if (isRagged || !isInView) {
      scrollTo(isRagged ? at : at - box.clientHeight / 3);
    }
    // Neither a new height nor other rows are a reason to scroll.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [goal, box]);

  const atTop = Math.floor(offset / ROW_PX);
  const first = Math.max(0, atTop - (isRagged ? 0 : OVERSCAN));
  return {
    setBox,
    /** Height of the whole list. */
    allPx: shownPx,
    /** Where the first drawn row begins. */
    firstPx: isRagged ? top : top + first * ROW_PX - offset,
    first,
    /** Row after the last drawn one. */
    end: Math.min(rowCount, atTop + Math.ceil(height / ROW_PX) + OVERSCAN),
  };
}

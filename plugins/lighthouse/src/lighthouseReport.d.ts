/**
 * Lighthouse’s own report renderer, which the package ships as a bundle for the browser and without
 * types (lighthouse 13, `report/renderer/api.js`).
 */
declare module 'lighthouse/dist/report/bundle.esm.js' {
  /** What is asked of the renderer; the rest of its options has no use here. */
  interface RenderOptions {
    /** Leaves out its bar of menus: print, save, open in the viewer. */
    omitTopbar?: boolean;
    /** Leaves light and dark to the page around it. */
    disableDarkMode?: boolean;
    disableFireworks?: boolean;
  }

  /**
   * Draws a report.
   *
   * @param lhr - a Lighthouse result, which is changed on the way
   * @returns an element that is in no document yet
   */
  export function renderReport(
    lhr: object,
    options?: RenderOptions,
  ): HTMLElement;
}

/** The page asked for more than the portal lets through. */
export class PageTooLarge extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`more than ${limitBytes} bytes`);
    this.name = 'PageTooLarge';
    this.limitBytes = limitBytes;
  }
}

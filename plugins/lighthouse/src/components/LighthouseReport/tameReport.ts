// A calculator on the web, whose address carries what was measured.
const HANDS_OVER = 'a.lh-calclink';

function tameLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#')) {
    // The router of the portal owns the address; the renderer scrolls by itself.
    link.addEventListener('click', event => event.preventDefault());
    return;
  }
  if (!/^https?:\/\//i.test(href)) {
    link.removeAttribute('href');
    return;
  }
  const url = new URL(href);
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith('utm_')) {
      url.searchParams.delete(name);
    }
  }
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

/**
 * Makes every link of a drawn report a plain one that opens elsewhere and tells nothing of where it
 * was followed, and takes out what would hand the audit over.
 */
export function tameReport(report: HTMLElement): void {
  report.querySelectorAll(HANDS_OVER).forEach(link => link.remove());
  report.querySelectorAll<HTMLAnchorElement>('a[href]').forEach(tameLink);
}

import { renderReport } from 'lighthouse/dist/report/bundle.esm.js';
import { useEffect, useRef } from 'react';
import styles from './LighthouseReport.module.css';
import { prepareReport } from './prepareReport';
import { tameReport } from './tameReport';
import { useColourMode } from './useColourMode';

// What of the portal’s look the report takes on, and what it would need a wider page for.
const LOOK = `
  .lh-root {
    --report-background-color: var(--bui-bg-neutral-1);
    --report-content-min-width: 0;
    --report-font-family: var(--bui-font-regular), sans-serif;
  }
`;

function drawInto(host: HTMLElement, lhr: object): void {
  // The renderer’s style sheet is written for a page of its own: in a shadow root it reaches nothing
  // of the portal, and nothing of the portal’s reaches the report (docs/adr/0014).
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const report = renderReport(prepareReport(lhr), {
    omitTopbar: true,
    disableDarkMode: true,
    disableFireworks: true,
  });
  tameReport(report);
  const look = document.createElement('style');
  look.textContent = LOOK;
  root.replaceChildren(report, look);
}

/** Draws a report with the renderer of Lighthouse; loaded together with it. */
export default function ReportCanvas(props: { lhr: object }) {
  const { lhr } = props;
  const host = useRef<HTMLDivElement>(null);
  const mode = useColourMode();
  useEffect(() => {
    drawInto(host.current!, lhr);
  }, [lhr]);
  useEffect(() => {
    host
      .current!.shadowRoot!.querySelector('.lh-root')!
      .classList.toggle('lh-dark', mode === 'dark');
  }, [lhr, mode]);
  return <div ref={host} className={styles.report} />;
}

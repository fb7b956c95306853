import { useEffect } from 'react';
import { useShadowRootElements } from '@backstage/plugin-techdocs-react';
import { drawDiagram } from './drawDiagram';

const colourMode = () =>
  document.body.getAttribute('data-theme-mode') === 'dark' ? 'dark' : 'light';

/** Puts the drawing in the place of its text, which stays within reach below it. */
async function replaceByDrawing(text: HTMLElement): Promise<void> {
  text.classList.remove('mermaid');
  const source = text.querySelector('code')?.textContent ?? '';
  try {
    const drawing = await drawDiagram(source, colourMode());
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', 'Diagram; its text follows');
    drawing.removeAttribute('aria-roledescription');
    const figure = document.createElement('figure');
    figure.className = 'docs-diagram';
    figure.tabIndex = 0;
    figure.append(drawing);
    const fold = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = 'Text of the diagram';
    text.replaceWith(figure, fold);
    fold.append(summary, text);
  } catch {
    // No diagram after all: its text is what there is to read.
  }
}

/** Draws the diagrams of a page of documentation. */
export function Diagrams() {
  const texts = useShadowRootElements<HTMLElement>(['pre.mermaid']);
  useEffect(() => {
    texts.forEach(replaceByDrawing);
  }, [texts]);
  return null;
}

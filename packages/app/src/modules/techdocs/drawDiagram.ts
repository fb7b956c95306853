let drawn = 0;

/**
 * Draws a diagram of Mermaid. The library is loaded with the first diagram that somebody looks at.
 *
 * @param source - the text of the diagram
 * @returns an element to show; nothing in it can run a script
 * @throws Error when the text is no diagram
 */
export async function drawDiagram(
  source: string,
  mode: 'light' | 'dark',
): Promise<SVGSVGElement> {
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: mode === 'dark' ? 'dark' : 'neutral',
    fontFamily: 'inherit',
  });
  drawn += 1;
  const { svg } = await mermaid.render(`diagram-${drawn}`, source);
  const template = document.createElement('template');
  template.innerHTML = svg;
  return template.content.querySelector('svg')!;
}

/** What covers this much of the page at least is a keyboard, and not the bar of a browser. */
const KEYBOARD_PX = 120;

/**
 * A phone's keyboard covers the lower half of the page and pushes the rest up, Snel weg with it. The panel follows
 * the part of the screen that can be seen.
 */
export function followViewport(panel: HTMLElement, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = () => {
    // Zooming in with two fingers also shrinks the viewport, and then the panel must stay as it is.
    if (viewport.scale > 1.01) return;
    panel.style.setProperty("--height", `${viewport.height}px`);
    panel.style.setProperty("--top", `${viewport.offsetTop}px`);
    panel.toggleAttribute("data-keyboard", window.innerHeight - viewport.height > KEYBOARD_PX);
  };
  for (const event of ["resize", "scroll"]) viewport.addEventListener(event, fit, { signal });
  fit();
}

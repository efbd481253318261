/** Snel weg: gone at once. Nothing here waits or asks, and no step can stop the next. */

const DOUBLE_PRESS_MS = 600;

type Step = () => void;

/** The one line that cannot run in a test. */
export const browser = { replace: (url: string) => window.location.replace(url) };

/** `before`: falling silent and forgetting, which must be done when the next page shows. `after`: whatever may fail. */
export function leave(url: string, before: Step[], after: Step[]): void {
  const steps: Step[] = [
    // First of all: what stands on the screen, and in the title of the tab, is gone in this very frame.
    () => document.documentElement.style.setProperty("display", "none", "important"),
    () => void (document.title = ""),
    ...before,
    // Replaces this page in the history, so "back" does not lead here.
    () => browser.replace(url),
    ...after,
  ];
  for (const step of steps) {
    try {
      step();
    } catch {
      continue;
    }
  }
}

/** Calls `act` when Esc is pressed twice in a row, quickly. A key held down counts once. */
export function onDoubleEscape(act: () => void): (event: KeyboardEvent) => void {
  let last = -Infinity;
  return (event) => {
    if (event.repeat || event.isComposing) return;
    if (event.key !== "Escape") last = -Infinity;
    else if (event.timeStamp - last <= DOUBLE_PRESS_MS) act();
    else last = event.timeStamp;
  };
}

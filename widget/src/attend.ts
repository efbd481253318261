/** What happens on the page around the chat, for as long as `signal` holds. */

const CLOCK_MS = 30_000;

export interface Attentive {
  key(event: KeyboardEvent): unknown;
  tap(path: EventTarget[]): void;
  /** The network is back, or the teen looks at the page again. */
  wake(): void;
  hide(): void;
  /** The browser shows this page as it was. */
  comeBack(): void;
  /** Each half minute. */
  tick(): unknown;
}

export function attend(panel: HTMLElement, on: Attentive, signal: AbortSignal): void {
  // In the capture phase: a page that swallows Esc for its own dialogs must not swallow this.
  window.addEventListener("keydown", (event) => on.key(event), { capture: true, signal });
  // The panel as well: an iPhone makes a click of a tap on plain text only where something listens to it.
  for (const place of [panel, window]) place.addEventListener("click", (event) => on.tap(event.composedPath()), { signal });
  window.addEventListener("online", () => on.wake(), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || on.wake(), { signal });
  window.addEventListener("pagehide", () => on.hide(), { signal });
  window.addEventListener("pageshow", (event) => event.persisted && on.comeBack(), { signal });
  const clock = setInterval(() => on.tick(), CLOCK_MS);
  signal.addEventListener("abort", () => clearInterval(clock));
}

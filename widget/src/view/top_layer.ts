/**
 * Above everything on the page, whatever z-index a cookie bar has: the browser's top layer. Browsers from before popovers
 * keep the highest z-index.
 */
export function show(element: HTMLElement, shown: boolean): void {
  if (element.hidden === !shown) return;
  element.hidden = !shown;
  if (!element.isConnected || !("showPopover" in element)) return;
  element.popover = "manual";
  if (shown) element.showPopover();
  else if (element.matches(":popover-open")) element.hidePopover();
}

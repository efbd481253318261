/** One page of the sheet behind "Meer". */
import { texts } from "../texts";
import { h } from "./dom";
import { icon } from "./icons";

export interface SheetPage {
  element: HTMLElement;
  /** The page is on the screen: gives it the focus. */
  shown(): void;
  /** Takes away what was typed or shown. */
  reset(): void;
}

/** Title of a page, with the way back to the menu. */
export function heading(title: string, back: () => void): { element: HTMLElement; focus(): void } {
  const button = h("button", { type: "button", class: "back", "aria-label": texts.goBack, title: texts.goBack, click: back }, icon("back"));
  return { element: h("div", { class: "heading" }, button, h("h3", {}, title)), focus: () => button.focus() };
}

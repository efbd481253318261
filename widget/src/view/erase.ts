/** The question before a conversation is erased: the answer cannot be undone. */
import { texts } from "../texts";
import { h } from "./dom";
import type { SheetPage } from "./sheet_page";

export function erase(back: () => void, confirm: () => void): SheetPage {
  const no = h("button", { type: "button", click: back }, texts.eraseNo);
  const yes = h("button", { type: "button", class: "yes", part: "erase-confirm", click: confirm }, texts.eraseYes);
  const element = h(
    "div",
    { role: "alertdialog", "aria-labelledby": "erase-title", "aria-describedby": "erase-more" },
    h("h3", { id: "erase-title" }, texts.eraseQuestion),
    h("p", { id: "erase-more" }, texts.eraseMore),
    h("div", { class: "answers" }, yes, no),
  );
  return { element, shown: () => no.focus(), reset: () => undefined };
}

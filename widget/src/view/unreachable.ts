/** Shown while the server does not answer. The teen is told, is not blamed, and is not left with nobody. */
import { texts } from "../texts";
import { h } from "./dom";
import { largeNumbers } from "./help_bar";

export function unreachable(): HTMLElement {
  return h(
    "section",
    { class: "unreachable", part: "unreachable" },
    h("h3", {}, texts.unreachable),
    h("p", {}, texts.unreachableMore),
    h("p", {}, texts.unreachableCall),
    largeNumbers(),
  );
}

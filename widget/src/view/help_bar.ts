/** The numbers that are always there: in the bundle, so they need no network. */
import helpLines from "virtual:help-lines";
import { telLink } from "../link";
import { texts } from "../texts";
import { h } from "./dom";
import { icon } from "./icons";

const words = (id: string) => texts.lines[id]!;

export function helpBar(): HTMLElement {
  const links = helpLines.map(({ id, phone }) =>
    h(
      "a",
      { href: telLink(phone), part: "help-line" },
      h("span", { class: "question" }, words(id).question, " "),
      h("strong", {}, words(id).action(phone)),
    ),
  );
  return h("nav", { class: "help", part: "help", "aria-label": texts.helpBar }, ...links);
}

/** The same numbers, large: when they are all we have to offer. */
export function largeNumbers(): HTMLElement {
  const links = helpLines.map(({ id, phone }) =>
    h("a", { href: telLink(phone) }, icon("phone"), h("span", {}, h("strong", {}, phone), " ", h("span", {}, words(id).large))),
  );
  return h("div", { class: "numbers" }, ...links);
}

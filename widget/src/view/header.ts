/** Who you are talking to, and the way out. Colour, icon and words change together when a person takes over. */
import { texts } from "../texts";
import type { Owner } from "../types";
import type { Actions } from "./actions";
import { h, setText } from "./dom";
import { icon } from "./icons";

export class Header {
  private readonly face = h("span");
  private readonly owner = h("p", { part: "owner", role: "status" });
  readonly element: HTMLElement;

  constructor(organisation: string, actions: Actions) {
    const exit = h("button", { type: "button", part: "exit", title: texts.exitHint, click: () => actions.leave() }, texts.exit);
    const close = h("button", { type: "button", part: "close", "aria-label": texts.close, title: texts.close, click: () => actions.close() }, icon("close"));
    this.element = h(
      "header",
      { part: "header" },
      h("div", { class: "names" }, organisation && h("h2", {}, organisation), h("div", { class: "owner" }, this.face, this.owner)),
      exit,
      close,
    );
  }

  update(owner: Owner): void {
    if (this.element.dataset.owner !== owner.owner) this.face.replaceChildren(icon(owner.owner === "counsellor" ? "person" : "computer"));
    this.element.dataset.owner = owner.owner;
    const words = texts.owner[owner.owner];
    setText(this.owner, typeof words === "function" ? words(owner.alias) : words);
  }
}

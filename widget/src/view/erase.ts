/** "Wis dit gesprek", and the question before it happens: the answer cannot be undone. */
import { texts } from "../texts";
import type { Actions } from "./actions";
import { h } from "./dom";

export class Erase {
  private readonly ask = h("button", { type: "button", class: "link", part: "erase", click: () => this.show(true) }, texts.erase);
  private readonly no = h("button", { type: "button", click: () => this.show(false) }, texts.eraseNo);
  private readonly yes = h("button", { type: "button", class: "yes", part: "erase-confirm", click: () => this.confirm() }, texts.eraseYes);
  readonly footer = h("footer", {}, this.ask, h("span", { class: "hint" }, texts.exitHint));
  readonly question = h(
    "section",
    { class: "erase", role: "alertdialog", "aria-labelledby": "erase-title", "aria-describedby": "erase-more", hidden: true },
    h("h3", { id: "erase-title" }, texts.eraseQuestion),
    h("p", { id: "erase-more" }, texts.eraseMore),
    h("div", { class: "answers" }, this.yes, this.no),
  );

  constructor(private readonly actions: Actions) {}

  private show(asking: boolean): void {
    this.question.hidden = !asking;
    (asking ? this.no : this.ask).focus();
  }

  private confirm(): void {
    this.show(false);
    this.actions.erase();
  }
}

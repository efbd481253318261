/** Who you are talking to, and the way out. Colour, icon and words change together when a person takes over. */
import { texts } from "../texts";
import type { Owner } from "../types";
import type { Actions } from "./actions";
import { h, setText } from "./dom";
import { icon } from "./icons";

export class Header {
  private readonly organisation = h("h2");
  private readonly face = h("span");
  /** Read aloud when somebody else takes over, and only then: how long it takes changes all the time. */
  private readonly owner = h("span", { role: "status" });
  private readonly wait = h("span");
  readonly element: HTMLElement;

  constructor(actions: Actions) {
    const exit = h("button", { type: "button", part: "exit", title: texts.exitHint, click: () => actions.leave() }, texts.exit);
    const close = h("button", { type: "button", part: "close", "aria-label": texts.close, title: texts.close, click: () => actions.close() }, icon("close"));
    const owner = h("div", { class: "owner" }, this.face, h("p", { part: "owner" }, this.owner, this.wait));
    this.element = h("div", { part: "header" }, h("div", { class: "names" }, this.organisation, owner), exit, close);
  }

  update(organisation: string, owner: Owner, now = Date.now()): void {
    setText(this.organisation, organisation);
    this.organisation.hidden = !organisation;
    if (this.element.dataset.owner !== owner.owner) this.face.replaceChildren(icon(owner.owner === "counsellor" ? "person" : "computer"));
    this.element.dataset.owner = owner.owner;
    const words = texts.owner[owner.owner];
    setText(this.owner, typeof words === "function" ? words(owner.alias) : words);
    setText(this.wait, owner.owner === "waiting" ? waiting(owner, now) : "");
  }
}

/** How long the teen waits, and how long that usually is: only what is known. */
export function waiting({ since, expected_minutes: usual }: Owner, now: number): string {
  const minutes = Math.floor((now - Date.parse(since ?? "")) / 60_000);
  return `${texts.wait.soFar(minutes)} ${usual ? texts.wait.usually(usual) : texts.wait.unknown}`;
}

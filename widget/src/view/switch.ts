/** A switch that says in words whether it is on. */
import { texts } from "../texts";
import { h, setText } from "./dom";

export class Switch {
  private readonly state = h("span", { class: "state", "aria-hidden": "true" });
  readonly element: HTMLButtonElement;

  constructor(label: string, part: string, flip: (on: boolean) => void) {
    this.element = h(
      "button",
      { type: "button", role: "switch", part, click: () => flip(!this.on) },
      h("span", {}, label),
      this.state,
      h("span", { class: "track", "aria-hidden": "true" }, h("i")),
    );
    this.update(false);
  }

  update(on: boolean): void {
    this.element.setAttribute("aria-checked", String(on));
    setText(this.state, on ? texts.on : texts.off);
  }

  private get on(): boolean {
    return this.element.getAttribute("aria-checked") === "true";
  }
}

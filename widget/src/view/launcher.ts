/** The closed chat: a button with words. */
import { texts } from "../texts";
import { h, setText } from "./dom";
import { icon } from "./icons";

export class Launcher {
  private readonly label = h("span");
  readonly element: HTMLButtonElement;

  constructor(open: () => void) {
    this.element = h("button", { type: "button", part: "launcher", click: open }, icon("chat"), this.label);
  }

  update(hidden: boolean, unread: boolean, words: string): void {
    this.element.hidden = hidden;
    this.element.toggleAttribute("data-unread", unread);
    setText(this.label, unread ? texts.launcherNew : words);
  }
}

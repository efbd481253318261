/** The open chat, from top to bottom: header, numbers, notice, log, input. */
import type { Owner } from "../types";
import { texts } from "../texts";
import type { Actions } from "./actions";
import { Composer } from "./composer";
import { h, setText } from "./dom";
import { Erase } from "./erase";
import { Header } from "./header";
import { helpBar } from "./help_bar";
import { Log, type LogModel } from "./log";

export interface PanelModel extends LogModel {
  owner: Owner;
  notice: string;
  draft: string;
}

export class Panel {
  readonly element: HTMLElement;
  private readonly header: Header;
  private readonly log: Log;
  private readonly composer: Composer;
  private readonly notice = h("p", { class: "notice", part: "notice", role: "status" });

  constructor(organisation: string, actions: Actions) {
    this.header = new Header(organisation, actions);
    this.log = new Log(actions);
    this.composer = new Composer(actions);
    const erase = new Erase(actions);
    this.element = h(
      "section",
      { class: "panel", part: "panel", role: "dialog", "aria-label": texts.panel(organisation), tabindex: -1, hidden: true },
      this.header.element,
      helpBar(),
      this.notice,
      this.log.element,
      erase.question,
      this.composer.element,
      erase.footer,
    );
  }

  update(model: PanelModel): void {
    this.header.update(model.owner);
    setText(this.notice, model.notice);
    this.log.update(model);
    this.composer.update(model.draft);
  }

  toEnd(): void {
    this.log.toEnd();
  }

  /** With a keyboard the input is next; on a phone that would push a keyboard over the first message. */
  focus(): void {
    if (window.matchMedia?.("(pointer: fine)").matches) this.composer.focus();
    else this.element.focus();
  }
}

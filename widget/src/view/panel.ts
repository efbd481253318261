/** The open chat, from top to bottom: header, numbers, notice, log, a question now and then, input. */
import type { Owner } from "../types";
import { texts } from "../texts";
import type { Actions } from "./actions";
import { Composer } from "./composer";
import { h, setText } from "./dom";
import { Feedback } from "./feedback";
import { Header } from "./header";
import { helpBar } from "./help_bar";
import { Log, type LogModel } from "./log";
import { More } from "./more";

export interface PanelModel extends LogModel {
  organisation: string;
  placeholder: string;
  owner: Owner;
  notice: string;
  draft: string;
  easy: boolean;
  askFeedback: boolean;
}

export class Panel {
  readonly element: HTMLElement;
  readonly more: More;
  readonly feedback: Feedback;
  private readonly header: Header;
  private readonly log: Log;
  private readonly composer: Composer;
  private readonly notice = h("p", { class: "notice", part: "notice", role: "status" });

  constructor(actions: Actions) {
    this.header = new Header(actions);
    this.log = new Log(actions);
    this.composer = new Composer(actions);
    this.feedback = new Feedback(actions);
    this.more = new More(actions);
    this.element = h(
      "section",
      { class: "panel", part: "panel", role: "dialog", tabindex: -1, hidden: true, keydown: (event: KeyboardEvent) => this.key(event) },
      this.header.element,
      helpBar(),
      this.notice,
      this.log.element,
      this.more.sheet,
      this.feedback.element,
      this.composer.element,
      this.more.footer,
    );
  }

  update(model: PanelModel): void {
    this.element.setAttribute("aria-label", texts.panel(model.organisation));
    this.header.update(model.organisation, model.owner);
    setText(this.notice, model.notice);
    this.log.update(model);
    const answering = this.feedback.hasFocus;
    this.feedback.update(model.askFeedback);
    if (answering && !model.askFeedback) this.focus();
    this.more.update(model.easy);
    this.composer.update(model.draft, model.placeholder);
  }

  toEnd(): void {
    this.log.toEnd();
  }

  /** With a keyboard the input is next; on a phone that would push a keyboard over the first message. */
  focus(): void {
    if (window.matchMedia?.("(pointer: fine)").matches) this.composer.focus();
    else this.element.focus();
  }

  /** Esc closes the sheet. Snel weg counts it all the same: who presses it twice wants to be gone, whatever is open. */
  private key(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing && this.more.isOpen) this.more.close();
  }
}

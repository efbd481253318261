/** The conversation. Lines that are already there stay the same nodes, so a screen reader reads only what is new. */
import type { Entry } from "../store";
import { texts } from "../texts";
import type { Reply } from "../types";
import type { Actions } from "./actions";
import { h } from "./dom";
import { Follow } from "./follow";
import { delivery, message } from "./message";
import { speaker, type Speaker } from "./speaker";
import { typing } from "./typing";
import { unreachable } from "./unreachable";

export interface LogModel {
  entries: Entry[];
  replies: Reply[];
  typing: string;
  unreachable: boolean;
  /** Which message is being read aloud, and which could be. */
  reader: { key: string | null; can(text: string): boolean };
}

interface Row {
  node: HTMLElement;
  drawn: string;
  delivery: string;
  speaker?: Speaker;
}

export class Log {
  private readonly log = h("div", { class: "log", part: "log", role: "log", "aria-live": "polite", "aria-label": texts.log, tabindex: 0 });
  private readonly list = h("div", { class: "list" });
  private readonly replies = h("div", { class: "replies", role: "group", "aria-label": texts.replies });
  private readonly dots = typing();
  private readonly trouble = unreachable();
  private readonly follow = new Follow(this.log);
  readonly element = h("div", { class: "reading" }, this.log, this.follow.toEndButton);
  private rows = new Map<string, Row>();
  private offered = "";

  constructor(private readonly actions: Actions) {
    this.log.append(this.list, this.replies, this.dots.element);
  }

  update(model: LogModel): void {
    this.follow.around(() => {
      const first = this.reconcile(model);
      this.offer(model.replies);
      this.dots.update(model.typing);
      if (!model.unreachable) this.trouble.remove();
      else if (!this.trouble.isConnected) this.log.append(this.trouble);
      return first;
    });
  }

  toEnd(): void {
    this.follow.toEnd();
  }

  /** Returns the first line that was not there before. */
  private reconcile({ entries, reader }: LogModel): HTMLElement | undefined {
    const rows = new Map<string, Row>();
    let first: HTMLElement | undefined;
    entries.forEach((entry, index) => {
      const old = this.rows.get(entry.key);
      const row = this.row(entry, entries[index - 1], old);
      if (!old) first ??= row.node;
      else if (old.node !== row.node) old.node.replaceWith(row.node);
      if (this.list.children[index] !== row.node) this.list.insertBefore(row.node, this.list.children[index] ?? null);
      rows.set(entry.key, row);
      this.offerVoice(row, entry, reader);
      row.speaker?.update(entry.key === reader.key);
    });
    for (const [key, { node }] of this.rows) if (!rows.has(key)) node.remove();
    this.rows = rows;
    return first;
  }

  private row(entry: Entry, previous: Entry | undefined, old: Row | undefined): Row {
    const named = previous?.message.author !== entry.message.author;
    const { at: _, ...shown } = entry.message;
    const drawn = JSON.stringify([shown, named]);
    const row = old?.drawn === drawn ? old : { node: message(entry, named), drawn, delivery: "sent" };
    const state = entry.delivery + (entry.detail ?? "");
    if (row.delivery !== state) {
      row.node.querySelector(".delivery")?.remove();
      row.node.append(delivery(entry, this.actions) || "");
      row.delivery = state;
    }
    return row;
  }

  /** Voices can come, and go, while the page is open. */
  private offerVoice(row: Row, { key, message: { author, text } }: Entry, reader: LogModel["reader"]): void {
    const wanted = (author === "bot" || author === "counsellor") && text && reader.can(text);
    if (wanted && !row.speaker) {
      row.speaker = speaker(() => this.actions.readAloud(key, text));
      row.node.querySelector(".line")?.append(row.speaker.button);
    } else if (!wanted && row.speaker) {
      row.speaker.button.remove();
      row.speaker = undefined;
    }
  }

  private offer(replies: Reply[]): void {
    const offered = JSON.stringify(replies);
    if (offered === this.offered) return;
    this.offered = offered;
    this.replies.replaceChildren(...replies.map((reply) => this.button(reply)));
  }

  private button({ title, payload }: Reply): HTMLElement {
    const choose = () => {
      // The button is about to disappear; the keyboard should not fall out of the chat with it.
      this.log.focus({ preventScroll: true });
      this.actions.choose(title, payload);
    };
    return h("button", { type: "button", part: "reply", click: choose }, title);
  }
}

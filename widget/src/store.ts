/** The state of one chat: messages in order, each once, and the outbox of what the teen said but the server has not confirmed. */
import { newId } from "./id";
import type { Message, Owner, Reply } from "./types";

export type Delivery = "sending" | "failed" | "refused" | "sent";

export interface Outgoing {
  client_id: string;
  text: string;
  payload?: string;
  at: string;
  delivery: "sending" | "failed" | "refused";
  detail?: string;
}

export interface State {
  token: string | null;
  messages: Message[];
  /** Last seq the server told us about. Receipts do not move it: an answer before them may still be under way. */
  cursor: number;
  outbox: Outgoing[];
  draft: string;
  owner: Owner;
  easy: boolean;
  /** The server has not heard yet what the teen chose. */
  easyUntold: boolean;
  /** Asked by itself once in a conversation. */
  feedback: "unasked" | "asking" | "over";
  open: boolean;
  unread: boolean;
  notice: string;
}

/** One line in the log. The key stays the same from typing to receipt, so it is drawn (and read aloud) once. */
export interface Entry {
  key: string;
  message: Omit<Message, "seq" | "client_id">;
  delivery: Delivery;
  detail?: string;
}

export interface Saving {
  load(): Partial<State> | undefined;
  save(state: State): void;
}

const fresh = (): State => ({
  token: null,
  messages: [],
  cursor: 0,
  outbox: [],
  draft: "",
  owner: { owner: "bot" },
  easy: false,
  easyUntold: false,
  feedback: "unasked",
  open: false,
  unread: false,
  notice: "",
});

export class Store {
  state: State;
  onChange: () => void = () => undefined;

  constructor(private readonly saving: Saving) {
    this.state = { ...fresh(), ...saving.load() };
  }

  /** A page that comes back from the browser's cache follows the tab's storage: it may have been emptied since. */
  reload(): void {
    this.state = { ...fresh(), ...this.saving.load() };
    this.onChange();
  }

  set(change: Partial<State>): void {
    Object.assign(this.state, change);
    this.saving.save(this.state);
    this.onChange();
  }

  /** A teen's message that comes back is delivered, whether its receipt came or not; it may also be another tab's. */
  receive(incoming: Message[]): void {
    const { messages, open } = this.state;
    let { cursor, unread, outbox } = this.state;
    for (const message of incoming) {
      cursor = Math.max(cursor, message.seq);
      const index = messages.findIndex((one) => one.seq === message.seq);
      if (index >= 0) {
        // The server's words win: the teen sees what was kept, with names and numbers already hidden.
        messages[index] = { ...messages[index], ...message };
        continue;
      }
      messages.push(message);
      if (message.author === "teen") outbox = outbox.filter((item) => item.client_id !== message.client_id);
      else unread ||= !open;
    }
    messages.sort((a, b) => a.seq - b.seq);
    this.set({ messages, cursor, unread, outbox });
  }

  queue(text: string, payload?: string): void {
    const item: Outgoing = { client_id: newId(), text, payload, at: new Date().toISOString(), delivery: "sending" };
    this.set({ outbox: [...this.state.outbox, item], notice: "" });
  }

  /** First in, first out: what comes later waits, except behind a message that will never be accepted. */
  next(): Outgoing | undefined {
    return this.state.outbox.find((item) => item.delivery !== "refused");
  }

  mark(clientId: string, change: Partial<Outgoing>): void {
    const outbox = this.state.outbox.map((item) => (item.client_id === clientId ? { ...item, ...change } : item));
    this.set({ outbox });
  }

  confirm(clientId: string, seq: number): void {
    const item = this.state.outbox.find((one) => one.client_id === clientId);
    if (!item) return;
    const messages = [...this.state.messages];
    const index = messages.findIndex((one) => one.seq === seq);
    const own = { seq, author: "teen" as const, text: item.text, at: item.at, ...messages[index], client_id: clientId };
    messages.splice(index < 0 ? messages.length : index, index < 0 ? 0 : 1, own);
    messages.sort((a, b) => a.seq - b.seq);
    this.set({ messages, outbox: this.state.outbox.filter((one) => one !== item) });
  }

  /** A refused message goes back to the input, in front of what was typed since. */
  takeBack(clientId: string): void {
    const item = this.state.outbox.find((one) => one.client_id === clientId);
    if (!item) return;
    const draft = [item.text, this.state.draft].filter(Boolean).join("\n");
    this.set({ outbox: this.state.outbox.filter((one) => one !== item), draft });
  }

  /** Another conversation. Words that were never confirmed go along; buttons belonged to the old one, so only their words do. */
  restart(notice: string, keepUnsent: boolean): void {
    const { open, draft, outbox, easy } = this.state;
    const unsent = outbox.map(({ text, at }): Outgoing => ({ client_id: newId(), text, at, delivery: "sending" }));
    this.set({ ...fresh(), open, easy, notice, ...(keepUnsent && { draft, outbox: unsent }) });
  }

  entries(): Entry[] {
    const { messages, outbox } = this.state;
    const sent = messages.map(({ seq, client_id, ...message }): Entry => ({ key: client_id ?? `seq-${seq}`, message, delivery: "sent" }));
    const unsent = outbox.map(({ client_id, text, at, delivery, detail }): Entry => ({
      key: client_id,
      message: { author: "teen", text, at },
      delivery,
      detail,
    }));
    return [...sent, ...unsent];
  }

  /** Buttons stay under the last message of the bot until it is answered. */
  replies(): Reply[] {
    const last = this.entries().filter(({ message, delivery }) => message.author !== "system" && delivery !== "refused").pop();
    return last?.message.author === "bot" ? (last.message.buttons ?? []) : [];
  }
}

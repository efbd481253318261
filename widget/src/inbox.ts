/** What the server says, by the stream, by asking, or at the beginning: all of it goes into the store here. */
import type { Answering } from "./answering";
import type { Page, Session } from "./api";
import type { EasyLanguage } from "./easy";
import type { ServerEvent } from "./sse";
import type { Store } from "./store";
import type { Message, Owner } from "./types";

const TYPING_MS = 6_000;

export class Inbox {
  constructor(
    private readonly store: Store,
    private readonly answering: Answering,
    private readonly easy: EasyLanguage,
  ) {}

  begin({ token, messages, owner, easy }: Session): void {
    this.store.set({ token, ...(owner && { owner }) });
    this.store.receive(messages);
    this.easy.begin(easy);
  }

  page({ messages, owner, easy, token }: Page): void {
    this.renew(token);
    this.easy.hear(easy);
    this.take(messages, owner);
  }

  hear({ event, data }: ServerEvent): void {
    const content = JSON.parse(data);
    if (event === "message") this.take([content as Message]);
    if (event === "owner") this.take([], content as Owner);
    if (event === "typing" && content.author !== "teen") this.answering.show(content.author, TYPING_MS);
    if (event === "easy") this.easy.hear(content.easy);
    if (event === "token") this.renew(content.token);
    if (event === "goodbye") this.askFeedback();
  }

  renew(token?: string): void {
    if (token) this.store.set({ token });
  }

  private take(messages: Message[], owner: Owner = this.store.state.owner): void {
    const changed = owner.owner !== this.store.state.owner.owner;
    if (changed || messages.some(({ author }) => author !== "teen")) this.answering.hide();
    this.store.set({ owner });
    this.store.receive(messages);
    if (changed && owner.owner === "closed") this.askFeedback();
  }

  /** By itself only once in a conversation. */
  private askFeedback(): void {
    if (this.store.state.feedback === "unasked") this.store.set({ feedback: "asking" });
  }
}

/** One chat from first word to last: starts the session, delivers, listens, erases, and knows whether the server is there. */
import type { Api, ApiError } from "./api";
import { Outbox } from "./outbox";
import { backoff, Pause } from "./pause";
import type { ServerEvent } from "./sse";
import type { Store } from "./store";
import { listen } from "./stream";
import { texts } from "./texts";
import type { Author, Message, Owner } from "./types";

/** A bot that needs longer than this has lost the thread; the dots stop promising and we ask the server ourselves. */
const ANSWER_MS = 15_000;
const TYPING_MS = 6_000;
/** With a session, a dropped stream and its first poll heal unseen; before there is one, there is nothing else to show. */
const FAILURES_BEFORE_TELLING = 3;

export class Conversation {
  typing: Author | null = null;
  erasing = false;
  private failures = 0;
  private readonly pause = new Pause();
  private episode?: AbortController;
  private outbox?: Outbox;
  private typingTimer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {}

  get unreachable(): boolean {
    return this.failures >= (this.store.state.token ? FAILURES_BEFORE_TELLING : 1);
  }

  get starting(): boolean {
    return !this.store.state.token;
  }

  start(): void {
    if (this.episode) return;
    this.episode = new AbortController();
    void this.converse(this.episode.signal);
  }

  stop(): void {
    this.episode?.abort();
    this.episode = undefined;
    this.failures = 0;
    this.showTyping(null, 0);
  }

  say(text: string, payload?: string): void {
    this.store.queue(text, payload);
    if (this.store.state.owner.owner === "bot") this.showTyping("bot", ANSWER_MS);
    void this.outbox?.run();
  }

  retry(clientId: string): void {
    this.store.mark(clientId, { delivery: "sending" });
    this.pause.kick();
  }

  /** The network is back, or the teen looks at the page again: try now, and ask for what a sleeping phone missed. */
  wake(): void {
    this.pause.kick();
    if (this.episode && !this.starting) void this.catchUp(this.episode.signal).catch(() => undefined);
  }

  async erase(): Promise<void> {
    const signal = this.episode?.signal;
    if (!signal) return;
    this.erasing = true;
    this.store.set({ notice: "" });
    try {
      if (this.token) await this.api.erase(this.token, signal);
      // Gone in the meantime, by Snel weg: then nothing may start again.
      if (!signal.aborted) this.restart(texts.erased, false);
    } catch (error) {
      if (signal.aborted) return;
      if ((error as ApiError).kind === "expired") this.restart(texts.expired, false);
      else this.store.set({ notice: texts.eraseFailed });
    } finally {
      this.erasing = false;
      this.changed();
    }
  }

  private restart(notice: string, keepUnsent: boolean): void {
    this.stop();
    this.store.restart(notice, keepUnsent);
    this.start();
  }

  private async converse(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; this.starting && !signal.aborted; attempt++) await this.enter(attempt, signal);
    if (signal.aborted) return;
    const common = { lost: () => this.lost(), expired: () => this.restart(texts.expired, true) };
    this.outbox = new Outbox(
      this.store,
      {
        ...common,
        deliver: ({ client_id, text, payload }) => this.api.send(this.token, payload ? { client_id, payload } : { client_id, text }, signal),
        reached: () => this.reached(),
        refused: () => this.showTyping(null, 0),
      },
      this.pause,
      signal,
    );
    void this.outbox.run();
    await listen(
      { open: (on) => this.api.stream(this.token, this.store.state.cursor, on), poll: (on) => this.catchUp(on) },
      { ...common, reached: () => this.reached(), event: (event) => this.hear(event) },
      this.pause,
      signal,
    );
  }

  private async enter(attempt: number, signal: AbortSignal): Promise<void> {
    try {
      const session = await this.api.startSession(signal);
      if (signal.aborted) return;
      this.store.set({ token: session.token });
      this.store.receive(session.messages);
      this.reached();
    } catch (error) {
      if (signal.aborted) return;
      this.lost();
      await this.pause.wait((error as ApiError).retryAfterMs ?? backoff(attempt), signal);
    }
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const { messages, owner } = await this.api.messages(this.token, this.store.state.cursor, signal);
    if (!signal.aborted) this.take(messages, owner);
  }

  private hear({ event, data }: ServerEvent): void {
    const content = JSON.parse(data);
    if (event === "message") this.take([content as Message]);
    if (event === "owner") this.take([], content as Owner);
    if (event === "typing" && content.author !== "teen") this.showTyping(content.author, TYPING_MS);
  }

  private take(messages: Message[], owner: Owner = this.store.state.owner): void {
    if (messages.some(({ author }) => author !== "teen") || owner.owner !== this.store.state.owner.owner) this.showTyping(null, 0);
    this.store.set({ owner });
    this.store.receive(messages);
  }

  private showTyping(author: Author | null, ms: number): void {
    clearTimeout(this.typingTimer);
    this.typing = author;
    if (author) this.typingTimer = setTimeout(() => {
      this.typing = null;
      this.wake();
      this.changed();
    }, ms);
    this.changed();
  }

  private get token(): string {
    return this.store.state.token ?? "";
  }

  private reached(): void {
    if (this.failures) this.pause.kick();
    this.failures = 0;
    this.changed();
  }

  private lost(): void {
    this.failures += 1;
    this.changed();
  }
}

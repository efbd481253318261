/** One chat from first word to last: starts the session, delivers, listens, erases, and knows whether the server is there. */
import { Answering } from "./answering";
import type { Api, ApiError } from "./api";
import { EasyLanguage } from "./easy";
import { Inbox } from "./inbox";
import { Outbox } from "./outbox";
import { backoff, Pause } from "./pause";
import type { Outgoing, Store } from "./store";
import { listen } from "./stream";
import { texts } from "./texts";
import type { Rating, Reason, ReturnCode } from "./types";
import { TypingSign } from "./typing_sign";

/** A bot that needs longer than this has lost the thread; the dots stop promising and we ask the server ourselves. */
const ANSWER_MS = 15_000;
/** With a session, a dropped stream and its first poll heal unseen; before there is one, there is nothing else to show. */
const FAILURES_BEFORE_TELLING = 3;

export class Conversation {
  readonly answering: Answering;
  readonly easy: EasyLanguage;
  erasing = false;
  private readonly inbox: Inbox;
  private readonly typingSign: TypingSign;
  private readonly pause = new Pause();
  private failures = 0;
  private episode?: AbortController;
  private outbox?: Outbox;
  private code?: ReturnCode;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {
    this.answering = new Answering(changed, () => this.wake());
    this.easy = new EasyLanguage(store, (easy) => this.api.easy(this.token, easy, this.signal));
    this.inbox = new Inbox(store, this.answering, this.easy);
    this.typingSign = new TypingSign(() => void this.api.typing(this.token, this.signal).catch(() => undefined));
  }

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
    this.code = undefined;
    this.episode?.abort();
    this.episode = undefined;
    this.failures = 0;
    this.answering.hide();
  }

  say(text: string, payload?: string): void {
    this.store.queue(text, payload);
    if (this.store.state.owner.owner === "bot") this.answering.show("bot", ANSWER_MS);
    void this.outbox?.run();
  }

  typed(): void {
    if (this.episode) this.typingSign.typed(this.store.state.owner);
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

  /** The same code as long as it is good: a new one would make the one on the teen's note worthless. Throws ApiError. */
  async returnCode(): Promise<ReturnCode> {
    if (!this.code || Date.parse(this.code.expires_at) < Date.now()) this.code = await this.api.returnCode(this.token, this.signal);
    return this.code;
  }

  /** Goes on with the conversation of a code. Throws ApiError, and then nothing has changed. */
  async returnWith(code: string): Promise<void> {
    const signal = this.signal;
    const session = await this.api.returnWith(code, signal);
    if (signal.aborted) return;
    this.stop();
    this.store.restart(texts.back.done, true);
    this.inbox.begin(session);
    this.start();
  }

  /** What a teen thinks of us is a gift: when it gets lost, nobody is bothered. */
  rate(rating: Rating, reason?: Reason): void {
    void this.api.feedback(this.token, rating, reason, this.signal).catch(() => undefined);
  }

  private restart(notice: string, keepUnsent: boolean): void {
    this.stop();
    this.store.restart(notice, keepUnsent);
    this.start();
  }

  private async converse(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; this.starting && !signal.aborted; attempt++) await this.enter(attempt, signal);
    if (signal.aborted) return;
    const common = { reached: () => this.reached(), lost: () => this.lost(), expired: () => this.restart(texts.expired, true) };
    const deliver = (item: Outgoing) => this.deliver(item, signal);
    this.outbox = new Outbox(this.store, { ...common, deliver, refused: () => this.answering.hide() }, this.pause, signal);
    void this.outbox.run();
    await listen(
      { open: (on) => this.api.stream(this.token, this.store.state.cursor, on), poll: (on) => this.catchUp(on) },
      { ...common, event: (event) => this.inbox.hear(event) },
      this.pause,
      signal,
    );
  }

  private async enter(attempt: number, signal: AbortSignal): Promise<void> {
    try {
      const session = await this.api.startSession(signal);
      if (signal.aborted) return;
      this.inbox.begin(session);
      this.reached();
    } catch (error) {
      if (signal.aborted) return;
      this.lost();
      await this.pause.wait((error as ApiError).retryAfterMs ?? backoff(attempt), signal);
    }
  }

  private async deliver({ client_id, text, payload }: Outgoing, signal: AbortSignal): Promise<{ seq: number }> {
    const receipt = await this.api.send(this.token, payload ? { client_id, payload } : { client_id, text }, signal);
    if (!signal.aborted) this.inbox.renew(receipt.token);
    return receipt;
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const page = await this.api.messages(this.token, this.store.state.cursor, signal);
    if (!signal.aborted) this.inbox.page(page);
  }

  private get token(): string {
    return this.store.state.token ?? "";
  }

  /** Of what belongs to this conversation; without one, nothing goes out. */
  private get signal(): AbortSignal {
    if (this.episode) return this.episode.signal;
    const none = new AbortController();
    none.abort();
    return none.signal;
  }

  private reached(): void {
    if (this.failures) this.pause.kick();
    this.failures = 0;
    void this.easy.deliver();
    this.changed();
  }

  private lost(): void {
    this.failures += 1;
    this.changed();
  }
}

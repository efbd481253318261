/** Delivers the outbox: one message at a time, in order, again and again under the same client_id, so each counts once. */
import { ApiError } from "./api";
import { backoff, type Pause } from "./pause";
import type { Outgoing, Store } from "./store";

/** One hiccup is not worth a warning; after the second the teen is told, and we go on trying. */
const ATTEMPTS_BEFORE_TELLING = 2;

export interface Courier {
  deliver(item: Outgoing, signal: AbortSignal): Promise<{ seq: number }>;
  reached(): void;
  refused(): void;
  lost(): void;
  expired(): void;
}

export class Outbox {
  private running = false;

  constructor(
    private readonly store: Store,
    private readonly courier: Courier,
    private readonly pause: Pause,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let attempts = 0;
    for (let item = this.store.next(); item && !this.signal.aborted; item = this.store.next()) {
      try {
        const { seq } = await this.courier.deliver(item, this.signal);
        if (this.signal.aborted) break;
        attempts = 0;
        this.store.confirm(item.client_id, seq);
        this.courier.reached();
      } catch (error) {
        if (this.signal.aborted) break;
        await this.failed(item, error as ApiError, ++attempts);
      }
    }
    this.running = false;
  }

  private async failed(item: Outgoing, error: ApiError, attempts: number): Promise<void> {
    if (error.kind === "expired") return this.courier.expired();
    if (error.kind === "refused") {
      this.courier.refused();
      return this.store.mark(item.client_id, { delivery: "refused", detail: error.detail });
    }
    if (error.kind === "offline") this.courier.lost();
    if (attempts >= ATTEMPTS_BEFORE_TELLING) this.store.mark(item.client_id, { delivery: "failed", detail: error.detail });
    await this.pause.wait(error.retryAfterMs ?? backoff(attempts), this.signal);
  }
}

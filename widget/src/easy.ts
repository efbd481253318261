/** Easy language: the teen's choice in this tab, told to the server until it has heard it, in each new conversation too. */
import type { ApiError } from "./api";
import type { Store } from "./store";

export class EasyLanguage {
  private telling = false;

  constructor(
    private readonly store: Store,
    private readonly tell: (easy: boolean) => Promise<void>,
  ) {}

  choose(easy: boolean): void {
    this.store.set({ easy, easyUntold: true });
    void this.deliver();
  }

  /** What the server says holds, unless the teen has chosen something that it does not know yet. */
  hear(easy: boolean): void {
    if (!this.store.state.easyUntold) this.store.set({ easy });
  }

  /** A conversation begins, or is returned to: who chose easy language once keeps it. */
  begin(known: boolean): void {
    const easy = known || this.store.state.easy;
    this.store.set({ easy, easyUntold: easy !== known });
  }

  async deliver(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    while (this.store.state.token && this.store.state.easyUntold) {
      const { easy } = this.store.state;
      try {
        await this.tell(easy);
      } catch (error) {
        // The next sign of life from the server is the moment to try again; a refusal would only come again.
        if ((error as ApiError).kind === "refused") this.store.set({ easyUntold: false });
        break;
      }
      if (this.store.state.easy === easy) this.store.set({ easyUntold: false });
    }
    this.telling = false;
  }
}

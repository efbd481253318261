/** What survives a reload: one key in sessionStorage, so it ends with the tab and no other tab sees it. */

const KEY = "weerwoord-chat";

export class TabStorage<T extends object> {
  private closed = false;

  /** Undefined when there is nothing, or when the browser does not let us look. */
  load(): Partial<T> | undefined {
    try {
      const saved = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
      return saved && typeof saved === "object" ? saved : undefined;
    } catch {
      return undefined;
    }
  }

  /** Private windows and full disks refuse; the chat then lives in memory only. */
  save(state: T): void {
    if (this.closed) return;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      return;
    }
  }

  /** Nothing is written after this: an answer that was still under way must not bring the chat back. */
  forget(): void {
    this.closed = true;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      return;
    }
  }
}

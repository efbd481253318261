/** Waiting between attempts, and the way to cut every wait short when the network is back. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Doubles from one second to half a minute; the spread keeps a thousand phones from knocking at the same moment. */
export function backoff(attempt: number, random = Math.random): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.75 + random() / 2);
}

export class Pause {
  private wakers = new Set<() => void>();

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener("abort", wake);
      this.wakers.add(wake);
      if (signal.aborted) wake();
    });
  }

  kick(): void {
    for (const wake of [...this.wakers]) wake();
  }
}

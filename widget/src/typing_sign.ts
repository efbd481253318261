/** Tells a person that the teen types: at most once in four seconds, and only when a person answers or is on the way. */
import type { Owner } from "./types";

const EVERY_MS = 4_000;

export class TypingSign {
  private last = -Infinity;

  constructor(private readonly send: () => void) {}

  typed({ owner }: Owner, now = performance.now()): void {
    if ((owner !== "counsellor" && owner !== "waiting") || now - this.last < EVERY_MS) return;
    this.last = now;
    this.send();
  }
}

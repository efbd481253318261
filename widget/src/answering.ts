/** Who seems to be typing an answer. A sign that has gone stale is a lost thread: `stale` then looks for it. */
import type { Author } from "./types";

export class Answering {
  author: Author | null = null;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly changed: () => void,
    private readonly stale: () => void,
  ) {}

  show(author: Author, ms: number): void {
    this.become(author);
    this.timer = setTimeout(() => {
      this.become(null);
      this.stale();
    }, ms);
  }

  hide(): void {
    this.become(null);
  }

  private become(author: Author | null): void {
    clearTimeout(this.timer);
    this.author = author;
    this.changed();
  }
}

/** Scrolling: the log follows the conversation, unless the teen is reading back. */
import { texts } from "../texts";
import { h } from "./dom";
import { icon } from "./icons";

/** Closer to the end than this counts as reading along. */
const NEAR_PX = 120;
const MARGIN_PX = 12;
/** Messages that arrive this close together are one answer, to be read from its first line. */
const ONE_ANSWER_MS = 2_500;

export class Follow {
  readonly toEndButton = h(
    "button",
    { type: "button", class: "to-end", "aria-label": texts.toEnd, title: texts.toEnd, hidden: true, click: () => this.toEnd() },
    icon("down"),
  );
  private start?: HTMLElement;
  private since = -Infinity;

  constructor(private readonly log: HTMLElement) {
    log.addEventListener("scroll", () => this.offer(), { passive: true });
  }

  /** Draws, then shows what is new: `draw` returns the first new line. */
  around(draw: () => HTMLElement | undefined, now = performance.now()): void {
    const answering = now - this.since < ONE_ANSWER_MS;
    const following = answering || this.left() < NEAR_PX;
    const first = draw();
    if (first && !answering) {
      this.start = first;
      this.since = now;
    }
    if (first?.dataset.author === "teen") {
      this.since = -Infinity;
      this.toEnd();
    } else if (following) this.toEnd(first || answering ? this.start : undefined);
    this.offer();
  }

  /** To the end, but never past the first line of what is new. */
  toEnd(first?: HTMLElement): void {
    this.log.scrollTop = this.log.scrollHeight;
    if (!first?.isConnected || first.dataset.author === "teen") return;
    const hidden = this.log.getBoundingClientRect().top + MARGIN_PX - first.getBoundingClientRect().top;
    if (hidden > 0) this.log.scrollTop -= hidden;
  }

  private left(): number {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
  }

  private offer(): void {
    this.toEndButton.hidden = this.left() < NEAR_PX;
  }
}

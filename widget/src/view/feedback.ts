/** "Heeft dit gesprek je geholpen?" in two taps, small and below the log. It takes no focus and can be left alone. */
import { texts } from "../texts";
import type { Rating, Reason } from "../types";
import type { Actions } from "./actions";
import { h, setText } from "./dom";
import { icon } from "./icons";

const THANKS_MS = 4_000;

const REASONS: Record<Rating, Reason[]> = {
  good: ["heard", "know_what_to_do", "fast", "other"],
  mixed: ["not_understood", "slow", "no_answer", "other"],
  bad: ["not_understood", "slow", "no_answer", "other"],
};

export class Feedback {
  private readonly question = h("p", { id: "feedback-question", role: "status", tabindex: -1 });
  private readonly answers = h("div", { class: "answers" });
  readonly element: HTMLElement;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly actions: Actions) {
    const close = h(
      "button",
      { type: "button", class: "dismiss", part: "feedback-close", "aria-label": texts.feedback.close, title: texts.feedback.close, click: () => actions.feedback("over") },
      icon("cross"),
    );
    this.element = h(
      "section",
      { class: "feedback", part: "feedback", "aria-labelledby": "feedback-question", hidden: true },
      h("div", { class: "heading" }, this.question, close),
      this.answers,
    );
  }

  update(asking: boolean): void {
    if (asking !== this.element.hidden) return;
    clearTimeout(this.timer);
    this.element.hidden = !asking;
    if (asking) this.askRating();
  }

  focus(): void {
    this.question.focus();
  }

  get hasFocus(): boolean {
    return this.element.matches(":focus-within");
  }

  private askRating(): void {
    const ratings = Object.entries(texts.feedback.ratings) as [Rating, string][];
    this.ask(texts.feedback.rating, ...ratings.map(([rating, words]) => answer(words, () => this.rated(rating))));
  }

  private rated(rating: Rating): void {
    this.actions.rate(rating);
    const reasons = REASONS[rating].map((reason) => answer(texts.feedback.reasons[reason], () => this.thank(rating, reason)));
    const question = rating === "good" ? texts.feedback.helped : texts.feedback.missing;
    this.ask(question, ...reasons, answer(texts.feedback.skip, () => this.thank(rating)));
    this.focus(); // the button that was tapped is gone
  }

  private thank(rating: Rating, reason?: Reason): void {
    if (reason) this.actions.rate(rating, reason);
    this.ask(texts.feedback.thanks);
    this.focus();
    this.timer = setTimeout(() => this.actions.feedback("over"), THANKS_MS);
  }

  private ask(question: string, ...answers: HTMLElement[]): void {
    setText(this.question, question);
    this.answers.replaceChildren(...answers);
  }
}

function answer(words: string, click: () => void): HTMLElement {
  return h("button", { type: "button", part: "feedback-answer", click }, words);
}

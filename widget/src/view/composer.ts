/** Where the teen types. Nothing typed is ever cut off or thrown away. */
import { texts } from "../texts";
import type { Actions } from "./actions";
import { h, setText } from "./dom";
import { icon } from "./icons";

const LIMIT = 2_000;
const COUNT_FROM = 1_800;

export class Composer {
  private readonly input = h("textarea", {
    id: "input",
    part: "input",
    rows: 1,
    dir: "auto", // Arabic is typed from the right
    "aria-describedby": "count",
    autocomplete: "off",
    enterkeyhint: "send",
    // Some browsers send text to a company to check its spelling.
    spellcheck: "false",
    input: () => this.typed(),
    keydown: (event: KeyboardEvent) => this.key(event),
  });
  private readonly count = h("p", { id: "count", class: "count", role: "status" });
  readonly element = h(
    "form",
    { class: "composer", part: "composer", submit: (event: Event) => this.submit(event) },
    this.count,
    h("label", { for: "input", class: "unseen" }, texts.input),
    this.input,
    h("button", { type: "submit", part: "send", "aria-label": texts.send }, icon("send")),
  );

  constructor(private readonly actions: Actions) {}

  update(draft: string, placeholder: string): void {
    this.input.placeholder = placeholder;
    if (this.input.value !== draft) this.input.value = draft;
    this.fit();
    const length = [...draft].length;
    const left = LIMIT - length;
    this.count.classList.toggle("over", left < 0);
    setText(this.count, length < COUNT_FROM ? "" : left < 0 ? texts.tooLong(-left) : texts.left(left));
  }

  focus(): void {
    this.input.focus();
  }

  private typed(): void {
    this.actions.draft(this.input.value);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.input.value.trim();
    if (text && [...this.input.value].length <= LIMIT) this.actions.say(text);
  }

  /** Grows with the text, up to the maximum in the stylesheet. */
  private fit(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }
}

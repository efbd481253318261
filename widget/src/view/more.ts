/** "Meer": what is not needed every minute, in a sheet that takes the place of the input. It lies over nothing. */
import { texts } from "../texts";
import type { Actions } from "./actions";
import { codeForm } from "./code_form";
import { h } from "./dom";
import { erase } from "./erase";
import { later } from "./later";
import type { SheetPage } from "./sheet_page";
import { Switch } from "./switch";

export class More {
  private readonly button = h(
    "button",
    { type: "button", class: "link", part: "more", "aria-expanded": "false", "aria-controls": "sheet", click: () => this.toggle() },
    texts.more,
  );
  private readonly easy: Switch;
  private readonly menu: SheetPage;
  private readonly pages: SheetPage[];
  readonly footer = h("div", { class: "footer" }, this.button, h("span", { class: "hint" }, texts.exitHint));
  readonly sheet: HTMLElement;

  constructor(actions: Actions) {
    this.easy = new Switch(texts.easy, "easy", (on) => actions.easy(on));
    const back = () => this.show(this.menu);
    const close = () => this.close();
    const confirm = () => {
      this.close();
      actions.erase();
    };
    const ask = () => {
      this.close();
      actions.feedback("asking");
    };
    const laterPage = later(actions, back);
    const codePage = codeForm(actions, back, close);
    const erasePage = erase(back, confirm);
    this.menu = this.list(
      this.easy.element,
      item(texts.later.title, "later", () => this.show(laterPage)),
      item(texts.back.title, "return", () => this.show(codePage)),
      item(texts.feedback.title, "feedback-open", ask),
      item(texts.erase, "erase", () => this.show(erasePage)),
    );
    this.pages = [this.menu, laterPage, codePage, erasePage];
    const elements = this.pages.map(({ element }) => element);
    this.sheet = h("section", { id: "sheet", class: "sheet", part: "sheet", "aria-label": texts.more, hidden: true }, ...elements);
  }

  update(easy: boolean): void {
    this.easy.update(easy);
  }

  get isOpen(): boolean {
    return !this.sheet.hidden;
  }

  /** By the teen: the keyboard goes back to where it came from. */
  close(): void {
    this.hide();
    this.button.focus();
  }

  hide(): void {
    this.expand(false);
    for (const page of this.pages) page.reset();
  }

  /** A tap anywhere else closes the sheet; `path` is where the tap was. */
  tapped(path: EventTarget[]): void {
    if (this.isOpen && !path.includes(this.sheet) && !path.includes(this.button)) this.hide();
  }

  private toggle(): void {
    if (this.isOpen) this.close();
    else this.show(this.menu);
  }

  private show(page: SheetPage): void {
    for (const one of this.pages) {
      one.element.hidden = one !== page;
      if (one !== page) one.reset();
    }
    this.expand(true);
    this.sheet.scrollTop = 0;
    page.shown();
  }

  private expand(open: boolean): void {
    this.sheet.hidden = !open;
    this.sheet.parentElement?.toggleAttribute("data-sheet", open); // the log makes room
    this.button.setAttribute("aria-expanded", String(open));
  }

  private list(...items: HTMLElement[]): SheetPage {
    return { element: h("div", { class: "menu" }, ...items), shown: () => items[0]?.focus(), reset: () => undefined };
  }
}

function item(label: string, part: string, click: () => void): HTMLButtonElement {
  return h("button", { type: "button", part, click }, label);
}

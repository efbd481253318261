/** One message in the log: who says it, what, and what became of it. */
import { languageOf } from "../language";
import type { Entry } from "../store";
import { texts } from "../texts";
import type { Author } from "../types";
import type { Actions } from "./actions";
import { card } from "./card";
import { h, type Child } from "./dom";
import { icon } from "./icons";

/** `named` is false for a second message in a row of the bot; a counsellor is named every time. */
export function message({ message: { author, alias, text, cards = [] } }: Entry, named: boolean): HTMLElement {
  return h(
    "div",
    { class: "message", part: "message", "data-author": author },
    who(author, alias, named),
    text && h("div", { class: "line" }, bubble(text)),
    ...cards.map(card),
  );
}

function bubble(text: string): HTMLElement {
  const language = languageOf(text) === "ar" ? { lang: "ar", dir: "rtl" } : { dir: "auto" };
  return h("p", { class: "bubble", ...language }, text);
}

function who(author: Author, alias: string | undefined, named: boolean): Child {
  if (author === "system") return null;
  if (author === "teen") return h("span", { class: "unseen" }, `${texts.you}: `);
  if (author === "counsellor") return h("span", { class: "who" }, icon("person"), texts.counsellor(alias));
  return named ? h("span", { class: "who" }, icon("computer"), texts.bot) : h("span", { class: "unseen" }, `${texts.bot}: `);
}

export function delivery({ key, delivery: state, detail }: Entry, actions: Actions): Child {
  if (state === "sent") return null;
  if (state === "sending") return h("p", { class: "delivery" }, texts.sending);
  if (state === "refused") {
    const edit = h("button", { type: "button", click: () => actions.takeBack(key) }, texts.edit);
    return h("p", { class: "delivery problem" }, h("span", {}, detail || texts.refused), edit);
  }
  const retry = h("button", { type: "button", click: () => actions.retry(key) }, texts.retry);
  return h("p", { class: "delivery problem" }, h("span", {}, detail || texts.failed), retry);
}

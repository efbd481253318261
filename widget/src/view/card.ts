/** One organisation: what it does in a line, and one tap to reach it. */
import { telLink, webLink } from "../link";
import { texts } from "../texts";
import type { Card } from "../types";
import { copyButton } from "./copy";
import { h, type Child } from "./dom";
import { icon } from "./icons";

export function card(data: Card): HTMLElement {
  return h(
    "article",
    { class: "card", part: "card" },
    h("h3", {}, data.name),
    h("p", { class: "does" }, data.does),
    opening(data),
    h("div", { class: "ways" }, call(data.phone), site(data.chat_url, texts.card.chat), site(data.website, texts.card.site)),
    contact(data),
    small(data),
  );
}

function call(phone?: string): Child {
  return phone && h("a", { class: "call", href: telLink(phone) }, icon("phone"), texts.card.call(phone));
}

function site(url: string | undefined, label: string): Child {
  const href = webLink(url);
  return href && h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label, h("span", { class: "unseen" }, ` ${texts.card.newTab}`));
}

/** Says open or closed only when the server is sure; otherwise just the hours. */
function opening({ open_now: open, hours, holiday }: Card): Child {
  const sure = typeof open === "boolean";
  if (!sure && !hours) return null;
  const state = sure && h("strong", { class: open ? "is-open" : "is-closed" }, open ? texts.card.open : texts.card.closed);
  return h("p", { class: "hours" }, state, state && hours && " · ", hours, holiday && ` · ${holiday}`);
}

/** What somebody can expect and how to begin: folded away, because the number comes first. */
function contact({ expect, message }: Card): Child {
  if (!expect && !message) return null;
  return h("details", { class: "contact" }, h("summary", {}, texts.card.contact), expect && h("p", {}, expect), ...words(message));
}

function words(message?: string): Child[] {
  if (!message) return [];
  const copy = copyButton(texts.card.copy, texts.card.notCopied, () => message);
  return [h("p", {}, texts.card.sayFirst), h("blockquote", {}, message), ...copy];
}

function small({ cost, anonymous, note }: Card): Child {
  const line = [cost, anonymous === true ? texts.card.anonymous : anonymous, note].filter(Boolean).join(" · ");
  return line && h("p", { class: "note" }, line);
}

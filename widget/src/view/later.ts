/** "Later verder praten": a code to come back with. It is on the screen only as long as this page of the sheet is. */
import { texts } from "../texts";
import type { ReturnCode } from "../types";
import type { Actions } from "./actions";
import { copyButton } from "./copy";
import { h, setText } from "./dom";
import { heading, type SheetPage } from "./sheet_page";

export function later(actions: Actions, back: () => void): SheetPage {
  const title = heading(texts.later.title, back);
  const status = h("p", { role: "status" });
  const code = h("p", { class: "code", part: "code" });
  const until = h("p", {});
  const found = h(
    "div",
    { hidden: true },
    h("p", {}, texts.later.how),
    code,
    ...copyButton(texts.later.copy, texts.later.notCopied, () => code.textContent),
    until,
    h("p", {}, h("strong", {}, texts.later.careful)),
    h("p", { class: "small" }, texts.later.renewed),
  );
  const show = (answer: ReturnCode | null, words: string) => {
    setText(code, answer?.code ?? "");
    setText(until, answer ? texts.later.until(moment(answer.expires_at)) : "");
    setText(status, words);
    found.hidden = !answer;
  };
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    show(null, texts.later.busy);
    const answer = await actions.returnCode().catch(() => null);
    if (mine === asked) show(answer, answer ? "" : texts.later.failed);
  };
  return {
    element: h("div", {}, title.element, status, found),
    shown: () => {
      title.focus();
      void ask();
    },
    reset: () => {
      asked += 1; // an answer that is still under way comes too late
      show(null, "");
    },
  };
}

function moment(iso: string): string {
  const at = new Date(iso);
  const day = at.toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long" });
  return texts.later.moment(day, at.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }));
}

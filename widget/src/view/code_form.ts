/** "Ik heb een code": back to an earlier conversation. When the code does not work, everything stays as it is. */
import type { ApiError } from "../api";
import { texts } from "../texts";
import type { Actions } from "./actions";
import { h, setText } from "./dom";
import { heading, type SheetPage } from "./sheet_page";

export function codeForm(actions: Actions, back: () => void, done: () => void): SheetPage {
  const title = heading(texts.back.title, back);
  const status = h("p", { id: "code-status", role: "status", class: "problem" });
  const input = h("input", {
    id: "code",
    part: "code-input",
    type: "text",
    maxlength: 40,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    enterkeyhint: "go",
    "aria-describedby": "code-how code-status",
  });
  const button = h("button", { type: "submit", class: "yes" }, texts.back.go);
  let busy = false;
  const submit = async (event: Event) => {
    event.preventDefault();
    const code = input.value.trim().toUpperCase();
    if (!code || busy) return;
    busy = true;
    setText(status, texts.back.busy);
    try {
      await actions.returnWith(code);
      done();
    } catch (error) {
      setText(status, (error as ApiError).detail || texts.back.failed);
      input.focus();
    } finally {
      busy = false;
    }
  };
  const form = h(
    "form",
    { part: "code-form", submit: (event: Event) => void submit(event) },
    h("p", { id: "code-how" }, texts.back.how),
    h("label", { for: "code" }, texts.back.label),
    status,
    h("div", { class: "answers" }, input, button),
  );
  return {
    element: h("div", {}, title.element, form),
    shown: () => input.focus(),
    reset: () => {
      input.value = "";
      setText(status, "");
    },
  };
}

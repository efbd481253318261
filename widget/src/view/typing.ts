/** The dots. For a person there is a name with them, because somebody waiting wants to know that it is a person. */
import { texts } from "../texts";
import type { Author } from "../types";
import { h, setText } from "./dom";

export function typing() {
  const name = h("span", { class: "typing-name" });
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  // Outside the spoken log: it comes and goes too often to be read aloud.
  const element = h("div", { class: "typing", "aria-live": "off", hidden: true }, dots, name);
  return {
    element,
    update(label: string): void {
      element.hidden = !label;
      setText(name, label);
    },
  };
}

export function typingWords(author: Author | null, alias?: string): string {
  if (author === "counsellor") return texts.typing(alias ?? texts.counsellor());
  return author ? texts.typing(texts.bot) : "";
}

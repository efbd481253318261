/** A button that copies words, and says whether that worked. */
import { texts } from "../texts";
import { h, setText } from "./dom";

/** `words` is asked at the moment of the tap. */
export function copyButton(label: string, failed: string, words: () => string): HTMLElement[] {
  const done = h("span", { class: "copied", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words());
      setText(done, texts.copied);
    } catch {
      setText(done, failed); // no permission, or an old browser
    }
  };
  return [h("button", { type: "button", class: "copy", part: "copy", click: () => void copy() }, label), done];
}

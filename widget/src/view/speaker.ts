/** The small button that reads a message aloud, or stops doing so. */
import { texts } from "../texts";
import { h } from "./dom";
import { icon } from "./icons";

export interface Speaker {
  button: HTMLButtonElement;
  update(reading: boolean): void;
}

export function speaker(toggle: () => void): Speaker {
  // Not spoken with the new message it stands at: the log would say "Lees voor" after every sentence.
  const button = h("button", { type: "button", class: "speaker", part: "read-aloud", "aria-live": "off", click: toggle });
  let drawn: boolean | undefined;
  return {
    button,
    update(reading) {
      if (reading === drawn) return;
      drawn = reading;
      const label = reading ? texts.stopReading : texts.readAloud;
      button.setAttribute("aria-label", label);
      button.title = label;
      button.replaceChildren(icon(reading ? "stop" : "speaker"));
    },
  };
}

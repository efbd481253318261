import { expect, it } from "vitest";
import { texts } from "../src/texts";

const sources = import.meta.glob<string>("../src/**/*.{ts,css}", { query: "?raw", import: "default", eager: true });

/** All words on the screen, with sample values filled in. */
function spoken(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [value(3), value("Sanne"), value(undefined)].map(String);
  return Object.values(value as object).flatMap(spoken);
}

it("speaks calmly: no exclamation marks, no emoji, je and not u", () => {
  for (const text of spoken(texts)) {
    expect(text).not.toMatch(/!|\p{Extended_Pictographic}/u);
    expect(text).not.toMatch(/\b[Uu]w?\b/);
  }
});

it.each(Object.entries(sources))("%s keeps the house rules", (_, source) => {
  expect(source.split("\n").length).toBeLessThanOrEqual(200);
  expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.cookie|localStorage/);
  expect(source, "a telephone number belongs in the directory").not.toMatch(/\b0[0-9]{2,3}[- ]?[0-9]{3,}/);
});

import { expect, it } from "vitest";
import type { Card } from "../src/types";
import { card } from "../src/view/card";

const draw = (data: Partial<Card>) => card({ id: "x", name: "Helpwanted", does: "Helpt bij een foto.", ...data });
const links = (data: Partial<Card>) => [...draw(data).querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")]);

it("is one tap away from a call, a chat and the site", () => {
  const all = links({ phone: "0800-0000", chat_url: "https://a.example/chat", website: "http://a.example" });
  expect(all).toEqual([
    ["Bel 0800-0000", "tel:08000000"],
    ["Open chat (opent een nieuw tabblad)", "https://a.example/chat"],
    ["Naar de site (opent een nieuw tabblad)", "http://a.example/"],
  ]);
  const site = draw({ website: "https://a.example" }).querySelector("a")!;
  expect([site.target, site.rel]).toEqual(["_blank", "noopener noreferrer"]);
});

it.each(["javascript:alert(1)", "data:text/html,x", "//a.example", "geen adres"])("does not link to %s", (website) => {
  expect(links({ website, chat_url: website })).toEqual([]);
});

it("says open or closed only when that is sure", () => {
  const hours = "elke dag van 11 tot 21 uur";
  const line = (data: Partial<Card>) => draw(data).querySelector(".hours")?.textContent;
  expect(line({ open_now: true, hours })).toBe(`Nu open · ${hours}`);
  expect(line({ open_now: false, hours })).toBe(`Nu gesloten · ${hours}`);
  expect(line({ open_now: null, hours })).toBe(hours);
  expect(line({ open_now: true })).toBe("Nu open");
  expect(line({})).toBeUndefined();
});

it("puts what is left in one small line", () => {
  const line = (data: Partial<Card>) => draw(data).querySelector(".note")?.textContent;
  expect(line({ cost: "Gratis", anonymous: true, note: "Ook voor vrienden." })).toBe("Gratis · Anoniem · Ook voor vrienden.");
  expect(line({ anonymous: "Zonder naam" })).toBe("Zonder naam");
  expect(line({ anonymous: false })).toBeUndefined();
});

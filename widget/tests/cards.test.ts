import { expect, it, vi } from "vitest";
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

it("tells what to expect and offers words to copy, folded away", async () => {
  const written: string[] = [];
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text: string) => void written.push(text) } });
  const drawn = draw({ phone: "0800-0000", expect: "Iemand neemt op.", message: "Hoi, kunnen jullie helpen?" });
  const details = drawn.querySelector("details")!;
  expect(details.open).toBe(false);
  expect(details.textContent).toContain("Iemand neemt op.");
  expect(details.querySelector("blockquote")!.textContent).toBe("Hoi, kunnen jullie helpen?");
  details.querySelector("button")!.click();
  await vi.waitFor(() => expect(drawn.querySelector(".copied")!.textContent).toBe("Gekopieerd"));
  expect(written).toEqual(["Hoi, kunnen jullie helpen?"]);
});

it("says so when copying is not possible", async () => {
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
  const drawn = draw({ message: "Hoi" });
  drawn.querySelector("button")!.click();
  await vi.waitFor(() => expect(drawn.querySelector(".copied")!.textContent).toContain("lukt hier niet"));
});

it("has nothing to unfold without words", () => {
  expect(draw({ phone: "0800-0000" }).querySelector("details")).toBeNull();
});

it("says that a holiday may close a line", () => {
  const line = draw({ hours: "ma t/m vr 9:00–17:00", holiday: "Vandaag is het Koningsdag." }).querySelector(".hours")!;
  expect(line.textContent).toBe("ma t/m vr 9:00–17:00 · Vandaag is het Koningsdag.");
});

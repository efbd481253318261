import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "../src/exit";
import { Page } from "./page";

let page: Page;
let left: string[];
const root = () => page.chat.shadowRoot!;
const sheet = () => page.one("sheet");
const escape = (target: EventTarget) => target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  left = [];
  vi.spyOn(browser, "replace").mockImplementation((url) => void left.push(url));
  page = new Page();
  page.load();
  await page.open();
});
afterEach(() => {
  page.chat.remove();
  document.documentElement.removeAttribute("style");
  vi.useRealTimers();
});

describe("Meer", () => {
  const expanded = () => page.one("more").getAttribute("aria-expanded");

  it("opens and closes, and the keyboard goes along", () => {
    expect([sheet().hidden, expanded()]).toEqual([true, "false"]);
    page.click("more");
    expect([sheet().hidden, expanded()]).toEqual([false, "true"]);
    expect(root().activeElement).toBe(page.one("easy"));
    page.click("more");
    expect([sheet().hidden, expanded()]).toEqual([true, "false"]);
    expect(root().activeElement).toBe(page.one("more"));
  });

  it("closes with Esc, and a second Esc quickly after still leaves", async () => {
    page.click("more");
    escape(page.one("easy"));
    expect([sheet().hidden, left]).toEqual([true, []]);
    expect(root().activeElement).toBe(page.one("more"));
    escape(page.one("more"));
    expect(left).toHaveLength(1);
  });

  it("closes with a tap elsewhere, in the chat and on the page, but not with one in it", () => {
    for (const place of [page.one("log"), document.body]) {
      page.click("more");
      sheet().click();
      expect(sheet().hidden).toBe(false);
      place.click();
      expect(sheet().hidden).toBe(true);
    }
  });

  it("is closed when the chat was closed in between, and keeps nothing typed in it", async () => {
    page.click("more");
    page.click("return");
    page.one<HTMLInputElement>("code-input").value = "K7QM";
    page.click("close");
    await page.open();
    expect(sheet().hidden).toBe(true);
    expect(page.one<HTMLInputElement>("code-input").value).toBe("");
  });

  it("stands in the column below the numbers, never over them or Snel weg", () => {
    const parts = [...page.one("panel").children].map((child) => child.getAttribute("part") ?? child.className);
    expect(parts.indexOf("sheet")).toBeGreaterThan(parts.indexOf("reading"));
    expect(parts.slice(0, 2)).toEqual(["header", "help"]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "../src/exit";
import { Page } from "./page";

let page: Page;

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  vi.spyOn(browser, "replace").mockImplementation(() => undefined);
  page = new Page();
  page.load();
  await page.open();
});
afterEach(() => {
  page.chat.remove();
  document.documentElement.removeAttribute("style");
  vi.useRealTimers();
});

describe("easy language", () => {
  const checked = () => page.one("easy").getAttribute("aria-checked");
  const told = () => page.server.bodies("PUT", "/easy").map(({ easy }) => easy);

  it("is a switch that the server hears of", async () => {
    expect([page.one("easy").getAttribute("role"), checked()]).toEqual(["switch", "false"]);
    page.click("easy");
    expect(checked()).toBe("true");
    await page.settle();
    page.click("easy");
    await page.settle();
    expect([checked(), told()]).toEqual(["false", [true, false]]);
  });

  it("stays on through a reload, erasing and an expired session, and is told each new one", async () => {
    page.click("easy");
    await page.settle();
    page.load();
    await page.settle();
    expect([checked(), told()]).toEqual(["true", [true]]);
    page.click("erase-confirm");
    await page.settle();
    expect([checked(), told()]).toEqual(["true", [true, true]]);
    page.server.expire();
    await page.settle(5_000);
    expect([checked(), told()]).toEqual(["true", [true, true, true]]);
  });

  it("follows the server", async () => {
    page.server.emit("easy", { easy: true });
    await page.settle();
    expect(checked()).toBe("true");
    page.server.easy = false;
    window.dispatchEvent(new Event("online"));
    await page.settle();
    expect([checked(), told()]).toEqual(["false", []]);
  });

  it("keeps the teen's choice while the server cannot be told, and tells it later", async () => {
    page.server.broken.add("/easy");
    page.click("easy");
    await page.settle();
    page.server.emit("easy", { easy: false });
    await page.settle();
    expect(checked()).toBe("true");
    page.server.broken.clear();
    await page.send("hoi");
    expect([checked(), page.server.easy]).toEqual(["true", true]);
  });

  it("is forgotten by Snel weg", () => {
    page.click("easy");
    page.click("exit");
    page.load();
    expect(checked()).toBe("false");
  });
});

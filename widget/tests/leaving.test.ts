import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "../src/exit";
import { Page } from "./page";

let page: Page;
let left: string[];

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  left = [];
  vi.spyOn(browser, "replace").mockImplementation((url) => void left.push(url));
  page = new Page();
  page.load();
});
afterEach(() => {
  page.chat.remove();
  document.documentElement.removeAttribute("style");
  vi.useRealTimers();
});

const escape = (target: EventTarget) => target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));

describe("Snel weg", () => {
  const beacon = (sendBeacon: unknown) => Object.defineProperty(navigator, "sendBeacon", { configurable: true, value: sendBeacon });

  it("tells the server with the token it had, when it is already on its way", async () => {
    const told: unknown[][] = [];
    beacon((...what: unknown[]) => void told.push([...left, ...what]));
    await page.open();
    page.click("exit");
    expect(told).toEqual([["https://weer.example/", "/api/chat/left", "token-0"]]);
  });

  it("tells nobody when there is no conversation yet", () => {
    const sendBeacon = vi.fn();
    beacon(sendBeacon);
    page.server.mode = "hanging";
    page.click("launcher");
    page.click("exit");
    expect([left.length, sendBeacon.mock.calls]).toEqual([1, []]);
  });

  it("goes when the browser cannot tell, or refuses to", async () => {
    await page.open();
    beacon(() => {
      throw new TypeError("no");
    });
    page.click("exit");
    expect([left.length, sessionStorage.length]).toEqual([1, 0]);
  });

  it.each(["up", "down", "hanging"] as const)("leaves at once when the server is %s, and leaves nothing behind", async (mode) => {
    await page.open();
    page.type("half getyp");
    page.server.mode = mode;
    page.enter();
    page.server.calls = [];
    page.click("exit");
    expect(left).toEqual(["https://weer.example/"]);
    expect(document.documentElement.style.display).toBe("none");
    expect(sessionStorage).toHaveLength(0);
    await page.settle(120_000);
    expect(sessionStorage).toHaveLength(0);
    expect(page.server.calls, "nothing is asked").toEqual([]);
  });

  it("is not undone by an answer that was still under way", async () => {
    await page.open();
    page.click("erase");
    page.click("erase-confirm");
    page.click("exit");
    await page.settle(60_000);
    expect(page.server.count("POST", "/sessions")).toBe(1);
    expect(sessionStorage).toHaveLength(0);
  });

  it("works with Esc twice, from inside the chat and from the page, but only when the chat is open", async () => {
    escape(document.body);
    escape(document.body);
    expect(left).toEqual([]);
    await page.open();
    escape(page.one("input"));
    expect(left).toEqual([]);
    escape(document.body);
    expect(left).toHaveLength(1);
  });

  it("tells the page, when it is already on its way", async () => {
    await page.open();
    let before: string[] = [];
    document.addEventListener("weerwoord-exit", () => (before = [...left]), { once: true });
    page.click("exit");
    expect(before).toHaveLength(1);
  });

  it("does not go where a broken exit-url points", async () => {
    page.chat.setAttribute("exit-url", "javascript:alert(1)");
    page.click("exit");
    expect(left).toEqual(["https://www.wikipedia.org/"]);
  });

  it("shows nothing when the browser brings an older page back", async () => {
    await page.open();
    await page.send("geheim");
    sessionStorage.clear();
    const back = Object.assign(new Event("pageshow"), { persisted: true });
    window.dispatchEvent(back);
    expect(page.one("panel").hidden).toBe(true);
    expect(page.said()).toEqual([]);
  });
});

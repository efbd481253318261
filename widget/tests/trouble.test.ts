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

const numbers = () => page.all("unreachable").map((one) => [...one.querySelectorAll("strong")].map(({ textContent }) => textContent));
const escape = (target: EventTarget) => target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));

describe("a server that cannot be reached", () => {
  it("from the start: says so, shows the numbers, keeps what is sent, and gets there by itself", async () => {
    page.server.mode = "down";
    await page.open();
    expect(numbers()).toEqual([["112", "113", "0800-0000"]]);
    await page.send("help");
    expect(page.said()).toEqual(["teen: help"]);
    page.server.mode = "up";
    await page.settle(60_000);
    expect(numbers()).toEqual([]);
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer.", "teen: help"]);
  });

  it("that hangs counts as one that cannot be reached", async () => {
    page.server.mode = "hanging";
    await page.open();
    await page.settle(12_000);
    expect(numbers()).toHaveLength(1);
  });

  it("later on: one hiccup goes unseen, a longer one is told, nothing is lost or doubled", async () => {
    await page.open();
    page.server.dropStreams();
    await page.settle(2_000);
    expect(numbers()).toEqual([]);
    page.server.mode = "down";
    page.server.dropStreams();
    await page.send("ben je er nog");
    await page.settle(10_000);
    expect(numbers()).toHaveLength(1);
    expect(page.one("log").textContent).toContain("Niet verstuurd");
    page.server.mode = "up";
    page.press("Probeer opnieuw");
    await page.settle();
    expect(numbers()).toEqual([]);
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer.", "teen: ben je er nog"]);
    expect(new Set(page.server.sent().map(({ client_id }) => client_id)).size).toBe(1);
  });

  it("tries again the moment the phone is online", async () => {
    page.server.mode = "down";
    await page.open();
    page.server.mode = "up";
    window.dispatchEvent(new Event("online"));
    await page.settle();
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer."]);
  });

  it("that answers one request gets all that waits, in the same moment", async () => {
    await page.open();
    page.server.mode = "down";
    page.server.dropStreams();
    await page.send("hoi");
    await page.settle(50_000);
    page.server.mode = "up";
    page.server.calls = [];
    while (!page.server.calls.length) await page.settle(100);
    const asked = page.server.calls.map(({ method, path }) => `${method} ${path.split("?")[0]}`);
    expect(asked).toEqual(expect.arrayContaining(["POST /messages", "GET /messages"]));
  });

  it("gets what was missed by asking, when streams do not get through", async () => {
    await page.open();
    const { fetch } = page.server;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => (url.endsWith("/stream") ? Promise.reject(new TypeError()) : fetch(url, init)));
    page.server.dropStreams();
    page.server.say({ text: "Dit ging langs een andere weg." });
    await page.settle(5_000);
    expect(page.said()).toContain("bot: Dit ging langs een andere weg.");
    expect(numbers()).toEqual([]);
  });
});

describe("a message that is refused", () => {
  it("shows why, and can be changed and sent again", async () => {
    await page.open();
    page.server.refuse = { status: 422, detail: "Haal de link weg." };
    await page.send("kijk hier");
    expect(page.one("log").textContent).toContain("Haal de link weg.");
    page.press("Pas aan");
    expect(page.chat.shadowRoot!.querySelector<HTMLElement>(".typing")!.hidden).toBe(true);
    expect(page.said()).toHaveLength(1);
    expect(page.one<HTMLTextAreaElement>("input").value).toBe("kijk hier");
  });
});

describe("a session that has expired", () => {
  it("starts anew, says so, and takes along what was not sent yet", async () => {
    await page.open();
    await page.send("oud");
    page.server.expire();
    await page.send("nieuw");
    await page.settle(5_000);
    expect(page.one("notice").textContent).toBe("Je vorige gesprek is verlopen. We beginnen hier een nieuw gesprek.");
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer.", "teen: nieuw"]);
    expect(page.server.count("POST", "/sessions")).toBe(2);
  });
});

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

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Page } from "./page";

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  page = new Page();
  page.load();
});
afterEach(() => {
  page.chat.remove();
  vi.useRealTimers();
});

const numbers = () => page.all("unreachable").map((one) => [...one.querySelectorAll("strong")].map(({ textContent }) => textContent));

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

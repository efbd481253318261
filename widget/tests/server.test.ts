import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TypingSign } from "../src/typing_sign";
import type { WeerwoordChat } from "../src/element";
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

describe("the sign that the teen types", () => {
  it("goes out at most once in four seconds", () => {
    const send = vi.fn();
    const sign = new TypingSign(send);
    for (const now of [0, 1, 3_999, 4_000, 7_999, 8_000]) sign.typed({ owner: "counsellor" }, now);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it.each([["bot", 0], ["waiting", 1], ["counsellor", 1], ["closed", 0]] as const)("while the owner is %s: %d", (owner, times) => {
    const send = vi.fn();
    new TypingSign(send).typed({ owner }, 0);
    expect(send).toHaveBeenCalledTimes(times);
  });

  it("is sent when a key is pressed, and nobody notices when it fails", async () => {
    await page.open();
    page.type("h");
    page.server.owner({ owner: "counsellor", alias: "Sanne" });
    await page.settle();
    page.server.broken.add("/typing");
    page.type("ho");
    page.type("hoi");
    await page.settle();
    expect(page.server.count("POST", "/typing")).toBe(1);
    expect(page.all("unreachable")).toEqual([]);
    expect(page.one<HTMLTextAreaElement>("input").value).toBe("hoi");
  });
});

describe("a fresher token", () => {
  const used = () => page.server.calls[page.server.calls.length - 1]!.token;

  it("replaces the one in use, from an event or an answer, also after a reload", async () => {
    await page.open();
    page.server.emit("token", { token: page.server.token("verser") });
    await page.settle();
    page.server.fresher = "verst";
    await page.send("een");
    expect(used()).toBe("verser");
    await page.send("twee");
    expect(used()).toBe("verst");
    page.load();
    await page.settle();
    expect(used()).toBe("verst");
  });
});

describe("attributes", () => {
  it("count when they are set or changed later", async () => {
    await page.open();
    page.chat.setAttribute("organisation", "Een ander");
    page.chat.setAttribute("placeholder", "Zeg het maar");
    page.chat.setAttribute("launcher-text", "Chat");
    expect(page.one("header").querySelector("h2")!.textContent).toBe("Een ander");
    expect(page.one("panel").getAttribute("aria-label")).toBe("Chat van Een ander");
    expect(page.one<HTMLTextAreaElement>("input").placeholder).toBe("Zeg het maar");
    page.click("close");
    expect(page.one("launcher").textContent).toBe("Chat");
    for (const name of ["organisation", "placeholder", "launcher-text"]) page.chat.removeAttribute(name);
    expect(page.one("header").querySelector("h2")!.hidden).toBe(true);
    expect(page.one<HTMLTextAreaElement>("input").placeholder).toBe("Typ je bericht");
    expect(page.one("launcher").textContent).toBe("Praat met ons");
  });

  it("lead to another server, also when the chat is open already", async () => {
    await page.open();
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return new Response("{}", { status: 500 });
    });
    page.chat.setAttribute("api", "https://hulp.example/chat/");
    await page.settle();
    expect(asked).toEqual(["https://hulp.example/chat/stream"]);
  });

  it("leave opening and closing to the page as well", async () => {
    (page.chat as WeerwoordChat).open();
    expect(page.one("panel").hidden).toBe(false);
    (page.chat as WeerwoordChat).close();
    expect(page.one("panel").hidden).toBe(true);
  });
});

describe("two tabs of one conversation", () => {
  it("show each message once and in order, both", async () => {
    await page.open();
    await page.send("een");
    const other = new Page();
    other.server = page.server;
    other.load(); // a duplicated tab begins with a copy of what the first one kept
    await page.settle();
    await other.send("twee");
    page.type("drie");
    page.enter();
    other.type("vier");
    other.enter();
    page.server.say({ text: "Dank je." });
    await page.settle();
    const said = page.said();
    expect(said.slice(0, 3)).toEqual(["bot: Hoi. Ik ben een computer.", "teen: een", "teen: twee"]);
    expect([...said.slice(3)].sort()).toEqual(["bot: Dank je.", "teen: drie", "teen: vier"]);
    expect(said).toEqual(page.server.messages.map(({ author, text }) => `${author}: ${text}`));
    expect(other.said()).toEqual(said);
    other.chat.remove();
  });

  it("deliver once what was still waiting when the tab was copied", async () => {
    await page.open();
    page.server.mode = "down";
    page.server.dropStreams();
    await page.send("nog niet weg");
    const other = new Page();
    other.server = page.server;
    other.load();
    await page.settle();
    page.server.mode = "up";
    await page.settle(60_000);
    for (const tab of [page, other]) expect(tab.said()).toEqual(["bot: Hoi. Ik ben een computer.", "teen: nog niet weg"]);
    expect(new Set(page.server.sent().map(({ client_id }) => client_id)).size).toBe(1);
    other.chat.remove();
  });
});

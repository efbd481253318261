import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Page } from "./page";

let page: Page;
const text = (part: string) => page.one(part).textContent;

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

describe("opening", () => {
  it("shows a button with words and asks nothing of the server", async () => {
    await page.settle(60_000);
    expect(text("launcher")).toBe("Praat met ons");
    expect(page.one("panel").hidden).toBe(true);
    expect(page.server.calls).toEqual([]);
  });

  it("starts one session, says who is talking, and tells the page", async () => {
    const events: string[] = [];
    for (const name of ["weerwoord-open", "weerwoord-close"]) document.addEventListener(name, () => events.push(name), { once: true });
    await page.open();
    page.click("close");
    await page.open();
    expect(events).toEqual(["weerwoord-open", "weerwoord-close"]);
    expect(page.server.count("POST", "/sessions")).toBe(1);
    expect(text("owner")).toBe("Je praat met een computer");
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer."]);
  });

  it("has the numbers and the way out before the server has said anything", () => {
    page.server.mode = "hanging";
    page.click("launcher");
    expect(page.all<HTMLAnchorElement>("help-line").map(({ href }) => href)).toEqual(["tel:112", "tel:113", "tel:08000000"]);
    expect(text("exit")).toBe("Snel weg");
  });

  it("is still open after a reload, with the same chat and what was half typed", async () => {
    await page.open();
    await page.send("hoi");
    page.type("half getyp");
    page.load();
    await page.settle();
    expect(page.one("panel").hidden).toBe(false);
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer.", "teen: hoi"]);
    expect(page.one<HTMLTextAreaElement>("input").value).toBe("half getyp");
    expect(page.server.count("POST", "/sessions")).toBe(1);
    page.server.say({ text: "Ben je er nog?" });
    await page.settle();
    expect(page.said()).toContain("bot: Ben je er nog?");
  });

  it("works when the tab may keep nothing", async () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    page.load();
    await page.open();
    await page.send("hoi");
    expect(page.said()).toContain("teen: hoi");
  });

  it("shows on the closed button that there is something new", async () => {
    await page.open();
    page.click("close");
    page.server.say({ author: "counsellor", alias: "Sanne", text: "Ben je er nog?" });
    await page.settle();
    expect(text("launcher")).toBe("Nieuw bericht");
    await page.open();
    page.click("close");
    expect(text("launcher")).toBe("Praat met ons");
  });
});

describe("erasing", () => {
  it("asks first, erases on the server, and begins afresh", async () => {
    await page.open();
    await page.send("hoi");
    page.click("erase");
    page.press("Nee, ga terug");
    await page.settle();
    expect(page.server.count("DELETE", "")).toBe(0);
    page.click("erase");
    page.click("erase-confirm");
    await page.settle();
    expect(page.server.count("DELETE", "")).toBe(1);
    expect(text("notice")).toBe("Je gesprek is gewist.");
    expect(page.said()).toEqual(["bot: Hoi. Ik ben een computer."]);
    expect(sessionStorage.getItem("weerwoord-chat")).not.toContain("hoi");
  });

  it("is honest when it did not work", async () => {
    await page.open();
    page.server.mode = "down";
    page.click("erase");
    page.click("erase-confirm");
    await page.settle();
    expect(text("notice")).toContain("Wissen lukte niet.");
    expect(page.said()).toHaveLength(1);
  });
});

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

describe("talking", () => {
  it("sends with Enter, not with Shift+Enter, and not nothing", async () => {
    await page.open();
    page.type("   ");
    page.enter();
    page.type("een");
    expect(page.enter({ shiftKey: true }).defaultPrevented).toBe(false);
    expect(page.enter({ isComposing: true }).defaultPrevented).toBe(false);
    page.enter();
    await page.settle();
    expect(page.server.sent().map((body) => body.text)).toEqual(["een"]);
    expect(page.one<HTMLTextAreaElement>("input").value).toBe("");
  });

  it("shows text as text", async () => {
    page.server.opening = { text: "<img src=x onerror=alert(1)>\n<b>dik</b>" };
    await page.open();
    expect(page.said()).toEqual(["bot: <img src=x onerror=alert(1)>\n<b>dik</b>"]);
    expect(page.one("log").querySelector("img, b")).toBeNull();
  });

  it("keeps lines that are already there, so that they are not read aloud again", async () => {
    await page.open();
    const [opening] = page.all("message");
    page.type("hoi");
    page.enter();
    const own = page.all("message")[1];
    expect(own?.textContent).toContain("Wordt verstuurd");
    await page.settle();
    page.server.say({ text: "Dank je." });
    await page.settle();
    expect(page.all("message").slice(0, 2)).toEqual([opening, own]);
    expect(own?.textContent).not.toContain("Wordt verstuurd");
  });

  it("counts kindly near the end, cuts nothing off, and sends nothing too long", async () => {
    await page.open();
    const count = page.chat.shadowRoot!.querySelector("#count")!;
    page.type("a".repeat(1_799));
    expect(count.textContent).toBe("");
    page.type("a".repeat(1_999));
    expect(count.textContent).toBe("Je kunt nog 1 teken typen.");
    await page.send("a".repeat(2_010));
    expect(count.textContent).toBe("Dit is 10 tekens te lang. Stuur het in twee delen.");
    expect(page.one<HTMLTextAreaElement>("input").value).toHaveLength(2_010);
    expect(page.server.sent()).toEqual([]);
  });

  it("answers with a button: its words for the teen, its payload for the server", async () => {
    page.server.opening = { text: "Wil je praten?", buttons: [{ title: "Ja", payload: "/ja" }, { title: "Nee", payload: "/nee" }] };
    await page.open();
    expect(page.all("reply").map(({ textContent }) => textContent)).toEqual(["Ja", "Nee"]);
    page.click("reply");
    expect(page.said()).toContain("teen: Ja");
    expect(page.all("reply")).toEqual([]);
    await page.settle();
    expect(page.server.sent()).toEqual([{ payload: "/ja", client_id: expect.any(String) }]);
  });

  it("shows dots until there is an answer, and asks itself when that takes too long", async () => {
    await page.open();
    const dots = page.chat.shadowRoot!.querySelector<HTMLElement>(".typing")!;
    expect(dots.hidden).toBe(true);
    await page.send("hoi");
    expect(dots.hidden).toBe(false);
    page.server.say({ text: "Dank je." });
    await page.settle();
    expect(dots.hidden).toBe(true);
    await page.send("en nu");
    page.server.calls = [];
    await page.settle(15_000);
    expect(dots.hidden).toBe(true);
    expect(page.server.count("GET", "/messages?after=4")).toBe(1);
  });

  it("makes a counsellor somebody else than the computer, everywhere", async () => {
    await page.open();
    page.server.owner({ owner: "waiting" });
    await page.settle();
    expect(text("owner")).toBe("Je wacht op een mens. We weten niet hoe lang het duurt.");
    page.server.owner({ owner: "counsellor", alias: "Sanne" });
    page.server.say({ author: "counsellor", alias: "Sanne", text: "Hoi." });
    page.server.say({ author: "counsellor", alias: "Sanne", text: "Ik ben een mens." });
    page.server.emit("typing", { author: "counsellor" });
    await page.settle();
    expect(text("owner")).toBe("Je praat met Sanne, hulpverlener");
    expect(page.one("header").dataset.owner).toBe("counsellor");
    for (const message of page.all("message")) expect(message.querySelector(".bubble")?.getAttribute("dir")).toBe("auto");
    const names = page.all("message").map((message) => message.querySelector(".who")?.textContent);
    expect(names).toEqual(["Computer", "Sanne, hulpverlener", "Sanne, hulpverlener"]);
    expect(page.chat.shadowRoot!.querySelector(".typing")!.textContent).toBe("Sanne is aan het typen");
  });
});

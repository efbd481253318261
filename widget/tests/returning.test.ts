import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Page } from "./page";

let page: Page;
const sheet = () => page.one("sheet");
const text = (part: string) => page.one(part).textContent;

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  page = new Page();
  page.load();
  await page.open();
});
afterEach(() => {
  page.chat.remove();
  vi.useRealTimers();
});

describe("Later verder praten", () => {
  it("shows the code, until when, and a warning, and copies it", async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (words: string) => void written.push(words) } });
    page.click("more");
    page.click("later");
    await page.settle();
    expect(text("code")).toBe("K7QM-2XPD-9FT1");
    expect(sheet().textContent).toContain("De code werkt tot donderdag 3 december om 14:30 uur.");
    expect(sheet().textContent).toContain("wie de code heeft, kan dit gesprek lezen");
    page.press("Kopieer de code");
    await page.settle();
    expect(written).toEqual(["K7QM-2XPD-9FT1"]);
  });

  it("shows the same code again, because a new one would make it worthless, and a new one when it is over", async () => {
    page.click("later");
    await page.settle();
    page.click("more");
    page.click("more");
    expect(text("code")).toBe("");
    page.click("later");
    await page.settle();
    expect(text("code")).toBe("K7QM-2XPD-9FT1");
    vi.setSystemTime(Date.parse(page.server.expires) + 1);
    page.click("later");
    await page.settle();
    expect(text("code")).toBe("K7QM-2XPD-9FT2");
  });

  it("is honest when it does not work, and offers no empty code", async () => {
    page.server.mode = "down";
    page.click("more");
    page.click("later");
    await page.settle();
    expect(sheet().textContent).toContain("Een code maken lukt nu niet.");
    expect(page.one("code").parentElement!.hidden).toBe(true);
  });

  it("is never kept in the tab", async () => {
    page.click("later");
    await page.settle();
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("K7QM");
  });
});

describe("Ik heb een code", () => {
  const type = async (code: string) => {
    page.click("more");
    page.click("return");
    page.one<HTMLInputElement>("code-input").value = code;
    page.press("Ga verder");
    await page.settle();
  };
  const earlier = [
    { seq: 1, author: "bot" as const, text: "Hoi van gisteren.", at: "2026-11-23T12:00:00Z" },
    { seq: 2, author: "teen" as const, text: "dag", at: "2026-11-23T12:01:00Z", client_id: "gisteren" },
  ];

  it("replaces the conversation by that of the code, and goes on in it", async () => {
    await page.send("iets anders");
    page.server.kept.set("K7QM-2XPD-9FTA", earlier);
    page.server.who = { owner: "counsellor", alias: "Sanne" };
    page.server.easy = true;
    await type(" k7qm-2xpd-9fta ");
    expect(page.said()).toEqual(["bot: Hoi van gisteren.", "teen: dag"]);
    expect(text("owner")).toBe("Je praat met Sanne, hulpverlener");
    expect(text("notice")).toBe("Je bent terug in je gesprek.");
    expect([sheet().hidden, page.one("easy").getAttribute("aria-checked")]).toEqual([true, "true"]);
    await page.send("ik ben er weer");
    expect(page.said()).toEqual(["bot: Hoi van gisteren.", "teen: dag", "teen: ik ben er weer"]);
    expect(page.server.calls[page.server.calls.length - 1]!.token).toBe("terug");
  });

  it.each([404, 429])("says why not at %i, and loses nothing", async (status) => {
    const before = page.said();
    page.type("half getyp");
    if (status === 429) page.server.refuse = { status, detail: "Te vaak geprobeerd. Wacht een kwartier." };
    await type("FOUT");
    expect(sheet().textContent).toContain(status === 404 ? "Deze code ken ik niet, of hij is verlopen." : "Te vaak geprobeerd.");
    expect(page.said()).toEqual(before);
    expect(page.one<HTMLInputElement>("code-input").value).toBe("FOUT");
    expect(page.one<HTMLTextAreaElement>("input").value).toBe("half getyp");
    expect(page.server.count("POST", "/sessions")).toBe(1);
  });

  it("says so when nothing answers, and asks nothing without a code", async () => {
    await type("   ");
    expect(page.server.count("POST", "/return")).toBe(0);
    page.server.mode = "down";
    page.one<HTMLInputElement>("code-input").value = "K7QM";
    page.press("Ga verder");
    await page.settle();
    expect(sheet().textContent).toContain("Dat lukte niet.");
  });
});

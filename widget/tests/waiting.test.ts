import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { waiting } from "../src/view/header";
import { Page } from "./page";

const since = "2026-11-24T12:00:00Z";
const after = (minutes: number, expected_minutes?: number) => waiting({ owner: "waiting", since, expected_minutes }, Date.parse(since) + minutes * 60_000);

describe("the words of the wait", () => {
  it.each([
    [0, 5, ". Meestal duurt het ongeveer 5 minuten."],
    [0.99, 1, ". Meestal duurt het ongeveer 1 minuut."],
    [1, 5, ", 1 minuut nu. Meestal duurt het ongeveer 5 minuten."],
    [3.5, 5, ", 3 minuten nu. Meestal duurt het ongeveer 5 minuten."],
    [3, undefined, ", 3 minuten nu. We weten niet hoe lang het duurt."],
    [-7, undefined, ". We weten niet hoe lang het duurt."], // a phone whose clock is slow
  ])("after %d minutes of about %s", (minutes, expected, words) => expect(after(minutes, expected)).toBe(words));

  it("do without what is not known", () => {
    expect(waiting({ owner: "waiting" }, Date.now())).toBe(". We weten niet hoe lang het duurt.");
  });
});

describe("the header", () => {
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

  it("keeps the time, and has only a change of hands read aloud", async () => {
    await page.open();
    const status = page.one("owner").querySelector('[role="status"]')!;
    page.server.owner({ owner: "waiting", since: new Date(Date.now() - 150_000).toISOString(), expected_minutes: 5 });
    await page.settle();
    expect(page.one("owner").textContent).toBe("Je wacht op een mens, 2 minuten nu. Meestal duurt het ongeveer 5 minuten.");
    const spoken = status.firstChild; // written again, it would be another node, and read aloud again
    await page.settle(40_000);
    expect(page.one("owner").textContent).toContain("3 minuten nu.");
    expect(status.firstChild).toBe(spoken);
    page.server.owner({ owner: "counsellor", alias: "Sanne" });
    await page.settle();
    expect(status.firstChild).not.toBe(spoken);
    expect(page.one("owner").textContent).toBe("Je praat met Sanne, hulpverlener");
  });

  it("knows the wait from an answer too, when streams do not get through", async () => {
    await page.open();
    page.server.who = { owner: "waiting", expected_minutes: 8 };
    window.dispatchEvent(new Event("online"));
    await page.settle();
    expect(page.one("owner").textContent).toBe("Je wacht op een mens. Meestal duurt het ongeveer 8 minuten.");
  });
});

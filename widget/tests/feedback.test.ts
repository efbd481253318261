import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Page } from "./page";

let page: Page;
const shown = () => !page.one("feedback").hidden;
const question = () => page.one("feedback").querySelector("#feedback-question")!.textContent;
const answers = () => page.all("feedback-answer").map(({ textContent }) => textContent);
const sent = () => page.server.bodies("POST", "/feedback");

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

const goodbye = async () => {
  page.server.emit("goodbye", {});
  await page.settle();
};

describe("Hoe was dit gesprek?", () => {
  it("is two taps, each sent, and a thank you that goes away", async () => {
    expect(shown()).toBe(false);
    await goodbye();
    expect([question(), answers()]).toEqual(["Heeft dit gesprek je geholpen?", ["Ja", "Een beetje", "Nee"]]);
    page.press("Ja");
    await page.settle();
    expect(sent()).toEqual([{ rating: "good" }]);
    expect(answers()).toEqual(["Er werd geluisterd", "Ik weet wat ik kan doen", "Het ging snel", "Iets anders", "Sla over"]);
    page.press("Er werd geluisterd");
    await page.settle();
    expect(sent()).toEqual([{ rating: "good" }, { rating: "good", reason: "heard" }]);
    expect([question(), answers()]).toEqual(["Dank je.", []]);
    await page.settle(4_000);
    expect(shown()).toBe(false);
  });

  it.each(["Een beetje", "Nee"])("asks after %s what was missing, and may be skipped", async (rating) => {
    await goodbye();
    page.press(rating);
    expect(answers()).toEqual(["Ik werd niet begrepen", "Het duurde lang", "Ik kreeg geen antwoord", "Iets anders", "Sla over"]);
    page.press("Sla over");
    await page.settle();
    expect(sent()).toHaveLength(1);
    expect(question()).toBe("Dank je.");
  });

  it("comes by itself when the conversation is closed, once, also after a reload", async () => {
    page.server.owner({ owner: "closed" });
    await page.settle();
    expect(shown()).toBe(true);
    page.load();
    await page.settle();
    expect(shown()).toBe(true);
    page.click("feedback-close");
    await goodbye();
    page.server.owner({ owner: "bot" });
    page.server.owner({ owner: "closed" });
    await page.settle();
    expect(shown()).toBe(false);
  });

  it("comes again in a new conversation", async () => {
    await goodbye();
    page.click("feedback-close");
    page.click("erase-confirm");
    await page.settle();
    expect(shown()).toBe(false);
    await goodbye();
    expect(shown()).toBe(true);
  });

  it("comes from the menu at any time, from the first question, and takes the focus only then", async () => {
    const { activeElement } = page.chat.shadowRoot!;
    await goodbye();
    expect(page.chat.shadowRoot!.activeElement).toBe(activeElement);
    page.press("Nee");
    page.click("feedback-close");
    page.click("more");
    page.click("feedback-open");
    expect([shown(), page.one("sheet").hidden, question()]).toEqual([true, true, "Heeft dit gesprek je geholpen?"]);
    expect(page.chat.shadowRoot!.activeElement?.id).toBe("feedback-question");
  });

  it("never disturbs when it cannot be sent", async () => {
    await goodbye();
    page.server.broken.add("/feedback");
    page.press("Ja");
    await page.settle(30_000);
    page.press("Iets anders");
    await page.settle();
    expect(question()).toBe("Dank je.");
    expect(page.all("unreachable")).toEqual([]);
    expect(sent()).toHaveLength(2);
  });

  it("leaves the input where it is", async () => {
    await goodbye();
    await page.send("nog iets");
    expect(page.said()).toContain("teen: nog iets");
    expect(shown()).toBe(true);
  });
});

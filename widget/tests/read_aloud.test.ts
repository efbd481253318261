import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "../src/exit";
import { languageOf } from "../src/language";
import { Page } from "./page";

type Utterance = { text: string; lang: string; onend?: () => void };

/** A device with voices; `spoken` is what it said, `silenced` how often it was told to stop. */
class Device extends EventTarget {
  voices: { lang: string; localService: boolean }[] = [];
  spoken: Utterance[] = [];
  silenced = 0;
  getVoices = () => this.voices;
  speak = (utterance: Utterance) => void this.spoken.push(utterance);
  cancel = () => void (this.silenced += 1);
}

let page: Page;
let device: Device;
const labels = () => page.all("read-aloud").map((button) => button.getAttribute("aria-label"));

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  device = new Device();
  device.voices = [{ lang: "nl_NL", localService: true }];
  vi.stubGlobal("speechSynthesis", device);
  vi.stubGlobal("SpeechSynthesisUtterance", class { constructor(public text: string) {} });
  vi.spyOn(browser, "replace").mockImplementation(() => undefined);
  page = new Page();
  page.load();
});
afterEach(() => {
  page.chat.remove();
  document.documentElement.removeAttribute("style");
  vi.useRealTimers();
});

describe("languageOf", () => {
  it.each([
    ["Hoi", "nl"],
    ["", "nl"],
    ["112", "nl"],
    ["مرحبا، كيف حالك؟", "ar"],
    ["اتصل بـ Kindertelefoon من فضلك إذا أردت", "ar"],
    ["Zeg مرحبا tegen haar", "nl"],
  ])("%s is %s", (words, language) => expect(languageOf(words)).toBe(language));
});

describe("reading aloud", () => {
  it("is offered at what bot and counsellor say, not at the teen's own words", async () => {
    await page.open();
    await page.send("hoi");
    page.server.say({ author: "counsellor", alias: "Sanne", text: "Hoi." });
    page.server.say({ author: "system", text: "Sanne is erbij." });
    await page.settle();
    const who = page.all("message").filter((message) => message.querySelector('[part="read-aloud"]'));
    expect(who.map(({ dataset }) => dataset.author)).toEqual(["bot", "counsellor"]);
  });

  it.each([
    ["no voice at all", []],
    ["only a voice of a company", [{ lang: "nl-NL", localService: false }]],
    ["only a voice for another language", [{ lang: "de-DE", localService: true }]],
  ])("is not offered with %s", async (_, voices) => {
    device.voices = voices;
    await page.open();
    expect(labels()).toEqual([]);
  });

  it("is not offered where the browser cannot speak", async () => {
    vi.stubGlobal("speechSynthesis", undefined);
    page.load();
    await page.open();
    expect(labels()).toEqual([]);
    expect(page.said()).toHaveLength(1);
  });

  it("is offered once the voices are there, without drawing the message again", async () => {
    device.voices = [];
    await page.open();
    const [message] = page.all("message");
    device.voices = [{ lang: "nl-NL", localService: true }];
    device.dispatchEvent(new Event("voiceschanged"));
    expect(labels()).toEqual(["Lees voor"]);
    expect(page.all("message")[0]).toBe(message);
  });

  it("reads one at a time, and stops with the same button", async () => {
    await page.open();
    page.server.say({ text: "Dank je." });
    await page.settle();
    const [first, second] = page.all("read-aloud");
    first!.click();
    expect(labels()).toEqual(["Stop met voorlezen", "Lees voor"]);
    second!.click();
    expect(device.silenced).toBe(1);
    device.spoken[0]!.onend?.(); // the one that was stopped reports late
    expect(labels()).toEqual(["Lees voor", "Stop met voorlezen"]);
    second!.click();
    expect([device.silenced, labels()]).toEqual([2, ["Lees voor", "Lees voor"]]);
    expect(device.spoken.map(({ text, lang }) => [text, lang])).toEqual([["Hoi. Ik ben een computer.", "nl_NL"], ["Dank je.", "nl_NL"]]);
  });

  it("is over when the message is", async () => {
    await page.open();
    page.click("read-aloud");
    device.spoken[0]!.onend?.();
    expect(labels()).toEqual(["Lees voor"]);
  });

  it.each(["exit", "close", "erase-confirm"])("stops at once with %s", async (part) => {
    await page.open();
    page.click("read-aloud");
    page.click(part);
    expect(device.silenced).toBe(1);
  });

  it("stops when its conversation is replaced by another", async () => {
    await page.open();
    page.server.say({ text: "Dit duurt lang." });
    await page.settle();
    page.all("read-aloud")[1]!.click();
    page.server.expire();
    await page.settle(5_000);
    expect(device.silenced).toBe(1);
  });

  it("reads Arabic with an Arabic voice only, and says to the browser what it is", async () => {
    page.server.opening = { text: "مرحبا، أنا حاسوب." };
    await page.open();
    expect(labels()).toEqual([]);
    const bubble = page.one("message").querySelector<HTMLElement>(".bubble")!;
    expect([bubble.lang, bubble.dir]).toEqual(["ar", "rtl"]);
    device.voices = [...device.voices, { lang: "ar-SA", localService: true }];
    device.dispatchEvent(new Event("voiceschanged"));
    page.click("read-aloud");
    expect(device.spoken[0]!.lang).toBe("ar-SA");
  });
});

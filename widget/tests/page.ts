/** A page with the widget on it, for tests that look through the eyes of the teen. */
import { vi } from "vitest";
import "../src/main";
import type { WeerwoordChat } from "../src/element";
import { FakeServer } from "./fake_server";

export class Page {
  server = new FakeServer();
  chat!: WeerwoordChat;

  /** Also what a reload does: a new element, the same tab. */
  load(): void {
    this.chat?.remove();
    vi.stubGlobal("fetch", this.server.fetch);
    this.chat = document.createElement("weerwoord-chat") as WeerwoordChat;
    this.chat.setAttribute("api", "/api/chat/");
    this.chat.setAttribute("organisation", "Stichting Voorbeeld");
    this.chat.setAttribute("exit-url", "https://weer.example/");
    document.body.append(this.chat);
  }

  all<T extends HTMLElement = HTMLElement>(part: string): T[] {
    return [...this.chat.shadowRoot!.querySelectorAll<T>(`[part="${part}"]`)];
  }

  one<T extends HTMLElement = HTMLElement>(part: string): T {
    const [found] = this.all<T>(part);
    if (!found) throw new Error(`no ${part} on the page`);
    return found;
  }

  click(part: string): void {
    this.one(part).click();
  }

  press(name: string): void {
    const found = [...this.chat.shadowRoot!.querySelectorAll("button")].find(({ textContent }) => textContent === name);
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
  }

  async open(): Promise<void> {
    this.click("launcher");
    await this.settle();
  }

  type(text: string): void {
    const input = this.one<HTMLTextAreaElement>("input");
    input.value = text;
    input.dispatchEvent(new Event("input"));
  }

  enter(init: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init });
    this.one("input").dispatchEvent(event);
    return event;
  }

  async send(text: string): Promise<void> {
    this.type(text);
    this.enter();
    await this.settle();
  }

  said(): string[] {
    return this.all("message").map((message) => `${message.dataset.author}: ${message.querySelector(".bubble")?.textContent ?? ""}`);
  }

  settle(ms = 0): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }
}

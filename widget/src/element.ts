/** `<weerwoord-chat>`: wires the conversation to the views, and the views to the page. */
import { Api } from "./api";
import { Conversation } from "./conversation";
import { leave, onDoubleEscape } from "./exit";
import { webLink } from "./link";
import { TabStorage } from "./storage";
import { Store, type State } from "./store";
import { texts } from "./texts";
import type { Actions } from "./view/actions";
import { h, setText } from "./view/dom";
import { icon } from "./view/icons";
import { Panel } from "./view/panel";
import { applyStyles } from "./view/sheet";
import { followViewport } from "./view/viewport";

const EXIT_URL = "https://www.wikipedia.org/";

export class WeerwoordChat extends HTMLElement implements Actions {
  private readonly storage = new TabStorage<State>();
  private readonly store = new Store(this.storage);
  private conversation!: Conversation;
  private panel!: Panel;
  private readonly label = h("span", {});
  private readonly launcher = h("button", { type: "button", part: "launcher", click: () => this.open() }, icon("chat"), this.label);
  private page = new AbortController();

  connectedCallback(): void {
    if (!this.shadowRoot) this.build(this.attachShadow({ mode: "open" }));
    this.page = new AbortController();
    this.attend(this.page.signal);
    if (this.store.state.open || this.store.state.token) this.conversation.start();
    this.render();
  }

  disconnectedCallback(): void {
    this.page.abort();
    this.conversation.stop();
  }

  open(): void {
    this.store.set({ open: true, unread: false });
    this.conversation.start();
    this.panel.focus();
    this.announce("weerwoord-open");
  }

  close(): void {
    this.store.set({ open: false });
    this.launcher.focus();
    this.announce("weerwoord-close");
  }

  leave(): void {
    leave(webLink(this.getAttribute("exit-url")) ?? EXIT_URL, () => {
      this.storage.forget();
      this.conversation.stop();
    });
    // After leaving, so that nothing on the page can hold it up.
    this.announce("weerwoord-exit");
  }

  say(text: string): void {
    this.store.set({ draft: "" });
    this.conversation.say(text);
  }

  choose(title: string, payload: string): void {
    this.conversation.say(title, payload);
  }

  draft(draft: string): void {
    this.store.set({ draft });
  }

  retry(clientId: string): void {
    this.conversation.retry(clientId);
    this.panel.focus();
  }

  takeBack(clientId: string): void {
    this.store.takeBack(clientId);
    this.panel.focus();
  }

  erase(): void {
    void this.conversation.erase();
  }

  private build(root: ShadowRoot): void {
    const api = new Api((this.getAttribute("api") ?? "/api/chat").replace(/\/$/, ""));
    this.conversation = new Conversation(api, this.store, () => this.render());
    this.store.onChange = () => this.render();
    this.panel = new Panel(this.getAttribute("organisation") ?? "", this);
    this.lang = "nl";
    applyStyles(root);
    root.append(this.launcher, this.panel.element);
  }

  private attend(signal: AbortSignal): void {
    const escape = onDoubleEscape(() => this.leave());
    // In the capture phase: a page that swallows Esc for its own dialogs must not swallow this.
    window.addEventListener("keydown", (event) => this.store.state.open && escape(event), { capture: true, signal });
    window.addEventListener("online", () => this.conversation.wake(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.conversation.wake(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.comeBack(), { signal });
    followViewport(this.panel.element, signal);
  }

  /** "Back" can show this page as it was, from before Snel weg on a later page. Only what the tab still keeps may show. */
  private comeBack(): void {
    this.conversation.stop();
    this.store.reload();
    if (this.store.state.token) this.conversation.start();
  }

  private announce(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }

  private render(): void {
    const { open, unread, owner, notice, draft } = this.store.state;
    const { unreachable } = this.conversation;
    const opened = open && this.panel.element.hidden;
    this.launcher.hidden = open;
    this.launcher.toggleAttribute("data-unread", unread);
    setText(this.label, unread ? texts.launcherNew : texts.launcher);
    this.panel.element.hidden = !open;
    this.panel.update({
      entries: this.store.entries(),
      replies: this.store.replies(),
      typing: unreachable ? "" : this.typing(),
      unreachable,
      owner,
      notice: this.conversation.erasing ? texts.eraseBusy : notice,
      draft,
    });
    if (opened) this.panel.toEnd();
  }

  private typing(): string {
    const { typing, starting } = this.conversation;
    if (typing === "counsellor") return texts.typing(this.store.state.owner.alias ?? texts.counsellor());
    return typing || starting ? texts.typing(texts.bot) : "";
  }
}

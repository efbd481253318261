/** `<weerwoord-chat>`: wires the conversation to the views, and the views to the page. */
import { Api } from "./api";
import { attend, type Attentive } from "./attend";
import { Conversation } from "./conversation";
import { leave, onDoubleEscape } from "./exit";
import { webLink } from "./link";
import { ReadAloud } from "./read_aloud";
import { TabStorage } from "./storage";
import { Store, type State } from "./store";
import { texts } from "./texts";
import type { Rating, Reason, ReturnCode } from "./types";
import type { Actions } from "./view/actions";
import { Launcher } from "./view/launcher";
import { Panel } from "./view/panel";
import { applyStyles } from "./view/sheet";
import { show } from "./view/top_layer";
import { typingWords } from "./view/typing";
import { followViewport } from "./view/viewport";

const EXIT_URL = "https://www.wikipedia.org/";

export class WeerwoordChat extends HTMLElement implements Actions {
  static readonly observedAttributes = ["api", "organisation", "launcher-text", "placeholder"];

  private readonly storage = new TabStorage<State>();
  private readonly store = new Store(this.storage);
  private readonly api = new Api();
  private readonly conversation = new Conversation(this.api, this.store, () => this.render());
  private readonly reader = new ReadAloud(() => this.render());
  private readonly panel = new Panel(this);
  private readonly launcher = new Launcher(() => this.open());
  private page = new AbortController();

  connectedCallback(): void {
    if (!this.shadowRoot) this.build();
    this.page = new AbortController();
    this.attend(this.page.signal);
    this.begin();
  }

  disconnectedCallback(): void {
    this.page.abort();
    this.reader.stop();
    this.conversation.stop();
  }

  /** Frameworks set attributes late; of `exit-url` only the moment of leaving matters. */
  attributeChangedCallback(name: string): void {
    if (name === "api") {
      this.conversation.stop();
      this.api.moveTo(this.getAttribute("api"));
    }
    if (this.isConnected && this.shadowRoot) this.begin();
  }

  open(): void {
    this.store.set({ open: true, unread: false });
    this.conversation.start();
    this.panel.focus();
    this.announce("weerwoord-open");
  }

  close(): void {
    this.reader.stop();
    this.panel.more.hide();
    this.store.set({ open: false });
    this.launcher.element.focus();
    this.announce("weerwoord-close");
  }

  leave(): void {
    const { token } = this.store.state; // forgotten in a moment
    leave(
      webLink(this.getAttribute("exit-url")) ?? EXIT_URL,
      [() => this.reader.stop(), () => this.storage.forget(), () => this.conversation.stop()],
      [() => token && this.api.left(token)],
    );
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
    this.conversation.typed();
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
    this.reader.stop();
    void this.conversation.erase();
  }

  easy(on: boolean): void {
    this.conversation.easy.choose(on);
  }

  returnCode(): Promise<ReturnCode> {
    return this.conversation.returnCode();
  }

  returnWith(code: string): Promise<void> {
    return this.conversation.returnWith(code);
  }

  feedback(feedback: "asking" | "over"): void {
    this.store.set({ feedback });
    if (feedback === "asking") this.panel.feedback.focus();
  }

  rate(rating: Rating, reason?: Reason): void {
    this.conversation.rate(rating, reason);
  }

  readAloud(key: string, text: string): void {
    this.reader.toggle(key, text);
  }

  private build(): void {
    const root = this.attachShadow({ mode: "open" });
    this.store.onChange = () => this.render();
    this.lang = "nl";
    applyStyles(root);
    root.append(this.launcher.element, this.panel.element);
  }

  private begin(): void {
    if (this.store.state.open || this.store.state.token) this.conversation.start();
    this.render();
  }

  private attend(signal: AbortSignal): void {
    const escape = onDoubleEscape(() => this.leave());
    const on: Attentive = {
      key: (event) => this.store.state.open && escape(event),
      tap: (path) => this.panel.more.tapped(path),
      wake: () => this.conversation.wake(),
      hide: () => this.reader.stop(),
      comeBack: () => this.comeBack(),
      tick: () => this.store.state.owner.owner === "waiting" && this.render(),
    };
    attend(this.panel.element, on, signal);
    this.reader.watch(signal);
    followViewport(this.panel.element, signal);
  }

  /** "Back" can show this page as it was, from before Snel weg on a later page. Only what the tab still keeps may show. */
  private comeBack(): void {
    this.conversation.stop();
    this.panel.more.hide();
    this.store.reload();
    this.begin();
  }

  private announce(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }

  private render(): void {
    const { open, unread, owner, notice, feedback } = this.store.state;
    const { unreachable, erasing, starting, answering } = this.conversation;
    const entries = this.store.entries();
    const opened = open && this.panel.element.hidden;
    this.launcher.update(open, unread, this.getAttribute("launcher-text") ?? texts.launcher);
    show(this.panel.element, open);
    this.panel.update({
      ...this.store.state,
      organisation: this.getAttribute("organisation") ?? "",
      placeholder: this.getAttribute("placeholder") ?? texts.placeholder,
      entries,
      replies: this.store.replies(),
      typing: unreachable ? "" : typingWords(answering.author ?? (starting ? "bot" : null), owner.alias),
      unreachable,
      reader: this.reader,
      notice: erasing ? texts.eraseBusy : notice,
      askFeedback: feedback === "asking",
    });
    if (opened) this.panel.toEnd();
    // Of a conversation that is gone nothing is read on.
    if (this.reader.key && !entries.some(({ key }) => key === this.reader.key)) this.reader.stop();
  }
}

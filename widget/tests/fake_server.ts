/** A server for tests: answers `fetch` from memory, and does what a network can do to a teen. */
import type { Message, Owner } from "../src/types";

interface Call {
  method: string;
  path: string;
  body: { text?: string; payload?: string; client_id?: string; code?: string; easy?: boolean; rating?: string; reason?: string };
  token: string | undefined;
}

export class FakeServer {
  calls: Call[] = [];
  messages: Message[] = [];
  opening: Partial<Message> = { text: "Hoi. Ik ben een computer." };
  mode: "up" | "down" | "hanging" = "up";
  refuse?: { status: number; detail: string };
  who: Owner = { owner: "bot" };
  easy = false;
  /** Return codes that work, and the conversation that each opens. */
  kept = new Map<string, Message[]>();
  /** Given with the next receipt, in place of the token in use. */
  fresher?: string;
  /** Paths that fail while everything else works. */
  broken = new Set<string>();
  expires = new Date(2026, 11, 3, 14, 30).toISOString();
  private codes = 0;
  private ids = new Map<string, number>();
  private streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  private tokens = new Set<string>();
  private generation = 0;

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const token = (init.headers as Record<string, string>).Authorization?.slice(7);
    const call = { method: init.method ?? "GET", path: url.replace("/api/chat", ""), body: JSON.parse(String(init.body ?? "{}")), token };
    this.calls.push(call);
    if (this.mode === "down" || this.broken.has(call.path)) return Promise.reject(new TypeError("network"));
    if (this.mode === "hanging") return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new TypeError("aborted"))));
    return Promise.resolve(this.answer(call));
  };

  say(message: Partial<Message>): void {
    const full = { seq: this.messages.length + 1, author: "bot" as const, at: "2026-11-24T12:00:00Z", ...message };
    this.messages.push(full);
    this.emit("message", full);
  }

  owner(owner: Owner): void {
    this.who = owner;
    this.emit("owner", owner);
  }

  emit(event: string, data: object): void {
    const bytes = new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    this.streams.forEach((stream) => stream.enqueue(bytes));
  }

  dropStreams(): void {
    this.streams.forEach((stream) => stream.error(new TypeError("gone")));
    this.streams.clear();
  }

  /** All tokens given out so far stop working. */
  expire(): void {
    this.dropStreams();
    this.tokens.clear();
    this.generation += 1;
  }

  sent(): Call["body"][] {
    return this.bodies("POST", "/messages");
  }

  bodies(method: string, path: string): Call["body"][] {
    return this.calls.filter((call) => call.method === method && call.path === path).map(({ body }) => body);
  }

  count(method: string, path: string): number {
    return this.bodies(method, path).length;
  }

  /** A token that works. */
  token(name = `token-${this.generation}`): string {
    this.tokens.add(name);
    return name;
  }

  private answer({ method, path, body, token }: Call): Response {
    if (path === "/sessions") return this.begin();
    if (path === "/return") return this.comeBack(body.code ?? "");
    if (!token || !this.tokens.has(token)) return json(401, { detail: "Verlopen." });
    if (path === "/easy") return this.setEasy(Boolean(body.easy));
    if (path === "/return-code") return json(201, { code: `K7QM-2XPD-9FT${++this.codes}`, expires_at: this.expires });
    if (path === "/stream") return this.stream();
    if (path === "/messages") return this.take(body);
    if (!path.startsWith("/messages")) return new Response(null, { status: 204 });
    const after = Number(path.split("after=")[1]);
    const page = { messages: this.messages.filter(({ seq }) => seq > after), owner: this.who, easy: this.easy };
    return method === "GET" ? json(200, page) : json(405, { detail: "Dat kan niet." });
  }

  private begin(): Response {
    this.messages = [];
    this.easy = false;
    this.who = { owner: "bot" };
    this.say(this.opening);
    return json(201, { token: this.token(), conversation: "c", messages: this.messages, easy: this.easy });
  }

  private comeBack(code: string): Response {
    const found = this.kept.get(code);
    if (this.refuse) return json(this.refuse.status, this.refuse);
    if (!found) return json(404, { detail: "Deze code ken ik niet, of hij is verlopen." });
    this.messages = found;
    return json(200, { token: this.token("terug"), conversation: "d", messages: found, owner: this.who, easy: this.easy });
  }

  private setEasy(easy: boolean): Response {
    this.easy = easy;
    this.emit("easy", { easy });
    return new Response(null, { status: 204 });
  }

  private take({ client_id = "", text, payload }: Call["body"]): Response {
    if (this.refuse) return json(this.refuse.status, this.refuse);
    if (!this.ids.has(client_id)) {
      this.say({ author: "teen", text: text ?? `(${payload})`, client_id });
      this.ids.set(client_id, this.messages.length);
    }
    return json(202, { seq: this.ids.get(client_id), token: this.fresher && this.token(this.fresher) });
  }

  private stream(): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.streams.add(controller);
        controller.enqueue(new TextEncoder().encode(": welcome\n\n"));
      },
      cancel: () => void this.streams.delete(mine),
    });
    return new Response(body, { status: 200 });
  }
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

/** A server for tests: answers `fetch` from memory, and does what a network can do to a teen. */
import type { Message, Owner } from "../src/types";

interface Call {
  method: string;
  path: string;
  body: { text?: string; payload?: string; client_id?: string };
  token: string | undefined;
}

export class FakeServer {
  calls: Call[] = [];
  messages: Message[] = [];
  opening: Partial<Message> = { text: "Hoi. Ik ben een computer." };
  mode: "up" | "down" | "hanging" = "up";
  refuse?: { status: number; detail: string };
  private ids = new Map<string, number>();
  private streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  private token = 0;

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const token = (init.headers as Record<string, string>).Authorization?.slice(7);
    const call = { method: init.method ?? "GET", path: url.replace("/api/chat", ""), body: JSON.parse(String(init.body ?? "{}")), token };
    this.calls.push(call);
    if (this.mode === "down") return Promise.reject(new TypeError("network"));
    if (this.mode === "hanging") return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new TypeError("aborted"))));
    return Promise.resolve(this.answer(call));
  };

  say(message: Partial<Message>): void {
    const full = { seq: this.messages.length + 1, author: "bot" as const, at: "2026-11-24T12:00:00Z", ...message };
    this.messages.push(full);
    this.emit("message", full);
  }

  owner(owner: Owner): void {
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
    this.token += 1;
  }

  sent(): Call["body"][] {
    return this.calls.filter(({ method, path }) => method === "POST" && path === "/messages").map(({ body }) => body);
  }

  count(method: string, path: string): number {
    return this.calls.filter((call) => call.method === method && call.path === path).length;
  }

  private answer({ method, path, body, token }: Call): Response {
    if (path === "/sessions") {
      this.messages = [];
      this.say(this.opening);
      return json(201, { token: `token-${this.token}`, conversation: "c", messages: this.messages });
    }
    if (token !== `token-${this.token}`) return json(401, { detail: "Verlopen." });
    if (method === "DELETE") return new Response(null, { status: 204 });
    if (path === "/stream") return this.stream();
    if (method === "POST") return this.take(body);
    const after = Number(path.split("after=")[1]);
    return json(200, { messages: this.messages.filter(({ seq }) => seq > after), owner: "bot" });
  }

  private take({ client_id = "", text, payload }: Call["body"]): Response {
    if (this.refuse) return json(this.refuse.status, this.refuse);
    if (!this.ids.has(client_id)) {
      this.say({ author: "teen", text: text ?? `(${payload})` });
      this.ids.set(client_id, this.messages.length);
    }
    return json(202, { seq: this.ids.get(client_id) });
  }

  private stream(): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.streams.add(controller);
        controller.enqueue(new TextEncoder().encode(": welcome\n\n"));
      },
      cancel: () => this.streams.clear(),
    });
    return new Response(body, { status: 200 });
  }
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

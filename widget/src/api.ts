/** The HTTP client: one method per call, and one error type that says what to do next. */
import type { Message, Owner } from "./types";

/** Long enough for a slow phone, short enough that nobody stares at dots: then we say so and try again. */
const TIMEOUT_MS = 12_000;

/** offline: try again · busy: try again, but later · expired: start anew · refused: never accepted as it is. */
export type Failure = "offline" | "busy" | "expired" | "refused";

export class ApiError extends Error {
  constructor(
    readonly kind: Failure,
    readonly detail = "",
    readonly retryAfterMs?: number,
  ) {
    super(detail || kind);
  }
}

export type Outbound = { client_id: string } & ({ text: string } | { payload: string });

export interface Session {
  token: string;
  messages: Message[];
}

export class Api {
  constructor(private readonly base: string) {}

  async startSession(signal: AbortSignal): Promise<Session> {
    return this.json("/sessions", { method: "POST", signal });
  }

  async send(token: string, body: Outbound, signal: AbortSignal): Promise<{ seq: number }> {
    return this.json("/messages", { method: "POST", token, body, signal });
  }

  async messages(token: string, after: number, signal: AbortSignal): Promise<{ messages: Message[]; owner: Owner }> {
    const page = await this.json<{ messages: Message[]; owner: Owner | Owner["owner"] }>(`/messages?after=${after}`, { token, signal });
    const owner = typeof page.owner === "string" ? { owner: page.owner } : page.owner;
    return { messages: page.messages, owner };
  }

  async erase(token: string, signal: AbortSignal): Promise<void> {
    await this.call("", { method: "DELETE", token, signal }, async () => undefined);
  }

  /** Not EventSource: that cannot send the Authorization header. Time limit and signal hold until the headers are in;
   *  after that the reader cancels. */
  async stream(token: string, lastEventId: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { Accept: "text/event-stream", "Last-Event-ID": String(lastEventId) };
    return this.call("/stream", { token, headers, signal }, async (response) => {
      if (!response.body) throw new ApiError("offline");
      return response.body;
    });
  }

  private json<T>(path: string, options: Options): Promise<T> {
    return this.call(path, options, (response) => response.json());
  }

  private async call<T>(path: string, options: Options, read: (response: Response) => Promise<T>): Promise<T> {
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, TIMEOUT_MS);
    options.signal.addEventListener("abort", abort);
    if (options.signal.aborted) abort();
    try {
      const response = await fetch(this.base + path, request(options, limit.signal));
      if (!response.ok) throw await failure(response);
      return await read(response);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError("offline");
    } finally {
      clearTimeout(timer);
      options.signal.removeEventListener("abort", abort);
    }
  }
}

interface Options {
  method?: string;
  token?: string;
  body?: Outbound;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

function request({ method = "GET", token, body, headers = {} }: Options, signal: AbortSignal): RequestInit {
  const all: Record<string, string> = { Accept: "application/json", ...headers };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body) all["Content-Type"] = "application/json";
  return { method, headers: all, body: body && JSON.stringify(body), signal, credentials: "omit", cache: "no-store" };
}

async function failure(response: Response): Promise<ApiError> {
  if (response.status >= 500) return new ApiError("offline");
  if (response.status === 401) return new ApiError("expired");
  const problem = await response.json().catch(() => ({}));
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  if (response.status !== 429) return new ApiError("refused", detail);
  const seconds = Number(response.headers.get("Retry-After"));
  return new ApiError("busy", detail, seconds > 0 ? seconds * 1_000 : undefined);
}

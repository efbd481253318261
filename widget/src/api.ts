/** The HTTP client: one method per call, and one error type that says what to do next. */
import type { Message, Owner, Rating, Reason, ReturnCode } from "./types";

/** Long enough for a slow phone, short enough that nobody stares at dots: then we say so and try again. */
const TIMEOUT_MS = 12_000;
const BASE = "/api/chat";

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
  easy: boolean;
  /** Only of a conversation that is returned to; in a new one the bot answers. */
  owner?: Owner;
}

/** A `token` in an answer replaces the one in use. */
export interface Page {
  messages: Message[];
  owner: Owner;
  easy: boolean;
  token?: string;
}

export class Api {
  private base = BASE;

  /** The next call goes there; null stands for where it is by default. */
  moveTo(base: string | null): void {
    this.base = (base ?? BASE).replace(/\/$/, "");
  }

  async startSession(signal: AbortSignal): Promise<Session> {
    return this.json("/sessions", { method: "POST", signal });
  }

  async send(token: string, body: Outbound, signal: AbortSignal): Promise<{ seq: number; token?: string }> {
    return this.json("/messages", { method: "POST", token, body, signal });
  }

  async messages(token: string, after: number, signal: AbortSignal): Promise<Page> {
    return this.json(`/messages?after=${after}`, { token, signal });
  }

  async easy(token: string, easy: boolean, signal: AbortSignal): Promise<void> {
    await this.nothing("/easy", { method: "PUT", token, body: { easy }, signal });
  }

  async typing(token: string, signal: AbortSignal): Promise<void> {
    await this.nothing("/typing", { method: "POST", token, body: {}, signal });
  }

  async feedback(token: string, rating: Rating, reason: Reason | undefined, signal: AbortSignal): Promise<void> {
    await this.nothing("/feedback", { method: "POST", token, body: { rating, reason }, signal });
  }

  async returnCode(token: string, signal: AbortSignal): Promise<ReturnCode> {
    return this.json("/return-code", { method: "POST", token, signal });
  }

  async returnWith(code: string, signal: AbortSignal): Promise<Session> {
    return this.json("/return", { method: "POST", body: { code }, signal });
  }

  /** Outlives the page. Plain text, because any other kind would make the browser ask the server for leave first. */
  left(token: string): void {
    navigator.sendBeacon(`${this.base}/left`, token);
  }

  async erase(token: string, signal: AbortSignal): Promise<void> {
    await this.nothing("", { method: "DELETE", token, signal });
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

  private nothing(path: string, options: Options): Promise<void> {
    return this.call(path, options, async () => undefined);
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
  body?: object;
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

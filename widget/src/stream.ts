/** Listening to the server: the stream, its reconnects, and polling when streams do not get through. */
import { ApiError } from "./api";
import { backoff, type Pause } from "./pause";
import { SseParser, type ServerEvent } from "./sse";

/** Phones and proxies drop connections without saying so; the server's keep-alives come far more often than this. */
const SILENCE_MS = 60_000;
/** Some school and mobile networks hold streams back. After this many failures we ask for messages instead. */
const FAILURES_BEFORE_POLLING = 2;
const POLL_EVERY_MS = 3_000;
const POLL_ROUNDS = 10;

export interface Source {
  open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  poll(signal: AbortSignal): Promise<void>;
}

export interface Listener {
  event(event: ServerEvent): void;
  reached(): void;
  lost(): void;
  expired(): void;
}

export async function listen(source: Source, on: Listener, pause: Pause, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const attempt = async (step: () => Promise<void>): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (error instanceof ApiError && error.kind === "expired") on.expired();
      else on.lost();
      failures += 1;
      return false;
    }
  };
  const stream = async () => {
    const body = await source.open(signal);
    on.reached();
    await follow(body, signal, () => (failures = 0), on.event);
  };
  const poll = async () => {
    await source.poll(signal);
    on.reached();
  };
  const pollForAWhile = async () => {
    let down = false;
    for (let round = 0; round < POLL_ROUNDS && !signal.aborted; round++) {
      const reached = await attempt(poll);
      if (reached && down) return; // it was the whole server, and it is back: the stream may work again too
      down = !reached;
      await pause.wait(reached ? POLL_EVERY_MS : backoff(failures), signal);
    }
  };
  while (!signal.aborted) {
    await attempt(stream);
    if (failures < FAILURES_BEFORE_POLLING) await pause.wait(backoff(Math.max(1, failures)), signal);
    else await pollForAWhile();
  }
}

/** Reads until the server ends the stream; fails when nothing ever comes, or no longer. */
async function follow(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  alive: () => void,
  emit: (event: ServerEvent) => void,
): Promise<void> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  const decoder = new TextDecoder();
  const parser = new SseParser();
  let silent = true;
  signal.addEventListener("abort", stop);
  try {
    for (;;) {
      const { done, value } = await orSilence(reader.read());
      if (signal.aborted) return;
      if (done && silent) throw new ApiError("offline");
      if (done) return;
      silent = false;
      alive();
      parser.push(decoder.decode(value, { stream: true })).forEach(emit);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}

function orSilence<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiError("offline")), SILENCE_MS);
  });
  return Promise.race([read, silence]).finally(() => clearTimeout(timer));
}

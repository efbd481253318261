import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../src/api";
import { Pause } from "../src/pause";
import { listen } from "../src/stream";

/** What the next attempts to open a stream meet: an error, or text followed by the end (or by silence). */
type Attempt = ApiError | { text: string; stays?: boolean };

let attempts: Attempt[];
let opened: number;
let polls: number;
let heard: string[];
let told: string[];
let stop: AbortController;
let cancelled: number;

beforeEach(() => {
  vi.useFakeTimers();
  [attempts, opened, polls, heard, told, stop, cancelled] = [[], 0, 0, [], [], new AbortController(), 0];
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

function body({ text, stays }: { text: string; stays?: boolean }): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (text) controller.enqueue(new TextEncoder().encode(text));
      if (!stays) controller.close();
    },
    cancel: () => void (cancelled += 1),
  });
}

function start(poll: () => Promise<void> = async () => undefined): void {
  const source = {
    open: async () => {
      opened += 1;
      const next = attempts.shift() ?? { text: ":\n\n", stays: true };
      if (next instanceof ApiError) throw next;
      return body(next);
    },
    poll: async () => {
      polls += 1;
      await poll();
    },
  };
  const on = {
    event: ({ data }: { data: string }) => void heard.push(data),
    reached: () => void told.push("reached"),
    lost: () => void told.push("lost"),
    expired: () => {
      told.push("expired");
      stop.abort();
    },
  };
  void listen(source, on, new Pause(), stop.signal);
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const offline = () => new ApiError("offline");

describe("listen", () => {
  it("hears what is said, and comes back when the server ends the stream", async () => {
    attempts = [{ text: "data: een\n\n" }, { text: "data: twee\n\n", stays: true }];
    start();
    await settle();
    expect(heard).toEqual(["een"]);
    await settle(1_500);
    expect(heard).toEqual(["een", "twee"]);
    expect(told).toEqual(["reached", "reached"]);
  });

  it("does not trust a stream that has gone silent", async () => {
    attempts = [{ text: "data: een\n\n", stays: true }];
    start();
    await settle(59_000);
    expect(opened).toBe(1);
    await settle(3_000);
    expect(opened).toBe(2);
    expect(cancelled).toBe(1);
  });

  it("asks for messages where streams do not get through, and tries the stream again later", async () => {
    attempts = [offline(), offline(), { text: "data: terug\n\n", stays: true }];
    start();
    await settle(1_500);
    expect([opened, polls]).toEqual([2, 1]);
    expect(told).toEqual(["lost", "lost", "reached"]);
    await settle(30_000);
    expect(heard).toEqual(["terug"]);
    const before = polls;
    await settle(30_000);
    expect(polls).toBe(before);
  });

  it("goes back to the stream as soon as a server that was down answers again", async () => {
    attempts = [offline(), offline()];
    let down = true;
    start(() => (down ? Promise.reject(offline()) : Promise.resolve()));
    await settle(3_000);
    down = false;
    await settle(10_000);
    expect(opened).toBe(3);
  });

  it("takes a stream that ends without a word for one that does not get through", async () => {
    attempts = [{ text: "" }, { text: "" }];
    start();
    await settle(1_500);
    expect(polls).toBe(1);
  });

  it("polls less and less often while nothing answers", async () => {
    attempts = Array.from({ length: 20 }, offline);
    start(() => Promise.reject(offline()));
    await settle(120_000);
    expect(polls).toBeLessThan(12);
    expect(told).not.toContain("reached");
  });

  it("stops at once when the session has expired", async () => {
    attempts = [new ApiError("expired")];
    start();
    await settle(60_000);
    expect(told).toEqual(["expired"]);
    expect([opened, polls]).toEqual([1, 0]);
  });

  it("lets go of an open stream when it is stopped", async () => {
    start();
    await settle();
    stop.abort();
    await settle(120_000);
    expect([opened, cancelled]).toEqual([1, 1]);
  });
});

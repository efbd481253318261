import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoff, Pause } from "../src/pause";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("backoff", () => {
  it("doubles, is never more than half a minute, and is spread", () => {
    const middle = () => 0.5;
    expect([1, 2, 3, 4, 9].map((n) => backoff(n, middle))).toEqual([1_000, 2_000, 4_000, 8_000, 30_000]);
    expect([backoff(1, () => 0), backoff(1, () => 1)]).toEqual([750, 1_250]);
  });
});

describe("Pause", () => {
  it("ends by time, by a kick and by an abort", async () => {
    const pause = new Pause();
    const stop = new AbortController();
    const ended: string[] = [];
    void pause.wait(1_000, stop.signal).then(() => ended.push("time"));
    await vi.advanceTimersByTimeAsync(1_000);
    void pause.wait(1_000, stop.signal).then(() => ended.push("kick"));
    pause.kick();
    await vi.advanceTimersByTimeAsync(0);
    void pause.wait(1_000, stop.signal).then(() => ended.push("abort"));
    stop.abort();
    await vi.advanceTimersByTimeAsync(0);
    void pause.wait(1_000, stop.signal).then(() => ended.push("already aborted"));
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toEqual(["time", "kick", "abort", "already aborted"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { Api } from "../src/api";

const { signal } = new AbortController();
const api = new Api();
const answer = (status: number, body?: object, headers?: HeadersInit) => {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(body && JSON.stringify(body), { status, headers }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

afterEach(() => void vi.useRealTimers());

describe("Api", () => {
  it("sends the token in a header, never cookies, never in the address", async () => {
    const fetch = answer(202, { seq: 4 });
    expect(await api.send("geheim", { text: "hoi", client_id: "c1" }, signal)).toEqual({ seq: 4 });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe("/api/chat/messages");
    expect(init).toMatchObject({ method: "POST", credentials: "omit", body: '{"text":"hoi","client_id":"c1"}' });
    expect(init.headers).toMatchObject({ Authorization: "Bearer geheim", "Content-Type": "application/json" });
  });

  it("resumes the stream where it was", async () => {
    const fetch = answer(200, {});
    await api.stream("t", 7, signal);
    expect(fetch.mock.calls[0]![1].headers).toMatchObject({ "Last-Event-ID": "7", Authorization: "Bearer t" });
  });

  it("tells easy language, typing and feedback with the token, and wants no answer", async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status: 204 }));
    vi.stubGlobal("fetch", fetch);
    await api.easy("t", true, signal);
    await api.typing("t", signal);
    await api.feedback("t", "good", undefined, signal);
    await api.feedback("t", "good", "heard", signal);
    const asked = fetch.mock.calls.map(([url, { method, body }]) => `${method} ${url} ${body}`);
    expect(asked).toEqual([
      'PUT /api/chat/easy {"easy":true}',
      "POST /api/chat/typing {}",
      'POST /api/chat/feedback {"rating":"good"}',
      'POST /api/chat/feedback {"rating":"good","reason":"heard"}',
    ]);
    for (const [, init] of fetch.mock.calls) expect(init.headers).toMatchObject({ Authorization: "Bearer t" });
  });

  it("comes back with a code alone, never in the address", async () => {
    const fetch = answer(200, { token: "oud", messages: [], owner: { owner: "bot" }, easy: false });
    await api.returnWith("K7QM-2XPD-9FTA", signal);
    const [url, init] = fetch.mock.calls[0]!;
    expect([url, init.body]).toEqual(["/api/chat/return", '{"code":"K7QM-2XPD-9FTA"}']);
    expect(init.headers).not.toHaveProperty("Authorization");
  });

  it.each([
    [500, "offline", ""],
    [503, "offline", ""],
    [401, "expired", ""],
    [422, "refused", "Dat kan niet."],
    [429, "busy", "Dat kan niet."],
  ])("makes %i a matter of %s", async (status, kind, detail) => {
    answer(status, { type: "x", title: "x", detail: "Dat kan niet.", status }, { "Retry-After": "3" });
    const wait = status === 429 ? 3_000 : undefined;
    await expect(api.startSession(signal)).rejects.toMatchObject({ kind, detail, retryAfterMs: wait });
  });

  it("survives an error page that is not JSON", async () => {
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 404 }));
    await expect(api.startSession(signal)).rejects.toMatchObject({ kind: "refused", detail: "" });
  });

  it("erases with an empty answer", async () => {
    vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
    await expect(api.erase("t", signal)).resolves.toBeUndefined();
  });

  it("gives up on a request that hangs", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => new Promise((_, reject) => init.signal!.addEventListener("abort", reject)));
    const result = expect(api.startSession(signal)).rejects.toMatchObject({ kind: "offline" });
    await vi.advanceTimersByTimeAsync(12_000);
    await result;
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../src/api";
import { Outbox } from "../src/outbox";
import { Pause } from "../src/pause";
import { Store, type Outgoing } from "../src/store";

let store: Store;
let tried: Outgoing[];
let answers: (number | ApiError)[];
let told: string[];
let pause: Pause;
let stop: AbortController;
let outbox: Outbox;

beforeEach(() => {
  vi.useFakeTimers();
  store = new Store({ load: () => undefined, save: () => undefined });
  [tried, answers, told, pause, stop] = [[], [], [], new Pause(), new AbortController()];
  const courier = {
    deliver: async (item: Outgoing) => {
      tried.push(item);
      const answer = answers.shift() ?? tried.length;
      if (answer instanceof ApiError) throw answer;
      return { seq: answer };
    },
    reached: () => void told.push("reached"),
    refused: () => void told.push("refused"),
    lost: () => void told.push("lost"),
    expired: () => {
      told.push("expired");
      stop.abort();
    },
  };
  outbox = new Outbox(store, courier, pause, stop.signal);
});
afterEach(() => void vi.useRealTimers());

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const state = () => store.entries().map(({ message, delivery }) => `${message.text}: ${delivery}`);
const offline = () => new ApiError("offline");

describe("Outbox", () => {
  it("delivers in order, one at a time, however often it is started", async () => {
    store.queue("een");
    store.queue("twee");
    void outbox.run();
    void outbox.run();
    await settle();
    expect(tried.map(({ text }) => text)).toEqual(["een", "twee"]);
    expect(state()).toEqual(["een: sent", "twee: sent"]);
    store.queue("drie");
    void outbox.run();
    await settle();
    expect(state()).toContain("drie: sent");
  });

  it("tries again under the same id, tells it the second time, and sends when the server is back", async () => {
    answers = [offline(), offline()];
    store.queue("hoi");
    void outbox.run();
    await settle();
    expect(state()).toEqual(["hoi: sending"]);
    await settle(1_500);
    expect(state()).toEqual(["hoi: failed"]);
    expect(told).toEqual(["lost", "lost"]);
    await settle(3_000);
    expect(state()).toEqual(["hoi: sent"]);
    expect(new Set(tried.map(({ client_id }) => client_id)).size).toBe(1);
  });

  it("tries at once when kicked", async () => {
    answers = [offline()];
    store.queue("hoi");
    void outbox.run();
    await settle();
    pause.kick();
    await settle();
    expect(state()).toEqual(["hoi: sent"]);
  });

  it("shows why a message is refused, and goes on with the next", async () => {
    answers = [new ApiError("refused", "Haal de link weg.")];
    store.queue("een");
    store.queue("twee");
    void outbox.run();
    await settle();
    expect(state()).toEqual(["twee: sent", "een: refused"]);
    expect(store.entries()[1]!.detail).toBe("Haal de link weg.");
    expect(told).toEqual(["refused", "reached"]);
  });

  it("waits as long as a busy server asks, without calling it lost", async () => {
    answers = [new ApiError("busy", "Even wachten.", 9_000)];
    store.queue("hoi");
    void outbox.run();
    await settle(8_999);
    expect(tried).toHaveLength(1);
    await settle(1);
    expect(state()).toEqual(["hoi: sent"]);
    expect(told).toEqual(["reached"]);
  });

  it("stops, with everything still in it, when the session has expired", async () => {
    answers = [new ApiError("expired")];
    store.queue("een");
    store.queue("twee");
    void outbox.run();
    await settle(60_000);
    expect(told).toEqual(["expired"]);
    expect(store.state.outbox.map(({ text }) => text)).toEqual(["een", "twee"]);
  });
});

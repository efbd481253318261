import { beforeEach, describe, expect, it } from "vitest";
import { Store, type State } from "../src/store";
import type { Author, Message } from "../src/types";

const at = "2026-11-24T12:00:00Z";
const from = (author: Author, seq: number, rest: Partial<Message> = {}): Message => ({ seq, author, text: `${author} ${seq}`, at, ...rest });

let kept: State | undefined;
const saving = { load: () => kept && (JSON.parse(JSON.stringify(kept)) as State), save: (state: State) => void (kept = state) };
let store: Store;
const shown = () => store.entries().map(({ message, delivery }) => [message.text, delivery]);
const queue = (text: string, payload?: string) => {
  store.queue(text, payload);
  return store.state.outbox[store.state.outbox.length - 1]!.client_id;
};

beforeEach(() => {
  kept = undefined;
  store = new Store(saving);
});

describe("messages", () => {
  it("are shown once, in order of seq", () => {
    store.receive([from("bot", 3), from("bot", 1)]);
    store.receive([from("bot", 2), from("bot", 3)]);
    expect(shown().map(([text]) => text)).toEqual(["bot 1", "bot 2", "bot 3"]);
    expect(store.state.cursor).toBe(3);
  });

  it("that were typed come after what is there, until the receipt gives them their place", () => {
    const id = queue("hoi");
    expect(shown()).toEqual([["hoi", "sending"]]);
    store.receive([from("bot", 2)]);
    expect(shown()).toEqual([["bot 2", "sent"], ["hoi", "sending"]]);
    store.confirm(id, 1);
    expect(shown()).toEqual([["hoi", "sent"], ["bot 2", "sent"]]);
  });

  it("keep the same key from typing to receipt to echo", () => {
    const id = queue("hoi");
    const keys = [store.entries()[0]!.key];
    store.confirm(id, 1);
    keys.push(store.entries()[0]!.key);
    store.receive([from("teen", 1)]);
    keys.push(store.entries()[0]!.key);
    expect(new Set(keys)).toEqual(new Set([id]));
  });

  it("are not moved past by a receipt: an answer before it may still be under way", () => {
    store.receive([from("bot", 1)]);
    store.confirm(queue("hoi"), 3);
    expect(store.state.cursor).toBe(1);
    store.receive([from("bot", 2)]);
    expect(shown().map(([text]) => text)).toEqual(["bot 1", "bot 2", "hoi"]);
  });

  it("show what the server kept: names and numbers are hidden there", () => {
    store.confirm(queue("ik heet Sam"), 1);
    store.receive([from("teen", 1, { text: "ik heet [naam]" })]);
    expect(shown()).toEqual([["ik heet [naam]", "sent"]]);
  });

  it("keep the title of a button when the echo has no text", () => {
    store.confirm(queue("Ja", "/ja"), 1);
    store.receive([{ seq: 1, author: "teen", at }]);
    expect(shown()).toEqual([["Ja", "sent"]]);
  });

  it("make the launcher say so when the chat is closed, but not for the teen's own", () => {
    store.set({ open: true });
    store.receive([from("bot", 1)]);
    expect(store.state.unread).toBe(false);
    store.set({ open: false });
    store.receive([from("teen", 2), from("bot", 1)]);
    expect(store.state.unread).toBe(false);
    store.receive([from("counsellor", 3)]);
    expect(store.state.unread).toBe(true);
  });
});

describe("an echo that is faster than the receipt", () => {
  it("does not show the message twice, nor send it again", () => {
    const id = queue("hoi");
    store.receive([from("teen", 1, { client_id: id })]);
    expect(shown()).toEqual([["teen 1", "sent"]]);
    expect(store.next()).toBeUndefined();
    store.confirm(id, 1);
    expect(shown()).toEqual([["teen 1", "sent"]]);
    expect(store.entries()[0]!.key).toBe(id);
  });

  it("of another tab leaves what waits here alone", () => {
    const id = queue("hoi");
    store.receive([from("teen", 1, { text: "uit een ander tabblad", client_id: "daar" })]);
    expect(store.next()?.client_id).toBe(id);
    store.confirm(id, 2);
    expect(shown().map(([text]) => text)).toEqual(["uit een ander tabblad", "hoi"]);
  });
});

describe("the outbox", () => {
  it("goes first in, first out, and does not wait for a refused message", () => {
    const [first, second] = [queue("een"), queue("twee")];
    expect(store.next()?.client_id).toBe(first);
    store.mark(first, { delivery: "refused" });
    expect(store.next()?.client_id).toBe(second);
  });

  it("gives a refused message back, in front of what was typed since", () => {
    const id = queue("een");
    store.set({ draft: "twee" });
    store.takeBack(id);
    expect(store.state).toMatchObject({ draft: "een\ntwee", outbox: [] });
  });

  it("goes along to a new conversation as words, without old buttons and ids", () => {
    const id = queue("Ja", "/ja");
    store.set({ draft: "en nog", token: "oud", open: true });
    store.receive([from("bot", 5)]);
    store.restart("Verlopen.", true);
    expect(store.state).toMatchObject({ token: null, messages: [], cursor: 0, draft: "en nog", open: true, notice: "Verlopen." });
    expect(store.state.outbox).toHaveLength(1);
    expect(store.next()).toMatchObject({ text: "Ja", delivery: "sending" });
    expect(store.next()).not.toHaveProperty("payload");
    expect(store.next()?.client_id).not.toBe(id);
  });

  it("leaves easy language on, and asks for feedback anew", () => {
    store.set({ easy: true, feedback: "over" });
    store.restart("Gewist.", false);
    expect(store.state).toMatchObject({ easy: true, feedback: "unasked" });
  });

  it("is empty after erasing, and so is the input", () => {
    queue("hoi");
    store.set({ draft: "nog" });
    store.restart("Gewist.", false);
    expect(store.state).toMatchObject({ outbox: [], draft: "", messages: [] });
  });
});

describe("buttons", () => {
  const buttons = [{ title: "Ja", payload: "/ja" }];

  it("stay under the last message of the bot until it is answered", () => {
    store.receive([from("bot", 1, { buttons })]);
    expect(store.replies()).toEqual(buttons);
    store.receive([from("system", 2)]);
    expect(store.replies()).toEqual(buttons);
    queue("nee");
    expect(store.replies()).toEqual([]);
  });

  it("come back when the answer was refused", () => {
    store.receive([from("bot", 1, { buttons })]);
    store.mark(queue("Ja", "/ja"), { delivery: "refused" });
    expect(store.replies()).toEqual(buttons);
  });

  it("go when the bot or a counsellor says something new", () => {
    store.receive([from("bot", 1, { buttons }), from("bot", 2)]);
    expect(store.replies()).toEqual([]);
    store.receive([from("bot", 3, { buttons }), from("counsellor", 4)]);
    expect(store.replies()).toEqual([]);
  });
});

describe("a reload", () => {
  it("keeps everything, also what was not sent yet", () => {
    store.set({ token: "t", draft: "half getyp", open: true });
    store.receive([from("bot", 1)]);
    queue("hoi");
    const again = new Store(saving);
    expect(again.state).toEqual(store.state);
    expect(again.entries()).toEqual(store.entries());
  });

  it("of the state from an emptied tab starts fresh", () => {
    store.set({ token: "t", open: true });
    kept = undefined;
    store.reload();
    expect(store.state).toMatchObject({ token: null, open: false, messages: [] });
  });
});

import { describe, expect, it } from "vitest";
import { SseParser } from "../src/sse";

const parse = (...chunks: string[]) => {
  const parser = new SseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

describe("SseParser", () => {
  it("reads events with a name, and calls the others message", () => {
    expect(parse("event: owner\ndata: {}\n\ndata: x\n\n")).toEqual([
      { event: "owner", data: "{}" },
      { event: "message", data: "x" },
    ]);
  });

  it("puts events together that arrive in pieces", () => {
    expect(parse("id: 4\neve", "nt: mess", "age\ndata: {\"a\"", ":1}\n", "\n")).toEqual([{ event: "message", data: '{"a":1}' }]);
  });

  it("accepts every kind of line end, also cut in half", () => {
    expect(parse("data: a\r\n\r", "\ndata: b\r\rdata: c\n\n")).toEqual(["a", "b", "c"].map((data) => ({ event: "message", data })));
  });

  it("joins lines of data and leaves out comments", () => {
    expect(parse(": keep-alive\n\ndata: a\n: and again\ndata:b\n\n")).toEqual([{ event: "message", data: "a\nb" }]);
  });

  it("says nothing about an event that is not finished", () => {
    expect(parse("data: a\n")).toEqual([]);
  });
});

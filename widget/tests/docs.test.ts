import { expect, it } from "vitest";
import { WeerwoordChat } from "../src/element";

const docs = Object.values(import.meta.glob<string>("../../docs/widget.md", { query: "?raw", import: "default", eager: true }))[0]!;
const source = Object.values(import.meta.glob<string>("../src/**/*.{ts,css}", { query: "?raw", import: "default", eager: true })).join("\n");

/** The names in the first column of the table whose header starts with `title`. */
function named(title: string): string[] {
  const table = docs.split(`| ${title}`)[1]!.split("\n\n")[0]!.split("\n").slice(2);
  return table.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

it("names every attribute, and no other", () => {
  expect(named("attribute").sort()).toEqual([...WeerwoordChat.observedAttributes, "exit-url"].sort());
});

it("names parts that exist", () => {
  const parts = named("`::part()`");
  expect(parts.length).toBeGreaterThan(20);
  for (const part of parts) expect(source, part).toMatch(new RegExp(`part: "${part}"|item\\([^)]*"${part}"|Switch\\([^)]*"${part}"`));
});

it("names every custom property", () => {
  const used = new Set([...source.matchAll(/--weerwoord-[a-z-]+/g)].map(([name]) => name));
  expect(named("custom property").sort()).toEqual([...used].sort());
});

it("names every event", () => {
  const sent = [...source.matchAll(/announce\("([a-z-]+)"\)/g)].map(([, name]) => name!);
  expect(named("event").sort()).toEqual([...new Set(sent)].sort());
});

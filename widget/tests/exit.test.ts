import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser, leave, onDoubleEscape } from "../src/exit";

const root = document.documentElement;
let done: string[];

beforeEach(() => {
  done = [];
  document.title = "Stichting Voorbeeld";
  vi.spyOn(browser, "replace").mockImplementation((url) => void done.push(`${url} ${root.style.display} "${document.title}"`));
});
afterEach(() => root.removeAttribute("style"));

describe("leave", () => {
  it("hides the page, forgets, goes, and tells, in that order and without waiting", () => {
    const step = (name: string) => () => void done.push(`${name} ${root.style.display}`);
    leave("https://weer.example/", [step("silent"), step("forget")], [step("tell")]);
    expect(done).toEqual(["silent none", "forget none", 'https://weer.example/ none ""', "tell none"]);
    expect(root.style.getPropertyPriority("display")).toBe("important");
  });

  it("goes whatever breaks on the way", () => {
    const broken = () => {
      throw new Error("storage is gone");
    };
    const after = vi.fn();
    leave("https://weer.example/", [broken], [broken, after]);
    expect(done).toHaveLength(1);
    expect(after).toHaveBeenCalled();
  });
});

describe("Esc twice", () => {
  const press = (timeStamp: number, key = "Escape", rest = {}) => ({ timeStamp, key, repeat: false, isComposing: false, ...rest }) as KeyboardEvent;
  const count = (...presses: KeyboardEvent[]) => {
    const act = vi.fn();
    presses.forEach(onDoubleEscape(act));
    return act.mock.calls.length;
  };

  it("counts within 600 ms", () => {
    expect(count(press(0), press(600))).toBe(1);
    expect(count(press(0), press(601))).toBe(0);
    expect(count(press(0), press(700), press(1_200))).toBe(1);
  });

  it("is not one press, a key held down, a word being composed, or another key in between", () => {
    expect(count(press(0))).toBe(0);
    expect(count(press(0), press(50, "Escape", { repeat: true }))).toBe(0);
    expect(count(press(0), press(50, "Escape", { isComposing: true }))).toBe(0);
    expect(count(press(0), press(50, "a"), press(100))).toBe(0);
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";
import { TabStorage } from "../src/storage";

beforeEach(() => sessionStorage.clear());

describe("TabStorage", () => {
  it("keeps one thing, for this tab", () => {
    new TabStorage<{ a: number }>().save({ a: 1 });
    expect(new TabStorage<{ a: number }>().load()).toEqual({ a: 1 });
    expect(localStorage).toHaveLength(0);
  });

  it("is silent when the browser does not allow it", () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    const storage = new TabStorage<{ a: number }>();
    storage.save({ a: 1 });
    storage.forget();
    expect(storage.load()).toBeUndefined();
  });

  it.each(["{", "1", "null", '"x"'])("does not trip over %s", (found) => {
    sessionStorage.setItem("weerwoord-chat", found);
    expect(new TabStorage().load()).toBeUndefined();
  });

  it("writes nothing after it was told to forget", () => {
    const storage = new TabStorage<{ a: number }>();
    storage.save({ a: 1 });
    storage.forget();
    storage.save({ a: 2 });
    expect(sessionStorage).toHaveLength(0);
  });
});

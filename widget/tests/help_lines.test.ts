import { describe, expect, it } from "vitest";
import lines from "virtual:help-lines";
import { readHelpLines } from "../build/help_lines";

describe("the numbers of the help bar", () => {
  it("come from the directory, in a fixed order, as text", () => {
    expect(lines).toEqual([
      { id: "112", phone: "112" },
      { id: "113", phone: "113" },
      { id: "kindertelefoon", phone: "0800-0000" },
    ]);
  });

  it("stop the build when one is missing", () => {
    const yaml = "organisations:\n  - {id: '112', facts: {phone: {value: '112'}}}\n  - {id: '113', facts: {}}";
    expect(() => readHelpLines(yaml)).toThrow('"113"');
    expect(() => readHelpLines("")).toThrow('"112"');
  });
});

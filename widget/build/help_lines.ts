/**
 * Vite plugin: `virtual:help-lines` is read from the directory of organisations when the widget is built.
 * The numbers must be in the bundle, because the help bar works without a network, and they must come from
 * the one place where people keep them true.
 */
import type { Plugin } from "vite";
import { parse } from "yaml";
import type { HelpLine } from "../src/types";

/** The lines of the help bar, in the order in which they are shown. */
const IDS = ["112", "113", "kindertelefoon"] as const;

interface Organisation {
  id?: unknown;
  facts?: { phone?: { value?: unknown } };
}

/** Fails on a missing number: a widget without numbers may never be shipped. */
export function readHelpLines(yaml: string): HelpLine[] {
  const organisations: Organisation[] = parse(yaml)?.organisations ?? [];
  return IDS.map((id) => {
    const phone = organisations.find((one) => String(one.id) === id)?.facts?.phone?.value;
    if (!phone) throw new Error(`The directory has no phone number for "${id}"; the help bar needs it.`);
    return { id, phone: String(phone) };
  });
}

export function helpLines(directory: string): Plugin {
  const file = `${directory}?help-lines`;
  return {
    name: "weerwoord-help-lines",
    resolveId: (id) => (id === "virtual:help-lines" ? file : undefined),
    transform(code, id) {
      if (id !== file) return undefined;
      return { code: `export default ${JSON.stringify(readHelpLines(code))}`, map: null, moduleType: "js" };
    },
  };
}

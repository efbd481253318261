import { defineConfig } from "vitest/config";
import { helpLines } from "./build/help_lines.ts";

const path = (relative: string) => new URL(relative, import.meta.url).pathname;

export default defineConfig(({ mode }) => ({
  plugins: [helpLines(path(mode === "test" ? "tests/fixtures/organisations.yml" : "../data/organisations.yml"))],
  build: {
    // Second-hand phones: nothing newer than these may be asked of the browser.
    target: ["chrome87", "firefox90", "safari14"],
    modulePreload: false,
    lib: { entry: path("src/main.ts"), formats: ["iife"], name: "Weerwoord", fileName: () => "weerwoord.js" },
  },
  server: { fs: { allow: [path("..")] } }, // a test reads docs/widget.md
  test: { css: true, environment: "jsdom", include: ["tests/**/*.test.ts"], restoreMocks: true, unstubGlobals: true },
}));

import { expect, test } from "vitest";
import { shownTheme, type Theme } from "./theme.ts";

test.each<[Theme, readonly string[], string]>([
  ["system", [], "light"],
  ["system", ["(prefers-color-scheme: dark)"], "dark"],
  ["system", ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"], "contrast"],
  ["light", ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"], "light"],
  ["contrast", [], "contrast"],
])("%s with %j is %s", (theme, preferences, shown) => {
  expect(shownTheme(theme, (query) => preferences.includes(query))).toBe(shown);
});

import { existsSync } from "node:fs";
import type { Need } from "../../tools/test-summary.ts";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const named = process.env["WATERTIGHT_CHROMIUM"];
const path = named ?? KNOWN.find((each) => existsSync(each)) ?? "";

/** The browser that pages are looked at in: what WATERTIGHT_CHROMIUM names, else where distributions put it. */
export const CHROMIUM: Need & { readonly path: string } = {
  name: "Chromium",
  path,
  isHere: existsSync(path),
  hint: "apt-get install chromium, or name one with WATERTIGHT_CHROMIUM",
};

if (process.env["CI"] === "true" && !CHROMIUM.isHere) {
  throw new Error(`There is no Chromium, and CI may not leave these tests out: ${CHROMIUM.hint}.`);
}

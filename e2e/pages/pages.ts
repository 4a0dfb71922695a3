import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { bundleDashboard } from "../../tools/bundle-dashboard.mjs";
import { CHROMIUM } from "./chromium.ts";

export const SHOP: string = new URL("../../examples/shop", import.meta.url).pathname;

export type ThemeName = "light" | "dark" | "contrast";

interface Looking {
  readonly width?: number;
  readonly theme?: ThemeName;
  /** The part of the address behind the number sign. */
  readonly hash?: string;
}

/** Pages of the command, opened in Chromium from their files. */
export interface Pages {
  /** Writes the page of a command line that is run in a folder; gives its address. */
  readonly write: (folder: string, argv: readonly string[]) => Promise<string>;
  /** The same for what is no page: gives the path of a file that holds what the command prints. */
  readonly file: (folder: string, argv: readonly string[]) => Promise<string>;
  readonly open: (address: string, looking?: Looking) => Promise<OpenPage>;
  /** A folder with these files. */
  readonly folder: (files: Readonly<Record<string, string>>) => string;
}

export interface OpenPage {
  readonly page: Page;
  /** What the page asked for besides its own file, and what it complained of. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  /** What axe finds, as `rule: place`; `colours` alone where a page differs from one that was looked at by nothing else. */
  readonly axe: (rules?: "all" | "colours") => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Starts Chromium before the tests of a file and ends it behind them. */
export function usePages(): Pages {
  let browser: Browser | undefined;
  const folders: string[] = [];
  const folder = (files: Readonly<Record<string, string>>): string => {
    const path = mkdtempSync(join(tmpdir(), "watertight-page-"));
    folders.push(path);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(path, name, ".."), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    return path;
  };
  beforeAll(async () => {
    if (!CHROMIUM.isHere) return;
    browser = await chromium.launch({
      executablePath: CHROMIUM.path,
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });
  return {
    folder,
    write: async (path, argv) => {
      const { stdout } = await watertightIn(path, argv, "", {
        asset: await bundleDashboard(),
      });
      const file = join(folder({}), "page.html");
      writeFileSync(file, stdout);
      return pathToFileURL(file).href;
    },
    file: async (path, argv) => {
      const { stdout } = await watertightIn(path, argv);
      const file = join(folder({}), "printed.json");
      writeFileSync(file, stdout);
      return file;
    },
    open: async (address, looking = {}) => {
      if (!browser) throw new Error("Chromium was not started.");
      return openIn(browser, address, looking);
    },
  };
}

async function openIn(browser: Browser, address: string, looking: Looking): Promise<OpenPage> {
  const { width = 1400, theme = "light", hash = "" } = looking;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme === "dark" ? "dark" : "light",
    reducedMotion: "reduce",
    contrast: theme === "contrast" ? "more" : "no-preference",
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${address}${hash}`);
  await page.waitForSelector("main");
  await page.waitForSelector(".waiting", { state: "detached" });
  return {
    page,
    requests,
    complaints,
    axe: async (rules = "all") => {
      const only =
        rules === "all"
          ? `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
          : `{ type: "rule", values: ["color-contrast"] }`;
      await page.evaluate(axe.source);
      const found: unknown = await page.evaluate(
        `axe.run(document, { resultTypes: ["violations"], runOnly: ${only} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target.join(" ") + " " + failureSummary)))`,
      );
      return found as readonly string[];
    },
    close: () => context.close(),
  };
}

// Writes packages/cli/man/watertight.1 from what the verbs declare, or with --check says whether it is stale; part of `npm run docs`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { EXIT_STATUSES } from "../packages/cli/src/help.ts";
import { GLOBAL_OPTIONS } from "../packages/cli/src/options.ts";
import { COMMANDS } from "../packages/cli/src/registry.ts";
import { manPage } from "./man-page.ts";

const FILE = new URL("../packages/cli/man/watertight.1", import.meta.url);

const page = manPage(COMMANDS, { globalOptions: GLOBAL_OPTIONS, exitStatuses: EXIT_STATUSES });

if (!process.argv.includes("--check")) {
  mkdirSync(new URL(".", FILE), { recursive: true });
  writeFileSync(FILE, page);
} else if (currentPage() !== page) {
  console.error(
    "packages/cli/man/watertight.1 is stale\nRun `npm run docs` and commit the result.",
  );
  process.exitCode = 1;
}

function currentPage(): string | undefined {
  try {
    return readFileSync(FILE, "utf8");
  } catch {
    return undefined;
  }
}

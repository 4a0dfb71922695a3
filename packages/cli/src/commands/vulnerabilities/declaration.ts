import type { Command } from "../../command.ts";
import { exportStore } from "./export/declaration.ts";
import { importFeeds } from "./import/declaration.ts";
import { status } from "./status/declaration.ts";
import { update } from "./update/declaration.ts";

/** `watertight vulnerabilities`. */
export const vulnerabilities: Command = {
  name: "vulnerabilities",
  summary: "Fetch, import and describe the advisories that images are judged by",
  usage: "vulnerabilities VERB [OPTIONS]",
  options: [],
  examples: [...update.examples.slice(0, 1), ...importFeeds.examples.slice(0, 1)],
  subcommands: [update, importFeeds, status, exportStore],
};

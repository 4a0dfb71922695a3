import type { Command } from "../../command.ts";
import { capture } from "./capture/declaration.ts";
import { expire } from "./expire/declaration.ts";
import { exportEvidence } from "./export/declaration.ts";
import { hold } from "./hold/declaration.ts";
import { list } from "./list/declaration.ts";
import { release } from "./release/declaration.ts";
import { verify } from "./verify/declaration.ts";
import { watch } from "./watch/declaration.ts";

/** `watertight evidence`. */
export const evidence: Command = {
  name: "evidence",
  summary: "Keep what pods leave behind, and prove that it is still the same",
  usage: "evidence VERB [OPTIONS] ...",
  options: [],
  examples: [...capture.examples, ...verify.examples],
  subcommands: [capture, watch, list, exportEvidence, verify, hold, release, expire],
};

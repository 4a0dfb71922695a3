import type { Command } from "../../../command.ts";
import { BATCH } from "../../../options.ts";
import { VULNERABILITIES } from "../options.ts";

/** `watertight images match`. */
export const match: Command = {
  name: "match",
  summary: "Match packages against advisories, by the rules of each ecosystem",
  usage: "images match [OPTIONS] PURL... | --batch FILE",
  operands: { placeholder: "PURL", minimum: 0 },
  options: [
    VULNERABILITIES,
    {
      name: "distribution",
      kind: "value",
      placeholder: "ID:VERSION",
      description: "The operating system of deb, rpm and apk packages, as debian:12",
    },
    BATCH,
  ],
  examples: [
    {
      command: "watertight images match --vulnerabilities osv/ pkg:npm/lodash@4.17.20",
      description: "What a folder of OSV records knows against a package",
    },
    {
      command: "watertight images match --vulnerabilities osv/ --batch - < questions.jsonl",
      description: "Many: {id, distribution: {id, version}, packages: [{purl}]} a line",
    },
  ],
  run: () => import("./run.ts"),
};

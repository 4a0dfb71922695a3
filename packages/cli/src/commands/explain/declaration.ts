import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { ATTACK_PATHS } from "../../options.ts";

/** `watertight explain`. */
export const explain: Command = {
  name: "explain",
  summary: "Explain a check or a detection, with examples; or a single finding",
  usage: "explain [OPTIONS] ID... | FINGERPRINT PATH...",
  operands: {
    placeholder: "the ID of a check or of a detection, or the FINGERPRINT of a finding and a PATH",
    minimum: 1,
    completes: "check-id",
  },
  options: [ATTACK_PATHS, ...SCAN_OPTIONS],
  examples: [
    { command: "watertight explain privileged", description: "Everything about one check" },
    {
      command: "watertight explain 0f1e2d3c deploy/",
      description: "One finding: why it is as severe as it is, and who accepted it",
    },
  ],
  run: () => import("./run.ts"),
};

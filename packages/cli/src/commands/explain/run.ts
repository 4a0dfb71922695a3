import { builtInChecks } from "@watertight/core/checks";
import { createPaint } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";
import { findChecks } from "../../find-checks.ts";
import { usesColor } from "../../terminal/color.ts";
import { explainFinding } from "./finding.ts";
import { explanationOf } from "./text.ts";

/** The fingerprint of a finding, or enough of its beginning. */
const FINGERPRINT = /^[0-9a-f]{8,32}$/;

/** Prints what there is to say about the checks that are named, or about one finding. */
export const run: Run = async (args, context) => {
  const { stdout, environment } = context;
  const paint = createPaint(usesColor(args.value("color"), stdout, environment));
  const [first = ""] = args.operands;
  if (FINGERPRINT.test(first)) return explainFinding(args, context, paint);
  const all = builtInChecks();
  const checks = new Set(args.operands.flatMap((name) => findChecks(name, all, "explain")));
  stdout.write([...checks].map((check) => explanationOf(check, paint)).join("\n\n"));
  return CLEAN;
};

import { builtInChecks } from "@watertight/core/checks";
import { createPaint } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";
import { findChecks } from "../../find-checks.ts";
import { usesColor } from "../../terminal/color.ts";
import { detectionExplanation } from "./detection.ts";
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
  // Detections are only read where a name is none of a check.
  const ids = new Set(all.map(({ id }) => id));
  const detections = args.operands.every((name) => ids.has(name))
    ? []
    : (await import("@watertight/core/detections")).DETECTIONS;
  const texts = args.operands.flatMap((name) => {
    const detection = detections.find(({ id }) => id === name.toLowerCase());
    if (detection !== undefined) return [detectionExplanation(detection, paint)];
    return findChecks(name, all, "explain").map((check) => explanationOf(check, paint));
  });
  stdout.write([...new Set(texts)].join("\n\n"));
  return CLEAN;
};

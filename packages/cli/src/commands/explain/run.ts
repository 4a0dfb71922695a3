import { builtInChecks } from "@watertight/core";
import type { Run } from "../../command.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { createPaint, usesColor } from "../../terminal/color.ts";
import { findChecks } from "../catalogue/find-check.ts";
import { explanationOf } from "./explanation.ts";

/** Prints what there is to say about the checks that are named. */
export const run: Run = (args, { stdout, environment }) => {
  const all = builtInChecks();
  const paint = createPaint(usesColor(args.value("color"), stdout, environment));
  const checks = new Set(args.operands.flatMap((name) => findChecks(name, all, "explain")));
  stdout.write([...checks].map((check) => explanationOf(check, paint)).join("\n\n"));
  return Promise.resolve(EXIT_STATUS.clean);
};

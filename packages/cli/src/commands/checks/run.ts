import { builtInChecks } from "@watertight/core/checks";
import { createPaint } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";
import { usesColor } from "../../terminal/color.ts";
import { filterChecks } from "./filter.ts";
import { catalogueJson } from "./json.ts";
import { catalogueText } from "./text.ts";

/** Prints the catalogue of checks. */
export const run: Run = (args, { stdout, environment }) => {
  const checks = filterChecks(builtInChecks(), {
    topics: args.values("topic"),
    severities: args.values("severity"),
  });
  if (args.flag("count")) {
    stdout.write(`${checks.length}\n`);
    return Promise.resolve(CLEAN);
  }
  const paint = createPaint(usesColor(args.value("color"), stdout, environment));
  stdout.write(
    args.value("output") === "json" ? catalogueJson(checks) : catalogueText(checks, paint),
  );
  return Promise.resolve(CLEAN);
};

import { DEFAULT_INTEGRITY_RULES } from "@watertight/core/nodes";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../../ending.ts";
import { writeText } from "../../../../files.ts";
import { baselineText } from "../baseline-file.ts";
import { look, nodeNameOf, rootOf } from "../looking.ts";

/** `nodes baseline write`. */
export const run: Run = async (args, context) => {
  const root = rootOf(args, context);
  const watch = args.values("include");
  const rules = {
    watch: watch.length > 0 ? watch : DEFAULT_INTEGRITY_RULES.watch,
    exclude: [...DEFAULT_INTEGRITY_RULES.exclude, ...args.values("exclude")],
  };
  const { baseline } = look(
    { root, node: nodeNameOf(args, root), rules, expected: 0 },
    args,
    context,
  );
  const { text, sha256 } = baselineText(baseline);
  const file = args.value("output");
  if (file === undefined || file === "-") context.stdout.write(text);
  else {
    await writeText(file, text, "The baseline", context);
    if (!args.flag("quiet")) {
      const paths = counted(baseline.files.size, "path");
      context.stderr.write(sanitize(`${paths} of ${baseline.node}; sha256 ${sha256}`).concat("\n"));
    }
  }
  const { notRead } = baseline;
  const [first] = notRead;
  if (!baseline.attributes && !args.flag("quiet")) {
    context.stderr.write(
      "Extended attributes, file capabilities among them, were not read: getfattr is not installed.\n",
    );
  }
  if (first === undefined) return CLEAN;
  return endedIncomplete(
    `${counted(notRead.length, "path")} could not be read; the first is ${first.path}: ${first.reason}.`,
  );
};

import { counted } from "@watertight/reports/text";
import { callSources, collectUses } from "../../../api-uses/collect.ts";
import { targetMinor } from "../../../api-uses/target.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { readClusters } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { deprecatedJson } from "./json.ts";
import { deprecatedText } from "./text.ts";
import type { DeprecatedUses } from "./uses.ts";

const VERB = { verb: "versions deprecated" };

/** `versions deprecated`: who writes and who asks for versions of APIs that go. */
export const run: Run = async (args, context) => {
  const target = targetMinor(args, VERB.verb);
  const sources = await callSources(args, context);
  if (sources.paths.length + sources.metrics.length + sources.audit.length === 0) {
    throw new UsageError(
      "Give what is to be looked at: a PATH, --cluster, --metrics FILE or --audit FILE.",
      VERB,
    );
  }
  const { paths } = sources;
  const reading = paths.length === 0 ? undefined : await readClusters(args, context, { paths });
  const asked = { target, snapshot: reading?.snapshot };
  const collected = await collectUses(asked, sources, args, context);
  const found = { ...collected, target, reading, gap: reading?.gap ?? collected.gap };
  writeAnswer(args, context.stdout, {
    json: () => deprecatedJson(found),
    text: () => deprecatedText(found),
  });
  return endingOf(found);
};

function endingOf({ uses, gap, target }: DeprecatedUses): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  const failing = uses.filter(
    ({ state, confidence }) => state === "removed" && confidence !== "low",
  );
  return failing.length === 0
    ? CLEAN
    : ended(
        `${counted(failing.length, "use")} of what 1.${target} does not serve ${failing.length === 1 ? "is" : "are"} left.`,
      );
}

import { podSecurityDefaultOf } from "@watertight/core/cluster";
import {
  type PodSecurityConfiguration,
  parsePodSecurityConfiguration,
} from "@watertight/core/pod-security";
import { parseDocument } from "@watertight/manifests";
import { questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { endedIncomplete } from "../../../ending.ts";
import { readText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { readPods } from "../settings.ts";
import { admitBatch } from "./batch.ts";

const VERB = { verb: "pod-security admit" };

/** `pod-security admit`: admission reviews of a file, judged in the light of the namespaces and pods of the paths. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch === undefined) {
    throw new UsageError(
      "Give the admission reviews with --batch FILE; - is standard input.",
      VERB,
    );
  }
  const given = await readConfiguration(args.value("admission-configuration"), context);
  const { snapshot, gap } = await readPods(args, context);
  const configuration = given ?? podSecurityDefaultOf(snapshot).value;
  const streams = { lines: questionLines(batch, context), write: context.stdout.write };
  const ending = await admitBatch(streams, snapshot, configuration);
  return gap === undefined ? ending : endedIncomplete(gap);
};

async function readConfiguration(
  file: string | undefined,
  context: Context,
): Promise<PodSecurityConfiguration | undefined> {
  if (file === undefined) return undefined;
  const text = await readText(file, "The admission configuration", context);
  const { values, problems } = parseDocument(text);
  const errors = problems.filter(({ severity }) => severity === "error");
  const parsed = parsePodSecurityConfiguration(values[0]?.value ?? null);
  if (errors.length === 0 && parsed.configuration) return parsed.configuration;
  const details =
    errors.length > 0 ? errors.map(({ message }) => message) : (parsed.problems ?? []);
  throw new UsageError(`The admission configuration ${file} is wrong:`, { ...VERB, details });
}

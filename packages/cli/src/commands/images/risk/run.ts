import type { Configuration } from "@watertight/core/configuration";
import { type ImageRisk, imageRiskOf, type RiskSettings } from "@watertight/core/image-risk";
import { clusterContentsOf } from "@watertight/core/images";
import { tenantsOf } from "@watertight/core/tenancy";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor, type ReadCluster, readCluster } from "../../../reading.ts";
import { tenantSettings } from "../../../tenants.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { riskJson } from "./json.ts";
import { knownImages } from "./known-images.ts";
import { riskText } from "./text.ts";

/** `images risk`. */
export const run: Run = async (args, context) => {
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, { configuration });
  const { cluster } = read;
  const settings = settingsOf(args, context, configuration, read);
  const known = await knownImages(args, context, configuration, {
    running: clusterContentsOf(cluster.snapshot).images.map(({ reference }) => reference),
    withDates: Object.keys(configuration.images.objectives).length > 0,
  });
  const risk = imageRiskOf(cluster, known.images, settings);
  const ending = endingOf(risk, read.gap ?? known.gap);
  context.statusSoFar(ending.status);
  const answer = {
    risk,
    read,
    age: known.age,
    isIncomplete: gapOf(risk, read.gap ?? known.gap) !== undefined,
  };
  writeAnswer(args, context.stdout, {
    json: () => riskJson(answer),
    text: () => riskText(answer, args.integer("limit") ?? 10),
  });
  return ending;
};

function settingsOf(
  args: Arguments,
  { today }: Context,
  configuration: Configuration,
  { cluster }: ReadCluster,
): RiskSettings {
  const { objectives, ownerLabel, rebuildDays } = configuration.images;
  const label = args.value("owner-label") ?? ownerLabel;
  const days = args.integer("rebuild-days") ?? rebuildDays;
  return {
    today: today(),
    tenants: tenantsOf(cluster.snapshot, tenantSettings(args, configuration)),
    objectives,
    ...(label !== undefined && { ownerLabel: label }),
    ...(days !== undefined && { rebuildDays: days }),
  };
}

/** What of the answer is not known, in a sentence. */
function gapOf({ images }: ImageRisk, gap: string | undefined): string | undefined {
  if (gap !== undefined) return gap;
  const open = images.filter((each) => each.gap !== "");
  const [first] = open;
  return (
    first &&
    `What ${counted(open.length, "image")} of ${images.length} ${open.length === 1 ? "holds" : "hold"} is not known, or not all of it; the first is ${first.image.reference}: ${first.gap}.`
  );
}

function endingOf(risk: ImageRisk, gap: string | undefined): Ending {
  const late = risk.missed.filter(({ days }) => days !== undefined);
  if (late.length > 0)
    return ended(
      `${counted(late.length, "finding")} with a fix ${late.length === 1 ? "is" : "are"} older than images.objectives allows.`,
    );
  const [first] = risk.missed;
  const open =
    gapOf(risk, gap) ??
    (first &&
      `How long ${first.vulnerability.id} of ${first.reference} has been known is not said, so that nobody knows whether its objective is met.`);
  return open === undefined ? CLEAN : endedIncomplete(open);
}

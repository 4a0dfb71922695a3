import type { Check } from "@watertight/core/checks";
import type { Configuration } from "@watertight/core/configuration";
import { imageRiskChecks } from "@watertight/core/image-risk";
import type { Arguments } from "./command.ts";
import { knownImages } from "./commands/images/risk/known-images.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./usage-error.ts";

/** The checks of `--images`: what runs against what the configuration says that images hold. */
export async function imageChecks(
  args: Arguments,
  context: Context,
  configuration: Configuration,
): Promise<readonly Check[]> {
  const { contents, ownerLabel, rebuildDays, objectives } = configuration.images;
  if (contents.length === 0) {
    throw new UsageError(
      "--images needs to know what images hold: name archives, bills of materials or reports in images.contents of watertight.yaml.",
    );
  }
  const { images, gap } = await knownImages(configuredAlone(args), context, configuration, {
    running: [],
    withDates: false,
  });
  if (gap !== undefined) context.stderr.write(`${gap}\n`);
  return imageRiskChecks(images, {
    ...{ today: context.today(), objectives },
    ...(ownerLabel !== undefined && { ownerLabel }),
    ...(rebuildDays !== undefined && { rebuildDays }),
  });
}

/** A scan has no options about images of its own: the configuration says all. */
function configuredAlone(args: Arguments): Arguments {
  return {
    ...args,
    values: () => [],
    value: () => undefined,
    integer: () => undefined,
    flag: (name) => name === "quiet" && args.flag(name),
  };
}

import type { ReadImage } from "@watertight/images";
import { type Bill, cyclonedx, spdx } from "@watertight/reports/bom";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { contextIn, isClusterPath } from "../../../live/cluster-path.ts";
import { readClusterPath } from "../../../live/read-snapshot.ts";
import { openImages } from "../open-images.ts";
import { writeClusterBill } from "./cluster.ts";
import { packagesJson } from "./json.ts";
import { packagesText } from "./text.ts";

/** `images packages`. */
export const run: Run = async (args, context) => {
  const [reference = ""] = args.operands;
  const format = args.value("output") ?? "text";
  const cluster = await readClusterPath([reference], args, context);
  if (cluster) {
    const name = isClusterPath(reference) ? (contextIn(reference) ?? "cluster") : reference;
    return writeClusterBill(cluster, name, format, context);
  }
  const images = await openImages(args, context);
  try {
    const image = await images.read(reference);
    const ending = endingOf(image);
    context.statusSoFar(ending.status);
    context.stdout.write(written(format, image, context));
    return ending;
  } finally {
    images.close();
  }
};

function written(format: string, image: ReadImage, context: Context): string {
  switch (format) {
    case "json":
      return packagesJson(image, context.today());
    case "cyclonedx":
      return cyclonedx(billOf(image, context));
    case "spdx":
      return spdx(billOf(image, context));
    default:
      return packagesText(image, context.today());
  }
}

function billOf(image: ReadImage, { version, today }: Context): Bill {
  const { reference, digest, distribution, layers, packages, notRead, isSource } = image;
  return {
    tool: { name: "watertight", version },
    day: today(),
    subject: { kind: isSource ? "folder" : "image", name: reference, version: digest },
    packages,
    ...(distribution ? { distribution } : {}),
    layers,
    notRead,
    parts: [],
  };
}

function endingOf({ notRead }: ReadImage): Ending {
  const [first] = notRead;
  if (!first) return CLEAN;
  return endedIncomplete(
    notRead.length === 1
      ? `${first.path} was not read: ${first.reason}.`
      : `${notRead.length} parts were not read; the first is ${first.path}: ${first.reason}.`,
  );
}

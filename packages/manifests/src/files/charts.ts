import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { NotExaminedKind } from "@watertight/core/snapshot";
import { parseTar } from "nanotar";
import { errorWords } from "./error-words.ts";
import type { ChartInput } from "./input.ts";
import { type Mapping, parseMapping, textOf } from "./mapping.ts";

const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** A chart to render, or why there is none. */
export type FoundChart =
  | { readonly chart: ChartInput }
  | { readonly kind: NotExaminedKind; readonly reason: string };

interface Place {
  readonly name: string;
  readonly path: string;
}

/** The chart that a Chart.yaml describes; Helm renders no library chart by itself. */
export function describeChart(
  place: Place,
  metadata: Mapping | undefined,
  archive: boolean,
): FoundChart {
  if (metadata?.["type"] === "library") {
    return {
      kind: "not-kubernetes",
      reason: `${place.name} is a library chart: it has only definitions for other charts and renders no objects.`,
    };
  }
  const { name, path } = place;
  return { chart: { name, path, archive, chartName: textOf(metadata?.["name"]) } };
}

/** Looks into a .tgz file of `size` bytes for a chart; `explicit` means that the user named it, so that there must be one. */
export async function readArchive(
  place: Place,
  size: number,
  explicit: boolean,
): Promise<FoundChart> {
  if (size > MAX_ARCHIVE_BYTES) return tooLarge(place.name);
  let bytes: Uint8Array;
  try {
    bytes = await promisify(gunzip)(await readFile(place.path), {
      maxOutputLength: MAX_UNPACKED_BYTES,
    });
  } catch (error) {
    if (error instanceof RangeError) return tooLarge(place.name);
    return { kind: "unreadable", reason: unpackReason(place.name, error) };
  }
  const text = chartYamlIn(bytes);
  if (text === undefined) {
    return {
      kind: explicit ? "unreadable" : "not-kubernetes",
      reason: `${place.name} is an archive without a Helm chart in it; unpack it to have its files examined.`,
    };
  }
  return describeChart(place, parseMapping(text), true);
}

function tooLarge(name: string): FoundChart {
  return {
    kind: "too-large",
    reason: `The archive ${name} is larger than 64 MiB, or 256 MiB unpacked, and was not read; unpack it and name the folder.`,
  };
}

function unpackReason(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_") || code === "") return `${name} is not a valid gzip archive.`;
  return `${name} cannot be read: ${errorWords(error)}.`;
}

/** A damaged archive may make the reader throw; what is found by then is not trusted either. */
function chartYamlIn(tar: Uint8Array): string | undefined {
  try {
    const isChartYaml = ({ name }: { name: string }): boolean =>
      /^(?:\.\/)?[^/]+\/Chart\.yaml$/.test(name);
    // A copy, because nanotar reads the whole ArrayBuffer, of which a Buffer from Node's pool is only a part.
    const [item] = parseTar(new Uint8Array(tar), { filter: isChartYaml });
    return item?.text;
  } catch {
    return undefined;
  }
}

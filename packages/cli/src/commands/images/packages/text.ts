import type { Package } from "@watertight/core/images";
import type { ReadImage } from "@watertight/images";
import { wholeName, wholeVersion } from "@watertight/reports/bom";
import { builtText, remarksOn } from "@watertight/reports/images";
import { sanitize } from "@watertight/reports/text";
import { detailsOf } from "../details.ts";

/** `images packages`: what to heed first, then the packages by kind, what was not read, and what to do next. */
export function packagesText(image: ReadImage, today: string): string {
  const parts = [
    headLines(image, today),
    heedLines(image, today),
    ...kindsIn(image.packages).map(([type, packages]) => packageLines(type, packages)),
    unreadLines(image),
    [
      image.packages.length === 0
        ? "No package was found. What is compiled without a list of its parts cannot be told apart."
        : "Next: watertight images scan, for what is known against these packages.",
    ],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => sanitize(line)).join("\n"))
    .join("\n\n")}\n`;
}

function headLines(image: ReadImage, today: string): readonly string[] {
  const { reference, digest, distribution, layers, packages, configuration, isSource } = image;
  const kinds = kindsIn(packages)
    .map(([type, list]) => `${list.length} ${type}`)
    .join(", ");
  return [
    reference,
    ...(digest === "" ? [] : [`  digest        ${digest}`]),
    ...(distribution
      ? [`  distribution  ${distribution.name || `${distribution.id} ${distribution.version}`}`]
      : []),
    ...(isSource ? [] : [`  layers        ${layers.length}`]),
    ...(configuration?.created
      ? [`  built         ${builtText(configuration.created, today)}`]
      : []),
    ...(configuration?.base.name ? [`  base          ${configuration.base.name}`] : []),
    `  packages      ${packages.length}${kinds === "" ? "" : ` (${kinds})`}`,
  ];
}

const WORDS = {
  secret: "Secret",
  "end-of-life": "End of life",
  user: "User",
  setuid: "Setuid or setgid",
} as const;

function heedLines(image: ReadImage, today: string): readonly string[] {
  const details = detailsOf(image);
  const remarks = remarksOn({ contents: image, ...(details && { details }) }, today);
  return remarks.map(({ kind, text }) => `${WORDS[kind]}: ${text}`);
}

function kindsIn(packages: readonly Package[]): readonly (readonly [string, readonly Package[]])[] {
  const kinds = new Map<string, Package[]>();
  for (const each of packages) {
    const known = kinds.get(each.type);
    if (known) known.push(each);
    else kinds.set(each.type, [each]);
  }
  return [...kinds];
}

const OF_DATABASES: ReadonlySet<string> = new Set(["deb", "rpm", "apk"]);

function packageLines(type: string, packages: readonly Package[]): readonly string[] {
  const rows = packages
    .map((each) => [
      wholeName(each),
      wholeVersion(each) || "(no version)",
      OF_DATABASES.has(type) ? "" : placeOf(each),
    ])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
  const width = Math.min(40, Math.max(...rows.map(([name = ""]) => name.length)));
  const versions = Math.min(28, Math.max(...rows.map(([, version = ""]) => version.length)));
  return [
    `${type} (${packages.length})`,
    ...rows.map(([name = "", version = "", place = ""]) =>
      `  ${name.padEnd(width)}  ${version.padEnd(versions)}  ${place}`.trimEnd(),
    ),
  ];
}

function placeOf({ path, line }: Package): string {
  return line === undefined ? path : `${path}:${line}`;
}

function unreadLines({ notRead }: ReadImage): readonly string[] {
  if (notRead.length === 0) return [];
  return [
    `Not read (${notRead.length}):`,
    ...notRead.map(({ path, reason }) => `  ${path}: ${reason}`),
  ];
}

import { endOfLifeOf, type Package } from "@watertight/core/images";
import type { ReadImage } from "@watertight/images";
import { wholeName, wholeVersion } from "@watertight/reports/bom";
import { counted, sanitize } from "@watertight/reports/text";

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
    ...(configuration?.created ? [`  built         ${ageText(configuration.created, today)}`] : []),
    ...(configuration?.base.name ? [`  base          ${configuration.base.name}`] : []),
    `  packages      ${packages.length}${kinds === "" ? "" : ` (${kinds})`}`,
  ];
}

/** `2026-07-01 (13 days ago)`; builds that can be repeated have a date that says nothing. */
function ageText(created: string, today: string): string {
  const day = created.slice(0, 10);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return Number.isNaN(days) || day < "2000" || days < 0
    ? day
    : `${day} (${counted(days, "day")} ago)`;
}

function heedLines(image: ReadImage, today: string): readonly string[] {
  const { configuration, configurationSecrets, fileSecrets } = image;
  return [
    ...configurationSecrets.map(({ kind, where }) => `Secret: ${kind} in ${where}`),
    ...fileSecrets.map(
      ({ kind, path, key }) => `Secret: ${kind} in ${path}${key === undefined ? "" : `, ${key}`}`,
    ),
    ...endLines(image, today),
    ...(configuration?.runsAsRoot === "yes" ? ["User: root, unless the pod says otherwise"] : []),
    ...setuidLines(image),
  ];
}

function endLines({ distribution }: ReadImage, today: string): readonly string[] {
  const end = distribution && endOfLifeOf(distribution);
  if (!distribution || end === undefined || end >= today) return [];
  const { id, version } = distribution;
  return [`End of life: ${id} ${version} has had no updates since ${end}`];
}

const MOST_NAMED = 5;

function setuidLines({ setuidFiles }: ReadImage): readonly string[] {
  if (setuidFiles.length === 0) return [];
  const named = setuidFiles.slice(0, MOST_NAMED).map(({ path }) => path);
  const more = setuidFiles.length - named.length;
  return [`Setuid or setgid: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
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

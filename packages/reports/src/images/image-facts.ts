import { endOfLifeOf } from "@watertight/core/images";
import { counted } from "../text/words.ts";
import type { ImageReport } from "./image-report.ts";

/** What is to be heeded of an image besides its packages. */
export interface ImageRemark {
  readonly kind: "secret" | "end-of-life" | "user" | "setuid";
  readonly text: string;
}

/** What an image is to be told for besides its vulnerabilities, what weighs most first. */
export function remarksOn(
  { contents, details }: Pick<ImageReport, "contents" | "details">,
  today: string,
): readonly ImageRemark[] {
  const secrets = details?.secrets ?? [];
  return [
    ...secrets.map(
      ({ kind, where }): ImageRemark => ({
        kind: "secret",
        text: `${kind} in ${where}`,
      }),
    ),
    ...endOfLifeRemarks(contents, today),
    ...(details?.runsAsRoot === "yes"
      ? [{ kind: "user", text: "root, unless the pod says otherwise" } as const]
      : []),
    ...setuidRemarks(details?.setuidFiles ?? []),
  ];
}

function endOfLifeRemarks(
  { distribution }: ImageReport["contents"],
  today: string,
): readonly ImageRemark[] {
  const end = distribution && endOfLifeOf(distribution);
  if (distribution === undefined || end === undefined || end >= today) return [];
  const { id, version } = distribution;
  return [{ kind: "end-of-life", text: `${id} ${version} has had no updates since ${end}` }];
}

const MOST_NAMED = 5;

function setuidRemarks(files: readonly string[]): readonly ImageRemark[] {
  return files.length === 0 ? [] : [{ kind: "setuid", text: firstOf(files) }];
}

function firstOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** When an image was built, on what, and under which licences its packages are: one line, or "" where nothing is known. */
export function originOf({ contents, details }: ImageReport, today: string): string {
  const built = details?.created ? `built ${builtText(details.created, today)}` : "";
  const base = details?.base ? `on ${details.base}` : "";
  const licences = licencesOf(contents.packages);
  return [
    [built, base].filter((part) => part !== "").join(" "),
    licences.length === 0 ? "" : `licences ${firstOf(licences)}`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** `2026-07-01 (13 days ago)`; builds that can be repeated have a date that says nothing. */
export function builtText(created: string, today: string): string {
  const day = created.slice(0, 10);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return Number.isNaN(days) || day < "2000" || days < 0
    ? day
    : `${day} (${counted(days, "day")} ago)`;
}

/** Every licence of the packages, those of most packages first. */
export function licencesOf(
  packages: readonly { readonly licences: readonly string[] }[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { licences } of packages)
    for (const licence of new Set(licences)) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([licence]) => licence);
}

import { compareSeverity, type Finding } from "./finding.ts";
import type { Grouping } from "./grouping.ts";
import { keyOf } from "./words.ts";

/** Findings that stand together in a report for people, the worst of them last. */
export interface Group {
  /** `shared`: information that several objects have in common. */
  readonly by: "object" | "check" | "image" | "shared";
  readonly findings: readonly Finding[];
}

/** A finding that is shown whole, and the others that are settled with it. */
export interface Entry {
  readonly by: Group["by"];
  readonly finding: Finding;
  readonly others: readonly Finding[];
}

/** Puts findings into groups, in the order in which the first of each came; every finding is in one of them. */
export function groupsOf(findings: readonly Finding[], groupBy: Grouping): readonly Group[] {
  const shared = groupBy === "cause" ? sharedInformation(findings) : undefined;
  const groups = new Map<string, { by: Group["by"]; findings: Finding[] }>();
  for (const finding of findings) {
    const isShared = shared?.has(informationKey(finding)) ?? false;
    const { by, key } = isShared ? SHARED : placeOf(finding, groupBy);
    const known = groups.get(`${by} ${key}`);
    if (known) known.findings.push(finding);
    else groups.set(`${by} ${key}`, { by, findings: [finding] });
  }
  for (const group of groups.values()) {
    group.findings.sort((a, b) => compareSeverity(a.severity, b.severity));
  }
  return [...groups.values()];
}

/** What is shown of a group: an entry a cause in an object, one a check in what objects share, else a single one. */
export function entriesOf({ by, findings }: Group, groupBy: Grouping): readonly Entry[] {
  const entries = new Map<string, Finding[]>();
  for (const [index, finding] of findings.entries()) {
    const key = groupBy === "finding" ? `${index}` : ENTRY_KEYS[by](finding);
    const same = entries.get(key) ?? [];
    same.push(finding);
    // Taken out and put back: the map keeps the order in which the worst of each entry came.
    entries.delete(key);
    entries.set(key, same);
  }
  return [...entries.values()].flatMap((same) => {
    const finding = same.at(-1);
    return finding ? [{ by, finding, others: same.slice(0, -1) }] : [];
  });
}

/** The entries of all groups, the worst first. */
export function worstFirst(findings: readonly Finding[], groupBy: Grouping): readonly Entry[] {
  return groupsOf(findings, groupBy)
    .flatMap((group) => entriesOf(group, groupBy))
    .sort((a, b) => compareSeverity(b.finding.severity, a.finding.severity));
}

const SHARED = { by: "shared", key: "" } as const;

const ENTRY_KEYS: Readonly<Record<Group["by"], (finding: Finding) => string>> = {
  object: ({ cause }) => cause,
  shared: informationKey,
  check: () => "",
  image: () => "",
};

/** What is pointed out for information with one cause in several objects. */
function sharedInformation(findings: readonly Finding[]): ReadonlySet<string> {
  const objects = new Map<string, string>();
  const shared = new Set<string>();
  for (const finding of findings) {
    if (finding.severity !== "info") continue;
    const [key, object] = [informationKey(finding), keyOf(finding.object)];
    const known = objects.get(key);
    if (known === undefined) objects.set(key, object);
    else if (known !== object) shared.add(key);
  }
  return shared;
}

/** Not that of any finding that weighs more. */
function informationKey({ check, cause, severity }: Finding): string {
  return severity === "info" ? `${check} ${cause}` : "";
}

/** What is not about an image stays with its object. */
function placeOf(
  { check, cause, object, location }: Finding,
  groupBy: Grouping,
): Pick<Group, "by"> & { readonly key: string } {
  if (groupBy === "check") return { by: "check", key: check };
  if (groupBy === "image" && cause.startsWith("image ")) return { by: "image", key: cause };
  return { by: "object", key: keyOf(object) + location.file };
}

import type { Package } from "../model.ts";
import { compareVersions, versionOrderOf } from "../versions/ecosystems.ts";
import { compareTexts } from "../versions/order.ts";
import type { Hit } from "./hits.ts";
import { versionOf } from "./lookups.ts";
import type { AdvisorySource, Exploitation, Match } from "./source.ts";

/** The vulnerabilities of a package: hits that share an id are one. */
export function joined(
  item: Package,
  hits: readonly Hit[],
  source: AdvisorySource,
): readonly Match[] {
  return groupsOf(hits).map((group) => matchOf(item, group, source));
}

interface Group {
  /** The ids that join. */
  readonly ids: Set<string>;
  /** Advisories that bundle it with others. */
  readonly bundles: Set<string>;
  readonly hits: Hit[];
}

function groupsOf(hits: readonly Hit[]): readonly Group[] {
  const byId = new Map<string, Group>();
  const groups = new Set<Group>();
  for (const hit of hits) {
    for (const { ids, bundle } of hit.issues) {
      const group = groupWith(ids, byId, groups);
      group.hits.push(hit);
      if (bundle !== undefined) group.bundles.add(bundle);
    }
  }
  return [...groups];
}

/** The one group that has any of the ids, others being merged into it. */
function groupWith(ids: readonly string[], byId: Map<string, Group>, groups: Set<Group>): Group {
  const found = new Set(ids.flatMap((id) => byId.get(id) ?? []));
  const [first = { ids: new Set<string>(), bundles: new Set<string>(), hits: [] }, ...others] =
    found;
  groups.add(first);
  for (const other of others) {
    groups.delete(other);
    first.hits.push(...other.hits);
    for (const bundle of other.bundles) first.bundles.add(bundle);
    for (const id of other.ids) first.ids.add(id);
  }
  for (const id of ids) first.ids.add(id);
  for (const id of first.ids) byId.set(id, first);
  return first;
}

/** Distributions know their own packages best; then GitHub's reviewed ones. */
function precedence({ source }: Hit): number {
  if (source === "GHSA") return 1;
  return source === "CVE" || source === "OSV" ? 2 : 0;
}

function matchOf(item: Package, group: Group, source: AdvisorySource): Match {
  // Which comes first must not depend on the order in which advisories are kept.
  const hits = group.hits.toSorted(
    (a, b) => precedence(a) - precedence(b) || compareTexts(a.id, b.id),
  );
  const ids = [...[...group.ids].sort(compareTexts), ...[...group.bundles].sort(compareTexts)];
  const cve = ids.find((id) => id.startsWith("CVE-"));
  const vulnerability = cve ?? ids[0] ?? "";
  return {
    vulnerability,
    aliases: ids.filter((id) => id !== vulnerability),
    package: item,
    installed: textOf(hits, ({ lookup }) => lookup.version) || versionOf(item),
    severity:
      firstOf(hits, ({ rating }) => (rating === "unknown" ? undefined : rating)) ?? "unknown",
    source: textOf(hits, (hit) => hit.source),
    reason: textOf(hits, ({ judgement }) => judgement.reason),
    advisories: [...new Set(hits.map(({ id }) => id))],
    status: textOf(hits, ({ entry }) => entry.status),
    ...whereKnown(hits, cve === undefined ? undefined : source.exploitation?.(cve)),
  };
}

function whereKnown(
  hits: readonly Hit[],
  exploitation: Exploitation | undefined,
): Pick<Match, "fixed" | "score" | "exploitation"> {
  const fixed = fixOf(hits);
  const scores = hits.flatMap(({ score }) => score ?? []);
  return {
    ...(fixed !== undefined && { fixed }),
    ...(scores.length > 0 && { score: Math.max(...scores) }),
    ...(exploitation !== undefined && { exploitation }),
  };
}

/** The greatest of the fixes: who has it is safe by every advisory. */
function fixOf(hits: readonly Hit[]): string | undefined {
  let greatest: string | undefined;
  for (const { judgement, entry } of hits) {
    const { fixed } = judgement;
    if (fixed === undefined) continue;
    const order = versionOrderOf(entry.ecosystem) ?? "generic";
    if (greatest === undefined || compareVersions(order, fixed, greatest) > 0) greatest = fixed;
  }
  return greatest;
}

function textOf(hits: readonly Hit[], said: (hit: Hit) => string): string {
  return firstOf(hits, (hit) => said(hit) || undefined) ?? "";
}

/** What the first hit says that says anything: a distribution's word weighs more than a score that knows no distribution. */
function firstOf<T>(hits: readonly Hit[], said: (hit: Hit) => T | undefined): T | undefined {
  for (const hit of hits) {
    const found = said(hit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What its advisories say in words, which matching does not ask them for. */
export interface MatchDescription {
  readonly summary: string;
  readonly references: readonly string[];
  readonly published: string;
  readonly cwes: readonly string[];
}

/** The words of a match's advisories. */
export function describeMatch({ advisories }: Match, source: AdvisorySource): MatchDescription {
  const found = advisories.flatMap((id) => source.advisory(id) ?? []);
  return {
    summary: found.map(({ summary }) => summary).find((summary) => summary !== "") ?? "",
    references: [...new Set(found.flatMap(({ references }) => references))],
    published: found.map(({ published }) => published).find((date) => date > "0002") ?? "",
    cwes: [...new Set(found.flatMap(({ cwes }) => cwes))],
  };
}

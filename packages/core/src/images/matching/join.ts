import type { Package } from "../model.ts";
import { compareVersions, versionOrderOf } from "../versions/ecosystems.ts";
import type { Advisory } from "./advisory.ts";
import type { Hit } from "./hits.ts";
import { issuesOf } from "./issues.ts";
import { versionOf } from "./lookups.ts";
import { type Rating, ratingOf, worstScore } from "./severity.ts";
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
    for (const { ids, bundle } of issuesOf(hit.advisory)) {
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
function precedence({ source }: Advisory): number {
  if (source === "GHSA") return 1;
  return source === "CVE" || source === "OSV" ? 2 : 0;
}

function matchOf(item: Package, group: Group, source: AdvisorySource): Match {
  const hits = group.hits.toSorted((a, b) => precedence(a.advisory) - precedence(b.advisory));
  const ids = [...group.ids, ...group.bundles];
  const cve = ids.find((id) => id.startsWith("CVE-"));
  const vulnerability = cve ?? ids[0] ?? "";
  return {
    vulnerability,
    aliases: ids.filter((id) => id !== vulnerability),
    package: item,
    installed: textOf(hits, ({ lookup }) => lookup.version) || versionOf(item),
    severity: firstOf(hits, knownRating) ?? "unknown",
    source: textOf(hits, ({ advisory }) => advisory.source),
    reason: textOf(hits, ({ reason }) => reason),
    summary: textOf(hits, ({ advisory }) => advisory.summary),
    references: [...new Set(hits.flatMap(({ advisory }) => advisory.references))],
    status: textOf(hits, ({ entry }) => entry.status),
    ...whereKnown(hits, cve === undefined ? undefined : source.exploitation?.(cve)),
  };
}

function whereKnown(
  hits: readonly Hit[],
  exploitation: Exploitation | undefined,
): Pick<Match, "fixed" | "score" | "exploitation"> {
  const fixed = fixOf(hits);
  const score = worstScore(
    hits.flatMap(({ advisory, entry }) => [...entry.severities, ...advisory.severities]),
  );
  return {
    ...(fixed !== undefined && { fixed }),
    ...(score !== undefined && { score }),
    ...(exploitation !== undefined && { exploitation }),
  };
}

/** The greatest of the fixes: who has it is safe by every advisory. */
function fixOf(hits: readonly Hit[]): string | undefined {
  let greatest: string | undefined;
  for (const { fixed, entry } of hits) {
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

function knownRating({ advisory, entry }: Hit): Rating | undefined {
  const rating = ratingOf(advisory, entry);
  return rating === "unknown" ? undefined : rating;
}

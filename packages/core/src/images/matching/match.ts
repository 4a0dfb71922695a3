import type { Distribution, Package } from "../model.ts";
import { compareTexts } from "../versions/order.ts";
import { hitsOf } from "./hits.ts";
import { joined } from "./join.ts";
import { isKnownDistribution, type Lookup, lookupsIn, nameOf } from "./lookups.ts";
import { OF_SYSTEMS, saidOfOwners, withoutAnswered } from "./owned.ts";
import { RATINGS } from "./severity.ts";
import type { AdvisorySource, Match, MatchResult, NotJudged } from "./source.ts";

/** Every vulnerability of packages that a source of advisories knows: one for a package and a set of aliases, the worst first. */
export function matchPackages(
  packages: readonly Package[],
  distribution: Distribution | undefined,
  source: AdvisorySource,
): MatchResult {
  const matches: Match[] = [];
  const notJudged: NotJudged[] = [];
  const lookupsOf = lookupsIn(distribution);
  const saidOfOwner = saidOfOwners(packages, lookupsOf, source);
  for (const item of packages) {
    const lookups = lookupsOf(item);
    const reason = reasonNotJudged(item, distribution, lookups) ?? reasonOfSource(lookups, source);
    if (reason !== undefined) notJudged.push({ package: item, reason });
    else {
      const hits = withoutAnswered(hitsOf(item, lookups, source), saidOfOwner(item));
      matches.push(...joined(item, hits, source));
    }
  }
  return { matches: matches.sort(compareMatches), notJudged };
}

function reasonNotJudged(
  item: Package,
  distribution: Distribution | undefined,
  lookups: readonly Lookup[],
): string | undefined {
  if (OF_SYSTEMS.has(item.type)) {
    if (distribution === undefined) return "the distribution is not known";
    if (!isKnownDistribution(distribution)) return `no advisories are known for ${distribution.id}`;
  } else if (lookups.length === 0) {
    return `no advisories are known for packages of type ${item.type}`;
  }
  if (item.version === "" || /^\(devel\)|^unknown$/i.test(item.version)) {
    return "its version is not known";
  }
  return undefined;
}

/** Silence of a source that has nothing of an ecosystem is no assurance. */
function reasonOfSource(
  lookups: readonly Lookup[],
  { ecosystems }: AdvisorySource,
): string | undefined {
  if (ecosystems === undefined || lookups.length === 0) return undefined;
  const ecosystemOf = ({ key }: Lookup): string => key.slice(0, key.indexOf("\u0000"));
  if (lookups.some((lookup) => ecosystems.has(ecosystemOf(lookup)))) return undefined;
  return `the advisories have none of ${[...new Set(lookups.map(ecosystemOf))].join(", ")}`;
}

function compareMatches(a: Match, b: Match): number {
  const bySeverity = RATINGS.indexOf(b.severity) - RATINGS.indexOf(a.severity);
  if (bySeverity !== 0) return bySeverity;
  const byPackage = compareTexts(nameOf(a.package), nameOf(b.package));
  return byPackage || compareTexts(a.vulnerability, b.vulnerability);
}

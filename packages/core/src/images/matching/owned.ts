import type { Package } from "../model.ts";
import type { Hit } from "./hits.ts";
import type { Lookup } from "./lookups.ts";
import type { AdvisorySource } from "./source.ts";

/*
 * A library that a package of the distribution brought (`python3-requests` brings requests 2.28.1) keeps the version of its beginnings whatever the distribution
 * has fixed in it. Trivy and Grype leave such libraries out (trivy, pkg/fanal/analyzer/pkg/dpkg; grype, pkg/package.go, removePackagesByOverlap). Here the
 * distribution's word decides wherever it has one, and only where it is silent does the library's own advisory count: nothing is lost.
 */

/** The ids that advisories of its distribution speak of for the package that installed a library; empty for any other package. */
export function saidOfOwners(
  packages: readonly Package[],
  lookupsOf: (item: Package) => readonly Lookup[],
  source: AdvisorySource,
): (item: Package) => ReadonlySet<string> {
  let owners: ReadonlyMap<string, Package> | undefined;
  const known = new Map<string, ReadonlySet<string>>();
  return ({ installedBy }) => {
    if (installedBy === undefined) return NOTHING;
    const found = known.get(installedBy);
    if (found !== undefined) return found;
    owners ??= new Map(
      packages.filter(({ type }) => OF_SYSTEMS.has(type)).map((item) => [item.name, item]),
    );
    const owner = owners.get(installedBy);
    const said =
      owner === undefined
        ? NOTHING
        : idsIn(
            lookupsOf(owner).map(({ key }) => key),
            source,
          );
    known.set(installedBy, said);
    return said;
  };
}

/** The types of packages that a distribution installs. */
export const OF_SYSTEMS: ReadonlySet<string> = new Set(["deb", "rpm", "apk"]);

const NOTHING: ReadonlySet<string> = new Set();

function idsIn(keys: readonly string[], source: AdvisorySource): ReadonlySet<string> {
  return new Set(
    keys
      .flatMap((key) => source.entries(key))
      .flatMap(({ issues }) => issues.flatMap(({ ids }) => ids)),
  );
}

/** Hits without those that the distribution speaks of itself: they are told of its package, or are fixed in it. */
export function withoutAnswered(hits: readonly Hit[], said: ReadonlySet<string>): readonly Hit[] {
  if (said.size === 0) return hits;
  return hits.filter(({ issues }) => !issues.every(({ ids }) => ids.some((id) => said.has(id))));
}

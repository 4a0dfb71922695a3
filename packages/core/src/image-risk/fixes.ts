import { compareVersions } from "../images/versions/ecosystems.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";
import { type Bases, isOfBase } from "./bases.ts";
import type { FixedBy, KnownImage, KnownVulnerability, RunningImage } from "./model.ts";

interface Found {
  readonly known: KnownImage | undefined;
  readonly vulnerabilities: readonly KnownVulnerability[];
  readonly findings: number;
  readonly byRepository: ReadonlyMap<string, readonly KnownImage[]>;
  readonly bases: Bases;
}

/** What ends an image's findings: a newer image of its repository that was read, its base, its packages. */
export function fixedByOf(
  { reference }: RunningImage,
  { known, vulnerabilities, findings, byRepository, bases }: Found,
  weigh: (image: KnownImage) => { readonly findings: number },
): FixedBy {
  const fixable = vulnerabilities.filter(({ fixed }) => fixed !== "");
  const base = known && bases.of(known);
  return {
    image: known ? newerOf(reference, { known, byRepository, findings }, weigh) : "",
    base: base && fixable.some((each) => isOfBase(each, base)) ? base.name : "",
    packages: packagesOf(fixable),
  };
}

/** One that is known to weigh less and to be newer, the least and then the newest. */
function newerOf(
  reference: string,
  {
    known,
    byRepository,
    findings,
  }: Pick<Found, "byRepository" | "findings"> & { readonly known: KnownImage },
  weigh: (image: KnownImage) => { readonly findings: number },
): string {
  const { name, tag = "" } = parseImageReference(reference);
  const better = (byRepository.get(name) ?? [])
    .filter(
      (image) =>
        image !== known &&
        image.gaps.length === 0 &&
        isNewer(image, known, tag) &&
        weigh(image).findings < findings,
    )
    .sort((a, b) => weigh(a).findings - weigh(b).findings || (a.created > b.created ? -1 : 1));
  return better[0]?.name ?? "";
}

function isNewer(image: KnownImage, known: KnownImage, tag: string): boolean {
  const { tag: other = "" } = parseImageReference(image.name);
  if (/^v?\d/.test(tag) && /^v?\d/.test(other))
    return compareVersions("generic", bare(other), bare(tag)) > 0;
  return known.created !== "" && image.created > known.created;
}

function bare(tag: string): string {
  return tag.replace(/^v/, "");
}

/** One a package, with the greatest of its fixes; those that end most first. */
export function packagesOf(fixable: readonly KnownVulnerability[]): FixedBy["packages"] {
  const packages = new Map<string, { fixed: string; installed: string; ids: Set<string> }>();
  for (const { package: name, installed, fixed, id } of fixable) {
    const key = `${name}\n${installed}`;
    const found = packages.get(key) ?? { fixed, installed, ids: new Set<string>() };
    found.ids.add(id);
    if (fixed !== found.fixed && compareVersions("generic", fixed, found.fixed) > 0)
      found.fixed = fixed;
    packages.set(key, found);
  }
  return Array.from(packages, ([key, { fixed, installed, ids }]) => ({
    ...{ name: key.split("\n")[0] ?? "", installed, fixed, ends: ids.size },
  })).sort((a, b) => b.ends - a.ends || (a.name < b.name ? -1 : 1));
}

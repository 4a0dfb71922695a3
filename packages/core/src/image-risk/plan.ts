import { groupedBy } from "../snapshot/grouped-by.ts";
import { findingsOf, rounded, scoreOf, weightOf } from "./arithmetic.ts";
import { type Base, type Bases, isOfBase } from "./bases.ts";
import { packagesOf } from "./fixes.ts";
import type { KnownVulnerability, RankedImage, RebuildStep } from "./model.ts";

/** What of an image a rebuild ends. */
interface Part {
  readonly ranked: RankedImage;
  readonly base: Base | undefined;
  readonly ends: ReadonlySet<KnownVulnerability>;
}

/** What to build anew: a base once for all images on it, then what is the images' own; what relieves most first, then what ends most. */
export function planOf(images: readonly RankedImage[], bases: Bases): readonly RebuildStep[] {
  const parts = images.flatMap((ranked) => partsOf(ranked, bases));
  const steps = [...groupedBy(parts, keyOfPart).values()].map(stepOf);
  return steps.sort((a, b) => b.relief - a.relief || b.ends - a.ends || (a.name < b.name ? -1 : 1));
}

function partsOf(ranked: RankedImage, bases: Bases): readonly Part[] {
  const fixable = ranked.vulnerabilities.filter(({ fixed }) => fixed !== "");
  const base = ranked.known && bases.of(ranked.known);
  const ofBase = base ? fixable.filter((each) => isOfBase(each, base)) : [];
  const below = new Set(ofBase);
  const own = fixable.filter((each) => !below.has(each));
  return [
    ...(ofBase.length > 0 ? [{ ranked, base, ends: below }] : []),
    ...(own.length > 0 ? [{ ranked, base: undefined, ends: new Set(own) }] : []),
  ];
}

function keyOfPart({ base, ranked }: Part): string {
  const { reference, digest } = ranked.image;
  return base ? `base ${base.name}` : `image ${reference} ${digest}`;
}

function stepOf(parts: readonly Part[]): RebuildStep {
  const [first] = parts;
  const base = first?.base;
  const fixed = parts.flatMap(({ ends }) => [...ends]);
  return {
    rebuild: base ? "base" : "image",
    name: base?.name ?? first?.ranked.image.reference ?? "",
    because: base?.because ?? "",
    images: distinct(parts.map(({ ranked }) => ranked.image.reference)),
    owners: distinct(
      parts.flatMap(({ ranked }) => ranked.image.places.map(({ owner }) => owner)),
    ).filter((owner) => owner !== ""),
    ends: fixed.length,
    relief: rounded(parts.reduce((sum, part) => sum + reliefOf(part), 0)),
    packages: packagesOf(fixed),
  };
}

/** By so much the score falls without them. */
function reliefOf({ ranked: { vulnerabilities, score = 0, worst }, ends }: Part): number {
  const rest = vulnerabilities.filter((each) => !ends.has(each)).map(weightOf);
  return score - scoreOf(findingsOf(rest), worst.exposure.value, worst.blastRadius.value);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

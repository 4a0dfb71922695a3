import type { Cluster } from "../cluster/cluster.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Tenant, tenantsOf } from "../tenancy/tenants.ts";
import { findingsOf, scoreOf, weightOf } from "./arithmetic.ts";
import { basesOf } from "./bases.ts";
import { blastRadiiFor } from "./blast-radius.ts";
import { exposuresFor } from "./exposure.ts";
import { fixedByOf } from "./fixes.ts";
import { knownAmong } from "./knowledge.ts";
import type {
  ImagePlace,
  ImageRisk,
  KnownImage,
  KnownVulnerability,
  RankedImage,
  RiskObjectives,
  RunningImage,
} from "./model.ts";
import { missedOf } from "./objectives.ts";
import { planOf } from "./plan.ts";
import { remarksOn } from "./remarks.ts";
import { type ContainerPlace, containerPlaces } from "./running.ts";

/** What is said of images beyond what was read of them. */
export interface RiskSettings {
  /** As `2026-07-01`. */
  readonly today: string;
  readonly tenants?: readonly Tenant[];
  /** The label whose value is whom to ask. */
  readonly ownerLabel?: string;
  /** An image that is older than so many days, and whose base has fixes, was not rebuilt. */
  readonly rebuildDays?: number;
  readonly objectives?: RiskObjectives;
}

const REBUILD_DAYS = 30;

/** Joins what runs with what is known of it, who may come to it and what falls with it. */
export function imageRiskOf(
  cluster: Cluster,
  images: readonly KnownImage[],
  settings: RiskSettings,
): ImageRisk {
  return riskOf(runningImages(cluster, settings), images, settings);
}

/** Every image that runs, with its places. */
function runningImages(
  cluster: Cluster,
  { tenants = tenantsOf(cluster.applied), ownerLabel }: RiskSettings,
): readonly RunningImage[] {
  const places = containerPlaces(cluster, ownerLabel);
  const exposureOf = exposuresFor(cluster, tenants);
  const blastRadiusOf = blastRadiiFor(cluster, tenants, places);
  const placed = (place: ContainerPlace): ImagePlace => ({
    workload: place.workload,
    namespace: place.namespace,
    container: place.container.container.name,
    role: place.role,
    owner: place.owner,
    evidence: place.evidence,
    exposure: exposureOf(place),
    blastRadius: blastRadiusOf(place),
  });
  const digests = new Map<string, Set<string>>();
  for (const { reference, digest } of places) {
    if (digest === "") continue;
    digests.set(reference, (digests.get(reference) ?? new Set()).add(digest));
  }
  return [...groupedBy(places, ({ reference, digest }) => `${reference}\n${digest}`).values()].map(
    (own) => {
      const { reference = "", digest = "" } = own[0] ?? {};
      return {
        ...{ reference, digest, places: own.map(placed) },
        otherDigests: [...(digests.get(reference) ?? [])].filter((each) => each !== digest),
      };
    },
  );
}

/** Ranks images by what is known of them: the worst first, and those of which the findings are not known after them. */
export function riskOf(
  running: readonly RunningImage[],
  images: readonly KnownImage[],
  settings: RiskSettings,
): ImageRisk {
  const find = knownAmong(images);
  const bases = basesOf(images);
  const byRepository = groupedBy(images, ({ name }) => parseImageReference(name).name);
  const weights = new Map<KnownImage, Weighed>();
  const weighedOf = (image: KnownImage): Weighed => {
    const known = weights.get(image) ?? weigh(image);
    weights.set(image, known);
    return known;
  };
  const ranked = running.map((each): RankedImage => {
    const { image: known, gap, byNameOnly } = find(each.reference, each.digest);
    const { vulnerabilities, findings } = known ? weighedOf(known) : NOTHING;
    const worst = worstOf(each);
    const { exposure, blastRadius } = worst;
    return {
      ...{ image: each, known, worst, findings, vulnerabilities },
      gap: known?.gaps[0] ?? gap,
      score: known && scoreOf(findings, exposure.value, blastRadius.value),
      fixedBy: fixedByOf(each, { known, vulnerabilities, byRepository, bases, findings }, (other) =>
        weighedOf(other),
      ),
      remarks: remarksOn(each, known, {
        byNameOnly,
        base: known && bases.of(known),
        today: settings.today,
        rebuildDays: settings.rebuildDays ?? REBUILD_DAYS,
      }),
    };
  });
  ranked.sort(byRank);
  return {
    images: ranked,
    plan: planOf(ranked, bases),
    missed: missedOf(ranked, settings.objectives ?? {}, settings.today),
  };
}

interface Weighed {
  readonly vulnerabilities: readonly KnownVulnerability[];
  readonly findings: number;
}

const NOTHING: Weighed = { vulnerabilities: [], findings: 0 };

function weigh({ vulnerabilities }: KnownImage): Weighed {
  const weights = Float64Array.from(vulnerabilities, weightOf);
  const order = Uint32Array.from(vulnerabilities, (_, index) => index).sort(
    (a, b) =>
      (weights[b] ?? 0) - (weights[a] ?? 0) || compared(vulnerabilities[a], vulnerabilities[b]),
  );
  return {
    vulnerabilities: Array.from(order, (index) => vulnerabilities[index]).flatMap(
      (each) => each ?? [],
    ),
    findings: findingsOf(weights.sort().reverse()),
  };
}

function compared(a: KnownVulnerability | undefined, b: KnownVulnerability | undefined): number {
  return (a?.id ?? "") < (b?.id ?? "") ? -1 : 1;
}

/** Where exposure × blast radius is most. */
function worstOf({ places }: RunningImage): ImagePlace {
  return places.reduce((worst, place) => (placeWeight(place) > placeWeight(worst) ? place : worst));
}

function placeWeight({ exposure, blastRadius }: ImagePlace): number {
  return exposure.value * blastRadius.value;
}

function byRank(a: RankedImage, b: RankedImage): number {
  if (a.score === undefined || b.score === undefined) {
    if (a.score !== b.score) return a.score === undefined ? 1 : -1;
    return placeWeight(b.worst) - placeWeight(a.worst) || byName(a, b);
  }
  return b.score - a.score || byName(a, b);
}

function byName({ image: a }: RankedImage, { image: b }: RankedImage): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf({ reference, digest }: RunningImage): string {
  return `${parseImageReference(reference).name} ${reference} ${digest}`;
}

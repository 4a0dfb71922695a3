import type { ObjectCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Violation } from "../findings/finding.ts";
import type { SnapshotObject } from "../snapshot/snapshot-object.ts";
import type { ImagePlace, ImageRisk, KnownImage, RankedImage } from "./model.ts";
import { imageRiskOf, type RiskSettings } from "./rank.ts";

/** A check on images with what was read of them; their reports have them beside those that are built in. */
interface ImageCheck
  extends Pick<ObjectCheck, "description" | "id" | "remediation" | "severity" | "title"> {
  /** What is wrong with an image, as a lower-case clause that goes on after the image; undefined where nothing is. */
  readonly clause: (ranked: RankedImage) => string | undefined;
}

const CHECKS: readonly ImageCheck[] = [
  ...(["critical", "high"] as const).map(
    (severity): ImageCheck => ({
      id: `image-fixable-${severity}`,
      severity,
      title: `Image with a fixable ${severity} vulnerability`,
      description: `A known vulnerability of severity ${severity} has a fix that the image lacks: whoever comes to the container may use it.`,
      remediation:
        "Build the image anew with the fixed packages; `watertight images risk` says what to rebuild first.",
      clause: (ranked) => fixableClause(ranked, severity),
    }),
  ),
  {
    id: "image-not-scanned",
    severity: "medium",
    title: "Image that nobody has scanned whole",
    description:
      "Nobody knows what the image holds, or not all of it, so that nothing can be said of its vulnerabilities.",
    remediation: "Say what it holds in `images.contents` of the configuration.",
    clause: ({ gap }) => gap || undefined,
  },
];

/** Checks of what runs against what was read of images: one finding a workload and container. */
export function imageRiskChecks(
  images: readonly KnownImage[],
  settings: RiskSettings,
): readonly ObjectCheck[] {
  // One function for all of them, so that a cluster is ranked once.
  const placed = (cluster: Cluster): Placed => placedBy(imageRiskOf(cluster, images, settings));
  return CHECKS.map(({ clause, ...words }): ObjectCheck => {
    const { title } = words;
    return {
      ...words,
      ...{ on: "object", topic: "images", references: [], kinds: ["workloads"] },
      *evaluate(entry, cluster) {
        for (const [ranked, place] of cluster.once(placed).get(keyOf(entry.reference)) ?? []) {
          const violation = violationOf(ranked, place, clause);
          if (violation) yield violation;
        }
      },
      examples: {
        violating: [{ title, objects: [], violations: [title] }],
        compliant: [{ title, objects: [] }],
      },
    };
  });
}

type Placed = ReadonlyMap<string, readonly (readonly [RankedImage, ImagePlace])[]>;

function placedBy({ images }: ImageRisk): Placed {
  const placed = new Map<string, (readonly [RankedImage, ImagePlace])[]>();
  for (const ranked of images) {
    for (const place of ranked.image.places) {
      const key = keyOf(place.evidence.object);
      const known = placed.get(key);
      if (known) known.push([ranked, place]);
      else placed.set(key, [[ranked, place]]);
    }
  }
  return placed;
}

function keyOf({ kind, namespace = "", name }: SnapshotObject["reference"]): string {
  return `${kind} ${namespace}/${name}`;
}

function violationOf(
  ranked: RankedImage,
  { container, evidence }: ImagePlace,
  clause: ImageCheck["clause"],
): Violation | undefined {
  const words = clause(ranked);
  return words === undefined
    ? undefined
    : {
        path: evidence.path,
        message: `container "${container}" runs ${ranked.image.reference}: ${words}`,
      };
}

/** The worst of them, how many more, and the arithmetic. */
function fixableClause(
  { vulnerabilities, score = 0, worst }: RankedImage,
  wanted: "critical" | "high",
): string | undefined {
  const own = vulnerabilities.filter(({ severity, fixed }) => severity === wanted && fixed !== "");
  const [first] = own;
  if (!first) return undefined;
  const more = own.length > 1 ? ` and ${own.length - 1} more` : "";
  const { exposure, blastRadius } = worst;
  return `${first.id}${more} ${own.length > 1 ? "have" : "has"} a fix (${first.package} ${first.fixed}); risk ${score}, with exposure ${exposure.value} and blast radius ${blastRadius.value}`;
}

import type { Rating } from "../images/matching/severity.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** One vulnerability of one package of an image. Texts that are not known are "". */
export interface KnownVulnerability {
  readonly id: string;
  readonly package: string;
  readonly installed: string;
  /** The least version that is not affected. */
  readonly fixed: string;
  readonly severity: Rating;
  /** Since when it is known to be exploited. */
  readonly exploitedSince: string;
  /** Of EPSS, 0 to 1; undefined where nobody says. */
  readonly probability?: number;
  /** When it was made known, as `2026-07-01`. */
  readonly published: string;
  /** Index of the layer that brought the package, from the lowest. */
  readonly layer?: number;
  /** Whether a package of the operating system has it. */
  readonly ofSystem: boolean;
}

/** What is known of an image, whoever read it. */
export interface KnownImage {
  /** As it was read: a reference, or an archive and the name in it. */
  readonly reference: string;
  /** What it is called, as `registry.example.com/team/web:1.2`; may lack its registry. */
  readonly name: string;
  /** Of its manifest, and of the index that it was chosen from; none where they are not known. */
  readonly digests: readonly string[];
  /** What its labels say that it was built on. */
  readonly base: { readonly name: string; readonly digest: string };
  /** When it was built; "" where it does not say, or says what no build is as old as. */
  readonly created: string;
  /** The unpacked digests of its layers, from the lowest. */
  readonly layers: readonly string[];
  readonly vulnerabilities: readonly KnownVulnerability[];
  /** What of it was not examined, a lower-case clause each. */
  readonly gaps: readonly string[];
}

/** One number of the arithmetic, with what it comes from. */
export interface Factor {
  readonly value: number;
  /** A lower-case clause. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
}

/** Where an image runs: one container of a workload. */
export interface ImagePlace {
  /** `deployment/shop/web`. */
  readonly workload: string;
  readonly namespace: string;
  readonly container: string;
  readonly role: "container" | "ephemeral" | "init" | "sidecar";
  /** Whom to ask, by labels; "" where none says. */
  readonly owner: string;
  /** The field that names the image. */
  readonly evidence: Evidence;
  readonly exposure: Factor;
  readonly blastRadius: Factor;
}

/** An image that runs, with everywhere it does. */
export interface RunningImage {
  /** As the containers write it. */
  readonly reference: string;
  /** What runs: as the reference pins it, else as the nodes say; "" where neither does. */
  readonly digest: string;
  readonly places: readonly ImagePlace[];
  /** Other digests that containers of the same reference run. */
  readonly otherDigests: readonly string[];
}

/** What ends an image's findings. */
export interface FixedBy {
  /** An image of the same repository that is known and weighs less; "" where none is. */
  readonly image: string;
  /** The base to build on anew; "" where none of it is the base's. */
  readonly base: string;
  readonly packages: readonly {
    readonly name: string;
    readonly installed: string;
    readonly fixed: string;
    readonly ends: number;
  }[];
}

type RemarkKind = "digest-unknown" | "not-rebuilt" | "tag-moved";

/** Something to heed about an image beside its rank. */
export interface RiskRemark {
  readonly kind: RemarkKind;
  /** A lower-case clause. */
  readonly text: string;
}

/** An image with what it puts at risk. */
export interface RankedImage {
  readonly image: RunningImage;
  /** What was read of it; undefined where nothing was. */
  readonly known: KnownImage | undefined;
  /** Why nothing is known of it, or not all; "" where all is. */
  readonly gap: string;
  /** Findings × exposure × blast radius, of the place where that is most; undefined where the findings are not known. */
  readonly score: number | undefined;
  /** Half-lives of the vulnerabilities' weights, the worst whole. */
  readonly findings: number;
  /** Where the score is from. */
  readonly worst: ImagePlace;
  /** The heaviest first. */
  readonly vulnerabilities: readonly KnownVulnerability[];
  readonly fixedBy: FixedBy;
  readonly remarks: readonly RiskRemark[];
}

/** One thing to build anew, with what that ends. */
export interface RebuildStep {
  readonly rebuild: "base" | "image";
  /** The base or the image. */
  readonly name: string;
  /** Why these images are taken to have that base; "" for an image. */
  readonly because: string;
  readonly images: readonly string[];
  readonly owners: readonly string[];
  /** Findings with a fix, one an image and vulnerability. */
  readonly ends: number;
  /** By so much the scores of the images together fall. */
  readonly relief: number;
  readonly packages: FixedBy["packages"];
}

/** Days within which a fix is to be in place, by severity. */
export type RiskObjectives = Readonly<
  Partial<Record<"critical" | "high" | "low" | "medium", number>>
>;

/** A fixable vulnerability that is older than its objective allows, or of which nobody knows how old it is. */
export interface MissedObjective {
  readonly reference: string;
  readonly vulnerability: KnownVulnerability;
  /** Undefined: not known, which is no assurance. */
  readonly days: number | undefined;
  readonly allowed: number;
}

export interface ImageRisk {
  /** The worst first; those of which the findings are not known after them, the most exposed first. */
  readonly images: readonly RankedImage[];
  readonly plan: readonly RebuildStep[];
  readonly missed: readonly MissedObjective[];
}

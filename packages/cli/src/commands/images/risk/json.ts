import {
  type Factor,
  type ImageRisk,
  type KnownVulnerability,
  plain,
  type RankedImage,
  rounded,
  termsOf,
  weightOf,
} from "@watertight/core/image-risk";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { documentHead, proofJson } from "@watertight/reports/json";
import { factsOf } from "../../../document-facts.ts";
import type { ReadCluster } from "../../../reading.ts";

/** What `images risk` has found. */
export interface RiskAnswer {
  readonly risk: ImageRisk;
  readonly read: ReadCluster;
  /** How old the advisories are, in a sentence. */
  readonly age: string | undefined;
  readonly isIncomplete: boolean;
}

/** `images risk` for programs: every image, an answer a line. */
export function riskJson({ risk, read, age, isIncomplete }: RiskAnswer): string {
  const { snapshot } = read.cluster;
  const { images, plan, missed } = risk;
  const head = documentHead(factsOf(read, age === undefined ? [] : [age]));
  return `${stringifyJson({
    ...head,
    incomplete: isIncomplete,
    images: images.map((each) => imageJson(each, snapshot)),
    plan: plan.map((step) => ({ ...step, packages: step.packages.map((each) => ({ ...each })) })),
    missed: missed.map(({ reference, vulnerability, days, allowed }) => ({
      ...{ reference, vulnerability: vulnerability.id, package: vulnerability.package },
      ...{ severity: vulnerability.severity, fixed: vulnerability.fixed },
      ...{ published: vulnerability.published || null, days: days ?? null, allowed },
    })),
  })}\n`;
}

function imageJson(ranked: RankedImage, snapshot: Snapshot): JsonObject {
  const { image, score, gap, worst, vulnerabilities, fixedBy, remarks } = ranked;
  return {
    reference: image.reference,
    digest: image.digest || null,
    workloads: [...new Set(image.places.map(({ workload }) => workload))],
    places: image.places.map(({ workload, container, role, owner, exposure, blastRadius }) => ({
      ...{ workload, container, role, owner: owner || null },
      ...{ exposure: exposure.value, blastRadius: blastRadius.value },
    })),
    owners: [...new Set(image.places.flatMap(({ owner }) => owner || []))].sort(),
    score: score ?? null,
    reason: gap || null,
    because: [
      factorJson("findings", findingsFactor(ranked), snapshot),
      factorJson("exposure", worst.exposure, snapshot),
      factorJson("blastRadius", worst.blastRadius, snapshot),
    ],
    vulnerabilities: vulnerabilities.map((each) => ({
      ...{ id: each.id, package: each.package, installed: each.installed },
      ...{ fixed: each.fixed || null, severity: each.severity },
      exploitedSince: each.exploitedSince || null,
      probability: each.probability ?? null,
      ...{ weight: rounded(weightOf(each)), terms: termsOf(each) },
    })),
    fixedBy: {
      image: fixedBy.image || null,
      base: fixedBy.base || null,
      packages: fixedBy.packages.map((each) => ({ ...each })),
    },
    remarks: remarks.map((each) => ({ ...each })),
  };
}

function factorJson(
  factor: string,
  { value, because, evidence }: Factor,
  snapshot: Snapshot,
): JsonObject {
  return { factor, value, because, evidence: proofJson(evidence, snapshot) };
}

/** The findings as a number of the arithmetic. */
function findingsFactor({ findings, vulnerabilities, gap, known, worst }: RankedImage): Factor {
  const because = known ? halvesText(vulnerabilities) : gap;
  return { value: rounded(findings), because, evidence: [worst.evidence] };
}

/** `45 + 15/2 + 6/4`, as far as it shows. */
export function halvesText(heaviest: readonly KnownVulnerability[]): string {
  const shown = heaviest
    .slice(0, SHOWN)
    .map((each, index) => `${plain(weightOf(each))}${index === 0 ? "" : `/${2 ** index}`}`);
  if (shown.length === 0) return "nothing is known against it";
  return `${shown.join(" + ")}${heaviest.length > SHOWN ? " + …" : ""}`;
}

const SHOWN = 4;

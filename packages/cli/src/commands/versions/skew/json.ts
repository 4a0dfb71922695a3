import type { ClusterSkew, UnjudgedComponent } from "@watertight/core/known-cves";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { SupportTerm } from "@watertight/core/versions";
import { documentHead, proofJson, referenceJson } from "@watertight/reports/json";
import { factsOf } from "../../../document-facts.ts";
import type { ReadCluster } from "../../../reading.ts";

/** What `versions skew` answers. */
export interface SkewDocument {
  readonly today: string;
  /** `1.36`; null without one. */
  readonly target: string | null;
  readonly provider: string | undefined;
  readonly skew: ClusterSkew;
  readonly support: readonly SupportTerm[];
  readonly notShown: readonly UnjudgedComponent[];
  readonly remarks: readonly string[];
}

/** The document of `versions skew -o json`. */
export function skewJson(read: ReadCluster, document: SkewDocument, incomplete: boolean): string {
  const { snapshot } = read.cluster;
  const { today, target, provider, skew, support, notShown, remarks } = document;
  const json: JsonObject = {
    ...documentHead({ ...factsOf(read), incomplete }),
    today,
    target,
    provider: provider ?? null,
    servers: skew.servers,
    components: skew.rows.map(({ component, version, where, now, target: then }) => ({
      component,
      version,
      where: where.map(({ object }) => referenceJson(object)),
      now: { ...now },
      target: then ? { ...then } : null,
      proof: proofJson(where.slice(0, 1), snapshot),
    })),
    nodes: skew.nodes.map(({ about, at, ok, reason, where }) => ({
      about,
      at,
      ok,
      reason,
      where: where.map(({ object }) => referenceJson(object)),
      proof: proofJson(where.slice(0, 1), snapshot),
    })),
    certificates: skew.certificates.map(({ subject, expires, daysLeft, where }) => ({
      subject,
      expires,
      daysLeft,
      proof: proofJson([where], snapshot),
    })),
    support: support.map((term) => ({ ...term })),
    notShown: notShown.map(({ component, reason }) => ({ component, reason })),
    remarks,
  };
  return `${stringifyJson(json)}\n`;
}

import type { AttackSettings } from "@watertight/core/attack-paths";
import type { Check } from "@watertight/core/checks";
import type { Cluster, ClusterSettings } from "@watertight/core/cluster";
import type { Finding, Severity } from "@watertight/core/findings";
import type { ObjectReference } from "@watertight/core/kubernetes";
import type { TenantSettings } from "@watertight/core/tenancy";

/** What the page of a cluster is made of, beside what every report is told. */
export interface ClusterPageInput {
  /** What was read, in the words of whoever asked. */
  readonly source: string;
  /** When, in UTC, as `2026-07-01T09:30:00Z`. */
  readonly time: string;
  /** The one world that questions are about; undefined where the input is several, and the page has no answers to questions. */
  readonly cluster: Cluster | undefined;
  /** All checks, with those that did not run. */
  readonly catalogue: readonly Check[];
  readonly unassessedBy: (check: string) => string | undefined;
  readonly attacks: AttackSettings;
  /** Whether paths of attack are looked for: in a large cluster that takes long. */
  readonly looksForPaths: boolean;
  readonly tenants: TenantSettings;
  /** Label or annotation whose value is whom to ask; undefined: the first called team or owner. */
  readonly ownerKey: string | undefined;
  /** What was found before; undefined where nobody said. */
  readonly since: EarlierFindings | undefined;
  /** How the cluster was made, where the page can make it again and ask what would be with changes; undefined where it cannot. */
  readonly settings: WhatIfSettings | undefined;
  /** Documents of other verbs, shown beside. */
  readonly given: readonly GivenDocument[];
}

/** What a cluster is made with besides its objects, as far as it is data. */
type WhatIfSettings = Pick<ClusterSettings, "access" | "namespace" | "network">;

/** The findings of an earlier scan. */
export interface EarlierFindings {
  /** Which, in the words of whoever asked. */
  readonly label: string;
  readonly compare: (findings: readonly Finding[]) => {
    readonly new: readonly Finding[];
    readonly gone: readonly GoneFinding[];
    readonly unchanged: number;
  };
}

/** What was found before and is not any more. */
interface GoneFinding {
  readonly check: string;
  readonly severity: Severity;
  readonly object: ObjectReference;
  readonly message: string;
}

/** A document that another verb wrote with `-o json`. */
export interface GivenDocument {
  readonly name: "image-risk" | "incidents" | "nodes" | "upgrade" | "deprecated";
  readonly json: string;
}

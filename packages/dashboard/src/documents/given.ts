import type { Severity } from "@watertight/core/findings";
import type { DocumentHead, ObjectName, Place } from "./documents.ts";
import type { ProofJson } from "./network.ts";

/* Documents of other verbs that a page may be given; here are the members that views read. */

/** `images risk -o json`. */
export interface ImageRiskDocument extends DocumentHead {
  readonly images: readonly {
    readonly reference: string;
    readonly digest: string | null;
    readonly workloads: readonly string[];
    readonly owners: readonly string[];
    readonly score: number | null;
    readonly reason: string | null;
    readonly because: readonly {
      readonly factor: string;
      readonly value: number;
      readonly because: string;
    }[];
    readonly vulnerabilities: readonly VulnerabilityJson[];
    readonly fixedBy: {
      readonly image: string | null;
      readonly base: string | null;
    };
  }[];
}

export interface VulnerabilityJson {
  readonly id: string;
  readonly package: string;
  readonly installed: string;
  readonly fixed: string | null;
  readonly severity: string;
  readonly exploitedSince: string | null;
  readonly probability: number | null;
}

/** `audit incidents -o json`. */
export interface IncidentsDocument {
  readonly incidents: readonly IncidentJson[];
}

export interface IncidentJson {
  readonly id: string;
  readonly severity: Severity;
  readonly score: number;
  readonly because: readonly {
    readonly factor: string;
    readonly value: number;
    readonly because: string;
  }[];
  readonly root: {
    readonly actor: string;
    readonly sourceIP: string | null;
    readonly rule: string;
    readonly because: string;
  };
  readonly actors: readonly string[];
  readonly targets: readonly string[];
  readonly rules: readonly string[];
  readonly techniques: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly timeline: readonly {
    readonly time: string;
    readonly count: number;
    readonly kind: string;
    readonly rule: string;
    readonly severity: string;
    readonly because: string;
    readonly actor: string;
    readonly subject: string;
    readonly place: string;
    readonly auditID?: string;
  }[];
  readonly counterMeasures: readonly {
    readonly action: string;
    readonly object: string;
    readonly command: string | null;
    readonly because: string;
  }[];
}

/** `versions deprecated -o json`. */
export interface DeprecatedDocument {
  readonly target: string;
  readonly uses: readonly {
    readonly group: string;
    readonly version: string;
    readonly resource: string;
    readonly state: string;
    readonly removedIn: string | null;
    readonly object: ObjectName | null;
    readonly location: Place | null;
    readonly caller: string | null;
    readonly signal: string;
    readonly message: string;
    readonly fix: { readonly message: string } | null;
  }[];
}

/** `upgrade plan -o json`. */
export interface UpgradeDocument {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly {
    readonly order: number;
    readonly component: string;
    readonly node: string | null;
    readonly action: string;
    readonly from: string | null;
    readonly to: string;
    readonly gates: readonly {
      readonly gate: string;
      readonly verdict: string;
      readonly reason: string;
    }[];
    readonly rollback: string;
  }[];
  readonly blockers: readonly {
    readonly kind: string;
    readonly object: ObjectName | null;
    readonly caller: string | null;
    readonly reason: string;
    readonly proof: readonly ProofJson[];
    readonly fix: { readonly message: string } | null;
  }[];
}

import type { DocumentHead, ObjectName, Place } from "./documents.ts";

/** How far a right reaches. */
export type Reach = "none" | "named" | "namespaces" | "cluster";

export interface CellJson {
  readonly reach: Reach;
  readonly namespaces: readonly string[];
  readonly names: readonly string[];
}

export interface ColumnJson {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
}

/** A subject as documents have it: what is empty is absent. */
export interface SubjectJson {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** `access matrix -o json`. */
export interface AccessDocument extends DocumentHead {
  readonly columns: readonly ColumnJson[];
  readonly rows: readonly {
    readonly subjects: readonly SubjectJson[];
    readonly folded: boolean;
    readonly cells: readonly CellJson[];
  }[];
  readonly subjectsWithout: number;
}

export interface RuleJson {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

export interface RoleJson {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Not in the input: Kubernetes itself makes it. */
  readonly defaulted: boolean;
  readonly aggregated: boolean;
  readonly rules: readonly RuleJson[];
  /** One a rule: where it is written. */
  readonly sources: readonly {
    readonly object: ObjectName;
    readonly path: string;
    readonly location: Place | null;
  }[];
}

export interface BindingJson {
  readonly kind: string;
  /** "" for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly name: string;
  readonly subjects: readonly {
    readonly kind: string;
    readonly apiGroup: string;
    readonly name: string;
    readonly namespace: string;
  }[];
  readonly subjectPlaces: readonly (Place | null)[];
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly roleRefPlace: Place | null;
  /** Index into the roles; null where there is no such role. */
  readonly role: number | null;
  readonly problem: string | null;
}

/** What a page answers questions from. */
export interface GrantsDocument {
  readonly roles: readonly RoleJson[];
  readonly bindings: readonly BindingJson[];
}

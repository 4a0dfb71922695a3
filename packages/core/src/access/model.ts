import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Verdict } from "../snapshot/verdict.ts";
import type { PolicyRule } from "./rule.ts";

export type RoleKind = "Role" | "ClusterRole";
export type BindingKind = "RoleBinding" | "ClusterRoleBinding";

/** Where a rule of a role is written: another role where it is aggregated. */
export interface RuleSource {
  readonly reference: ObjectReference;
  readonly path: FieldPath;
}

/** A role as the input shows it: several objects where it shows it several times, whose rules all count. */
export interface WrittenRole {
  readonly kind: RoleKind;
  readonly namespace: string;
  readonly name: string;
  readonly objects: readonly SnapshotObject[];
  readonly rules: readonly PolicyRule[];
  readonly sources: readonly RuleSource[];
}

/** A Role or ClusterRole with the rules that it has in the cluster. */
export interface AccessRole {
  readonly kind: RoleKind;
  /** "" for a ClusterRole. */
  readonly namespace: string;
  readonly name: string;
  /** Aggregated rules included. */
  readonly rules: readonly PolicyRule[];
  /** One a rule. */
  readonly sources: readonly RuleSource[];
  /** The objects of the input; none for a role that only Kubernetes' own bootstrap policy has. */
  readonly objects: readonly SnapshotObject[];
  /** Not in the input: Kubernetes' own bootstrap policy says what it has. */
  readonly defaulted: boolean;
  /** Its rules were computed from the roles that its aggregationRule selects. */
  readonly aggregated: boolean;
}

/** A subject of a binding, as the API server has it after defaulting. */
export interface AccessSubject {
  /** `User`, `Group` or `ServiceAccount`; any other kind is nobody. */
  readonly kind: string;
  /** "" for a ServiceAccount. */
  readonly apiGroup: string;
  readonly name: string;
  /** "" for users and groups; for a ServiceAccount of a RoleBinding that names none, the binding's. */
  readonly namespace: string;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface AccessBinding {
  readonly kind: BindingKind;
  /** "" for a ClusterRoleBinding: its grants hold everywhere. */
  readonly namespace: string;
  readonly name: string;
  readonly roleRef: { readonly kind: string; readonly name: string };
  /** In the order of the object, one for each of its subjects. */
  readonly subjects: readonly AccessSubject[];
  /** Absent where the role does not exist or a binding cannot refer to it. */
  readonly role: AccessRole | undefined;
  /** Why there is no role, as the API server words it. */
  readonly problem: string | undefined;
  readonly object: SnapshotObject;
  /** Not in the input: Kubernetes' own bootstrap policy has it. */
  readonly defaulted: boolean;
  /** Place in the order of evaluation: ClusterRoleBindings first, then in order of input. */
  readonly position: number;
}

/** Why a subject has a right: a rule of a role that a binding gives to one of its subjects. */
export interface Grant {
  readonly binding: AccessBinding;
  /** Index in the binding's subjects. */
  readonly subject: number;
  readonly role: AccessRole;
  /** Index in the role's rules. */
  readonly rule: number;
}

/** What a vertex of the Node authorizer's graph stands for. */
export type VertexKind =
  | "configmap"
  | "node"
  | "persistentvolume"
  | "persistentvolumeclaim"
  | "pod"
  | "resourceclaim"
  | "resourceslice"
  | "secret"
  | "serviceaccount"
  | "volumeattachment";

/** A vertex by what names it; `namespace` is "" for what has none. */
export interface Vertex {
  readonly kind: VertexKind;
  readonly namespace: string;
  readonly name: string;
}

/** One step towards a node: the field of an object because of which `from` belongs to `to`. */
export interface NodeStep {
  readonly from: Vertex;
  readonly to: Vertex;
  readonly object: ObjectReference;
  readonly path: FieldPath;
}

/** What the API server says to one question. */
export interface AccessDecision {
  readonly allowed: boolean;
  /** As the API server words it: `status.reason` of a SubjectAccessReview. */
  readonly reason: string;
  /** Who allowed it; absent where nobody did. */
  readonly by?: "system:masters" | "Node" | "RBAC" | "AlwaysAllow";
  /** Where RBAC allowed it. */
  readonly grant?: Grant;
  /** Where the Node authorizer allowed it because an object leads to the node: the way, object first. */
  readonly way?: readonly NodeStep[];
}

/** A verdict with what the API server would say. `no` and `unknown` both mean that the input shows no permission. */
export interface AccessVerdict extends Verdict {
  readonly decision: AccessDecision;
}

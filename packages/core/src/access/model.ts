import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { PolicyRule } from "./rule.ts";

export type RoleKind = "Role" | "ClusterRole";
export type BindingKind = "RoleBinding" | "ClusterRoleBinding";

/** Where a rule of a role is written: another role where it is aggregated. */
export interface RuleSource {
  readonly reference: ObjectReference;
  readonly path: FieldPath;
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

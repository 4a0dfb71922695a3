import { type JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { AccessBinding, AccessSubject, BindingKind, RoleKind } from "./model.ts";

export const RBAC_GROUP = "rbac.authorization.k8s.io";

/** A binding as written, before its role is looked up. */
export type WrittenBinding = Omit<AccessBinding, "position" | "role" | "problem">;

/** The bindings of a snapshot in the order in which the API server's resolver visits them: those of the cluster first. */
export function readBindings(snapshot: Snapshot, defaulted = false): readonly WrittenBinding[] {
  return BINDING_KINDS.flatMap((kind) =>
    snapshot.ofKind(RBAC_GROUP, kind).map((object) => readBinding(object, kind, defaulted)),
  );
}

const BINDING_KINDS: readonly BindingKind[] = ["ClusterRoleBinding", "RoleBinding"];

function readBinding(
  object: SnapshotObject,
  kind: BindingKind,
  defaulted: boolean,
): WrittenBinding {
  const namespace = kind === "RoleBinding" ? namespaceOf(object.reference) : "";
  return {
    kind,
    namespace,
    name: object.reference.name,
    roleRef: {
      kind: textAt(object.object, "roleRef", "kind"),
      name: textAt(object.object, "roleRef", "name"),
    },
    subjects: listAt(object.object, "subjects").map((subject) => readSubject(subject, namespace)),
    object,
    defaulted,
  };
}

// As the defaulting of rbac/v1 and `appliesToUser` of pkg/registry/rbac/validation/rule.go.
function readSubject(subject: JsonValue, bindingNamespace: string): AccessSubject {
  const kind = textAt(subject, "kind");
  const name = textAt(subject, "name");
  if (kind !== "ServiceAccount") return { kind, apiGroup: RBAC_GROUP, name, namespace: "" };
  return { kind, apiGroup: "", name, namespace: textAt(subject, "namespace") || bindingNamespace };
}

/** Equal for references to the same role. */
export function roleKey(kind: RoleKind, namespace: string, name: string): string {
  return kind === "ClusterRole" ? `/${name}` : `${namespace}/${name}`;
}

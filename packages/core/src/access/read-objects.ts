import { type JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { FACTS_GROUP, factOf } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { AccessBinding, AccessSubject, BindingKind, RoleKind } from "./model.ts";

export const RBAC_GROUP = "rbac.authorization.k8s.io";

/** A binding as written, before its role is looked up. */
export type WrittenBinding = Omit<AccessBinding, "position" | "role" | "problem">;

/** The bindings of a snapshot in the order in which the API server's resolver visits them: those of the cluster first. */
export function readBindings(snapshot: Snapshot, defaulted = false): readonly WrittenBinding[] {
  const [ofCluster, ofNamespaces] = BINDING_KINDS.map((kind) =>
    snapshot.ofKind(RBAC_GROUP, kind).map((object) => readBinding(object, kind, defaulted)),
  );
  return [...(ofCluster ?? []), ...cloudBindings(snapshot), ...(ofNamespaces ?? [])];
}

/** Who has rights by the cloud, beside RBAC: facts of the cloud engine, each as a binding for the whole cluster. */
export function cloudBindings(snapshot: Snapshot): readonly WrittenBinding[] {
  return snapshot.ofKind(FACTS_GROUP, "CloudAdmin").flatMap((object) => {
    const fact = (name: string): string => {
      const known = factOf(object.object, name);
      return known && "value" in known ? textAt(known.value) : "";
    };
    const role = fact("clusterRole");
    if (role === "") return [];
    const kind = fact("principalKind");
    const subject = { kind, apiGroup: RBAC_GROUP, name: fact("principal"), namespace: "" };
    return [
      {
        ...{ kind: "ClusterRoleBinding", namespace: "", name: object.reference.name, object },
        ...{ roleRef: { kind: "ClusterRole", name: role }, subjects: [subject], defaulted: false },
      },
    ];
  });
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

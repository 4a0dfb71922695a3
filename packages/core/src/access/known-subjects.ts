import { namespaceOf } from "../kubernetes/object.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { AccessSubject } from "./model.ts";
import { readBindings } from "./read-objects.ts";
import { canonicalSubject } from "./rights/subjects.ts";

/** Whom the input names: the subjects of its bindings as they are written, its service accounts, and those that its pods run as. */
export function knownSubjects(snapshot: Snapshot): readonly AccessSubject[] {
  return [
    ...readBindings(snapshot).flatMap(({ subjects }) => subjects.map(canonicalSubject)),
    ...snapshot
      .ofKind("", "ServiceAccount")
      .map(({ reference }) => accountOf(namespaceOf(reference), reference.name)),
    ...snapshot.objects.flatMap(({ reference, podTemplates }) =>
      podTemplates.map(({ spec }) => accountOf(namespaceOf(reference), serviceAccountNameOf(spec))),
    ),
  ];
}

function accountOf(namespace: string, name: string): AccessSubject {
  return { kind: "ServiceAccount", apiGroup: "", namespace, name };
}

import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { Authorizer } from "./authorizer.ts";
import type { AccessBinding, AccessSubject } from "./model.ts";
import { subjectKey } from "./who-can.ts";

/** A service account that holds rights before it exists: whoever may create it takes them. */
export interface LatentSubject {
  readonly subject: AccessSubject;
  /** In order of evaluation. */
  readonly bindings: readonly AccessBinding[];
  /** Whether the input shows the namespace in which it would be. */
  readonly namespaceExists: boolean;
}

/**
 * The service accounts that bindings name and the input does not show. It says something only of a whole cluster; users and
 * groups are not objects, so that nobody can tell which of them exist. Every namespace has its account `default`.
 */
export function latentSubjects(
  snapshot: Snapshot,
  { bindings }: Pick<Authorizer, "bindings">,
): readonly LatentSubject[] {
  const namespaces = new Set(
    snapshot.ofKind("", "Namespace").map(({ reference }) => reference.name),
  );
  const accounts = new Set(
    snapshot
      .ofKind("", "ServiceAccount")
      .map((account) => `${namespaceOf(account.reference)}/${account.reference.name}`),
  );
  const found = new Map<
    string,
    { readonly subject: AccessSubject; readonly bindings: AccessBinding[] }
  >();
  for (const binding of bindings) {
    for (const subject of binding.subjects) {
      const { kind, namespace, name } = subject;
      const exists =
        accounts.has(`${namespace}/${name}`) || (name === "default" && namespaces.has(namespace));
      if (kind !== "ServiceAccount" || namespace === "" || exists) continue;
      const entry = found.get(subjectKey(subject)) ?? { subject, bindings: [] };
      found.set(subjectKey(subject), entry);
      if (entry.bindings.at(-1) !== binding) entry.bindings.push(binding);
    }
  }
  return [...found.values()].map((latent) => ({
    ...latent,
    namespaceExists: namespaces.has(latent.subject.namespace),
  }));
}

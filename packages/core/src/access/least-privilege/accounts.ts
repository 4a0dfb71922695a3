import { namespaceOf } from "../../kubernetes/object.ts";
import { serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import { isIncomplete } from "../../snapshot/coverage.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { AccessSubject } from "../model.ts";

/** What the input shows of service accounts. */
export interface Accounts {
  /** Whether the account exists; unknown where the input may not show all of its namespace. */
  readonly exists: (account: AccessSubject) => "yes" | "no" | "unknown";
  /** Whether a pod of the input runs as the account. */
  readonly isUsed: (account: AccessSubject) => boolean;
}

const DEFAULT_ACCOUNT = "default";

export function readAccounts(snapshot: Snapshot): Accounts {
  const existing = new Set<string>();
  const described = new Set<string>();
  for (const object of snapshot.ofKind("", "ServiceAccount")) {
    existing.add(`${namespaceOf(object.reference)}/${object.reference.name}`);
    described.add(namespaceOf(object.reference));
  }
  for (const { reference } of snapshot.ofKind("", "Namespace")) described.add(reference.name);
  const used = new Set<string>();
  for (const object of snapshot.objects) {
    for (const { spec } of object.podTemplates) {
      used.add(`${namespaceOf(object.reference)}/${serviceAccountNameOf(spec)}`);
    }
  }
  return {
    exists: ({ namespace, name }) => {
      const key = `${namespace}/${name}`;
      if (existing.has(key) || used.has(key) || name === DEFAULT_ACCOUNT) return "yes";
      if (isIncomplete(snapshot.coverage, snapshot.diagnostics)) return "unknown";
      return showsAllIn(snapshot, namespace) || described.has(namespace) ? "no" : "unknown";
    },
    isUsed: ({ namespace, name }) => used.has(`${namespace}/${name}`),
  };
}

export function isDefaultAccount({ kind, name }: AccessSubject): boolean {
  return kind === "ServiceAccount" && name === DEFAULT_ACCOUNT;
}

import { sortedSet } from "../../kubernetes/go-text.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { SYSTEM_SERVICE_ACCOUNTS } from "../user.ts";
import { subjectKey } from "../who-can.ts";

/** Which namespaces are a subject's own. */
export interface Homes {
  /** Sorted; empty where none is known. */
  readonly of: (subject: AccessSubject) => readonly string[];
}

/**
 * The own namespace of a service account is the one that it is in, for pods can use it nowhere else. Of users and groups they
 * are the namespaces whose names are parts of theirs (`shop:storefront`, `team-storefront`), else those in which RoleBindings name them.
 */
export function createHomes(snapshot: Snapshot, bindings: readonly AccessBinding[]): Homes {
  const namespaces = new Set(
    snapshot.objects.flatMap(({ reference }) =>
      reference.kind === "Namespace" && reference.apiVersion === "v1"
        ? reference.name
        : (reference.namespace ?? []),
    ),
  );
  const bound = new Map<string, string[]>();
  for (const { namespace, subjects } of bindings) {
    if (namespace === "") continue;
    for (const subject of subjects) {
      const key = subjectKey(subject);
      const list = bound.get(key);
      if (list) list.push(namespace);
      else bound.set(key, [namespace]);
    }
  }
  return {
    of: (subject) => {
      if (subject.kind === "ServiceAccount") return [subject.namespace];
      const account = ACCOUNTS_OF.exec(subject.name)?.[1];
      if (account !== undefined) return [account];
      const named = partsOf(subject.name).filter((part) => namespaces.has(part));
      return sortedSet(named.length > 0 ? named : (bound.get(subjectKey(subject)) ?? []));
    },
  };
}

const ACCOUNTS_OF = new RegExp(`^${SYSTEM_SERVICE_ACCOUNTS}:(.+)$`);

const DECORATION = /^team-|-(?:admins?|deployers?|dev|developers?|devs|editors?|team|viewers?)$/g;

// Not at every dash: `shop-floor` is not of `shop`.
function partsOf(name: string): readonly string[] {
  return name.split(/[:/@.,=+ ]+/).flatMap((part) => [part, part.replaceAll(DECORATION, "")]);
}

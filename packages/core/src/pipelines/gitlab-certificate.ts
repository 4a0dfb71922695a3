import { namespaceOf } from "../kubernetes/object.ts";
import { placeBelow } from "../snapshot/facts.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { PipelineAccess } from "./access.ts";
import { placeOfObject } from "./sources.ts";

/** Accounts that GitLab's documentation had people make for its connection by certificates, and those that it made itself. */
const ACCOUNTS: ReadonlySet<string> = new Set([
  "kube-system/gitlab-admin",
  "kube-system/gitlab",
  "default/gitlab",
  "gitlab-managed-apps/tiller",
]);

/** The account of a connection by certificates in the cluster. */
export function certificateAccesses({
  ofKind,
}: Pick<Snapshot, "ofKind">): readonly PipelineAccess[] {
  return ofKind("", "ServiceAccount").flatMap((entry): readonly PipelineAccess[] => {
    const account = `${namespaceOf(entry.reference)}/${entry.reference.name}`;
    if (!ACCOUNTS.has(account)) return [];
    return [
      {
        ...{ tool: "gitlab", way: "certificate", name: `account ${account}` },
        people: "whoever may push to a project of this connection",
        as: { account: `serviceaccount/${account}` },
        ...{ namespaces: [], deploys: [] },
        at: placeBelow(placeOfObject(entry), ["metadata", "name"]),
      },
    ];
  });
}

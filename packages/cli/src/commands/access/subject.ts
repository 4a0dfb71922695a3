import { type AccessSubject, splitServiceAccountUsername } from "@watertight/core";
import { UsageError } from "../../usage-error.ts";

const RBAC_GROUP = "rbac.authorization.k8s.io";

/** A subject as people write it: `shop/web`, `system:serviceaccount:shop:web`, `user:ann`, `group:team`. */
export function parseSubject(text: string): AccessSubject {
  const account = splitServiceAccountUsername(text);
  if (account) return { kind: "ServiceAccount", apiGroup: "", ...account };
  const [, kind, named = ""] = /^(user|group):(.+)$/.exec(text) ?? [];
  if (kind !== undefined) {
    return {
      kind: kind === "user" ? "User" : "Group",
      apiGroup: RBAC_GROUP,
      name: named,
      namespace: "",
    };
  }
  const [, namespace, name] = /^([^/:\s]+)\/([^/:\s]+)$/.exec(text) ?? [];
  if (namespace !== undefined && name !== undefined) {
    return { kind: "ServiceAccount", apiGroup: "", name, namespace };
  }
  throw new UsageError(
    `"${text}" is not a subject; write NAMESPACE/NAME of a service account, user:NAME or group:NAME.`,
    { verb: "access escalate" },
  );
}

import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { PodSpec } from "../../kubernetes/api/types.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** The service account of a pod: "" is like an absent field, and `serviceAccount` is the older name of the same. */
export function serviceAccountNameOf(spec: PodSpec): string {
  return spec.serviceAccountName || spec.serviceAccount || "default";
}

/**
 * Whether a pod gets a token: its own setting goes before the account's, and absent means yes. `default` is in every
 * namespace, whether shown or not; an account that is not shown otherwise counts as not mounting, as nothing is known.
 */
export function mountsToken(
  { spec }: PodTemplate,
  { reference }: SnapshotObject,
  cluster: Cluster,
): boolean {
  const own = spec.automountServiceAccountToken;
  if (own !== undefined) return own;
  const name = serviceAccountNameOf(spec);
  const account = accountsOf(cluster).get(serviceAccountKey(reference.namespace, name));
  if (!account) return name === "default" || cluster.assumptions.wholeCluster.value;
  return valueAt(account.object, "automountServiceAccountToken") !== false;
}

/** `namespace/name`; the namespace is empty where an object names none. */
export function serviceAccountKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}/${name}`;
}

const accountsOf = clusterFact(
  (cluster) =>
    new Map(
      cluster.snapshot
        .ofKind("", "ServiceAccount")
        .map((account) => [
          serviceAccountKey(account.reference.namespace, account.reference.name),
          account,
        ]),
    ),
);

/** Roles that show every identity what the API has: no reason for a token, and no weakness. */
export const DISCOVERY_ROLE: RegExp =
  /^system:(basic-user|discovery|public-info-viewer|service-account-issuer-discovery)$/;

/** The account that a subject of a binding means, by its kind or by its user name. */
export function serviceAccountOfSubject(
  subject: JsonValue,
  namespace: string | undefined,
): { readonly namespace: string | undefined; readonly name: string } | undefined {
  const name = textAt(subject, "name");
  switch (textAt(subject, "kind")) {
    case "ServiceAccount":
      return { namespace: textAt(subject, "namespace") || namespace, name };
    case "User": {
      const [, inNamespace, account] = /^system:serviceaccount:([^:]*):(.*)$/.exec(name) ?? [];
      return account === undefined ? undefined : { namespace: inNamespace, name: account };
    }
    default:
      return undefined;
  }
}

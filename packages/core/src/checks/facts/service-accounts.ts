import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import {
  serviceAccountNameOf,
  type TokenMount,
  tokenMountOf,
} from "../../kubernetes/service-account.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** The service account of a pod, if the snapshot shows it. */
export function serviceAccountOf(
  { spec }: PodTemplate,
  { reference }: SnapshotObject,
  cluster: Cluster,
): SnapshotObject | undefined {
  const name = serviceAccountNameOf(spec);
  return accountsOf(cluster).get(serviceAccountKey(reference.namespace, name));
}

/** Whether a pod mounts a token; in a whole cluster nothing could say otherwise of an account that is not shown. */
export function tokenOf(
  template: PodTemplate,
  object: SnapshotObject,
  cluster: Cluster,
): TokenMount {
  const account = serviceAccountOf(template, object, cluster);
  const token = tokenMountOf(template.spec, account?.object);
  const isWhole = showsAll(cluster.snapshot);
  return token.mounted === "unknown" && isWhole ? { ...token, mounted: "yes" } : token;
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

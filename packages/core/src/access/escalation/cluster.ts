import { textAt } from "../../kubernetes/json-fields.ts";
import {
  groupOf,
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
  stringMapOf,
} from "../../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../../kubernetes/pod-template.ts";
import {
  serviceAccountFieldOf,
  serviceAccountNameOf,
  type TokenMount,
  tokenMountOf,
} from "../../kubernetes/service-account.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { secretsOf } from "../pod-references.ts";
import type { PodSecurityFacts } from "./admitted-pods.ts";
import type { Principal, Principals } from "./principals.ts";

/** A pod, or what makes pods, as somebody who breaks in sees it. */
export interface RunningPod {
  readonly namespace: string;
  readonly object: SnapshotObject;
  readonly template: PodTemplate;
  readonly account: Principal;
  /** The field that names the account. */
  readonly runsAs: Evidence;
  /** `unknown`: yes unless its ServiceAccount, which the input does not show, says otherwise. */
  readonly token: TokenMount["mounted"];
  /** Accounts whose tokens it mounts from Secrets. */
  readonly mountedAccounts: readonly { readonly account: Principal; readonly evidence: Evidence }[];
  /** "" where the input does not say. */
  readonly nodeName: string;
  readonly onEveryNode: boolean;
  /** The field by which it opens its node, and why that is not sure where it is not. */
  readonly escape:
    | { readonly evidence: Evidence; readonly unknown: string | undefined }
    | undefined;
}

/** A Secret that holds a token of a service account. */
interface TokenSecret {
  readonly namespace: string;
  readonly name: string;
  readonly account: Principal;
  readonly evidence: Evidence;
}

/** What of a cluster matters besides RBAC. */
export interface ClusterFacts {
  readonly namespaces: readonly string[];
  readonly accountsIn: (namespace: string) => readonly Principal[];
  readonly pods: readonly RunningPod[];
  readonly podsIn: (namespace: string) => readonly RunningPod[];
  readonly tokenSecrets: readonly TokenSecret[];
  readonly nodes: readonly { readonly name: string; readonly isControlPlane: boolean }[];
  readonly minor: number;
  readonly isWhole: boolean;
}

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_NAME = "kubernetes.io/service-account.name";
const CONTROL_PLANE = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

/** The minor version that a snapshot is of, the newest of those that nobody knows. */
export function minorOf({ assumptions }: Snapshot): number {
  return Number(/^v1\.(\d+)/.exec(assumptions.kubernetesVersion.value)?.[1] ?? 99);
}

/** Reads pods, accounts, token Secrets and nodes, once. */
export function readCluster(
  snapshot: Snapshot,
  principals: Principals,
  podSecurity: PodSecurityFacts,
): ClusterFacts {
  const tokenSecrets = readTokenSecrets(snapshot, principals);
  const shown = new Map<string, KubernetesObject>();
  for (const object of snapshot.ofKind("", "ServiceAccount")) {
    const account = principals.account(namespaceOf(object.reference), object.reference.name);
    shown.set(`${account.namespace}/${account.name}`, object.object);
  }
  const pods = snapshot.objects.flatMap((object) =>
    object.podTemplates.map((template) =>
      readPod(object, template, { principals, accounts: shown, tokenSecrets, podSecurity }),
    ),
  );
  const podsByNamespace = groupBy(pods, ({ namespace }) => namespace);
  // Bindings and pods have named accounts too; they are all numbered by now.
  const accounts = principals.all.filter(({ kind }) => kind === "ServiceAccount");
  const accountsByNamespace = groupBy(accounts, ({ namespace }) => namespace);
  const namespaces = new Set([
    ...snapshot.ofKind("", "Namespace").map(({ reference }) => reference.name),
    ...snapshot.objects.flatMap(({ reference }) => reference.namespace ?? []),
    ...accountsByNamespace.keys(),
    ...podsByNamespace.keys(),
  ]);
  return {
    namespaces: [...namespaces].sort(),
    accountsIn: (namespace) => accountsByNamespace.get(namespace) ?? [],
    pods,
    podsIn: (namespace) => podsByNamespace.get(namespace) ?? [],
    tokenSecrets,
    nodes: snapshot.ofKind("", "Node").map(({ object, reference }) => {
      const labels = stringMapOf(object, "labels");
      return {
        name: reference.name,
        isControlPlane: CONTROL_PLANE.some((label) => label in labels),
      };
    }),
    minor: minorOf(snapshot),
    isWhole: showsAll(snapshot),
  };
}

function readTokenSecrets(snapshot: Snapshot, principals: Principals): readonly TokenSecret[] {
  return snapshot.ofKind("", "Secret").flatMap((object) => {
    const name = stringMapOf(object.object, "annotations")[ACCOUNT_NAME];
    if (textAt(object.object["type"]) !== TOKEN_TYPE || name === undefined) return [];
    const namespace = namespaceOf(object.reference);
    const account = principals.account(namespace, name);
    const evidence = {
      object: object.reference,
      path: ["metadata", "annotations", ACCOUNT_NAME],
      message: `holds a token of ServiceAccount ${namespace}/${name}`,
    };
    return [{ namespace, name: object.reference.name, account, evidence }];
  });
}

interface Reading {
  readonly principals: Principals;
  readonly accounts: ReadonlyMap<string, KubernetesObject>;
  readonly tokenSecrets: readonly TokenSecret[];
  readonly podSecurity: PodSecurityFacts;
}

function readPod(object: SnapshotObject, template: PodTemplate, reading: Reading): RunningPod {
  const { spec } = template;
  const namespace = namespaceOf(object.reference);
  const name = serviceAccountNameOf(spec);
  const account = reading.principals.account(namespace, name);
  const field = serviceAccountFieldOf(spec) ?? "serviceAccountName";
  const escape = reading.podSecurity.escapeOf(template);
  const at = (path: readonly (string | number)[], message: string): Evidence => ({
    object: object.reference,
    path: locateInObject(template, path),
    message,
  });
  return {
    namespace,
    object,
    template,
    account,
    runsAs: at(["spec", field], `runs as ServiceAccount ${namespace}/${name}`),
    token: tokenMountOf(spec, reading.accounts.get(`${namespace}/${name}`)).mounted,
    mountedAccounts: secretsOf(spec).flatMap((secret) =>
      reading.tokenSecrets
        .filter((token) => token.namespace === namespace && token.name === secret.name)
        .map((token) => ({
          account: token.account,
          evidence: at(secret.path, `mounts Secret ${namespace}/${secret.name}`),
        })),
    ),
    nodeName: spec.nodeName ?? "",
    onEveryNode: isOnEveryNode(object.reference, template),
    escape: escape && { evidence: at(escape.path, escape.message), unknown: escape.unknown },
  };
}

function isOnEveryNode(reference: ObjectReference, { spec }: PodTemplate): boolean {
  const selects = Object.keys(spec.nodeSelector ?? {}).length > 0;
  return (
    reference.kind === "DaemonSet" &&
    groupOf(reference) === "apps" &&
    !selects &&
    spec.affinity?.nodeAffinity === undefined
  );
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

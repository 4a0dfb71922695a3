import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../kubernetes/object.ts";
import { apiResources, customResourceOf } from "../kubernetes/resources.ts";
import type { Assumption } from "../snapshot/assumptions.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** Where the objects of a world are that name no namespace. */
export interface AssumedNamespace extends Assumption<string> {
  /** What says so, where the world's own objects do. */
  readonly evidence: readonly Evidence[];
}

/**
 * The namespace of what names none: the one that is configured, else the one that the world's own subjects of bindings,
 * names of Services and webhooks give to an object that names none, where all agree; undefined where nothing says.
 */
export function assumedNamespaceOf(
  snapshot: Snapshot,
  configured: string | undefined,
): AssumedNamespace | undefined {
  const unnamed = unnamedIn(snapshot);
  if (unnamed.length === 0) return undefined;
  if (configured !== undefined) return { value: configured, known: "configured", evidence: [] };
  const evidence = [...evidenceIn(snapshot, unnamed)];
  const namespaces = new Set(evidence.map(({ namespace }) => namespace));
  const [value] = namespaces;
  if (value === undefined || namespaces.size > 1) return undefined;
  return { value, known: "observed", evidence: evidence.map(({ proof }) => proof) };
}

/** The same snapshot with the objects that name no namespace in this one; `placed` remembers them, for other worlds. */
export function inNamespaceOf(
  snapshot: Snapshot,
  namespace: string,
  placed: Map<SnapshotObject, SnapshotObject>,
): Snapshot {
  const unnamed = new Set(unnamedIn(snapshot));
  return snapshot.only(
    snapshot.objects.map((entry) => {
      if (!unnamed.has(entry)) return entry;
      const known = placed.get(entry) ?? {
        ...entry,
        reference: { ...entry.reference, namespace },
      };
      placed.set(entry, known);
      return known;
    }),
  );
}

/** Objects of namespaced kinds that name no namespace. */
function unnamedIn(snapshot: Snapshot): readonly SnapshotObject[] {
  return snapshot.once(unnamedObjects);
}

function withoutNamespaceView({ object, reference }: SnapshotObject): unknown {
  return reference.namespace === undefined ? `${object.apiVersion} ${object.kind}` : undefined;
}

function unnamedObjects(snapshot: Snapshot): readonly SnapshotObject[] {
  const without = snapshot
    .viewed(withoutNamespaceView)
    .filter(({ reference }) => reference.namespace === undefined);
  if (without.length === 0) return without;
  const namespaced = new Set<string>();
  const custom = snapshot
    .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
    .flatMap(({ object }) => customResourceOf(object) ?? []);
  for (const { group, kind, namespaced: isNamespaced } of [...apiResources(), ...custom])
    if (isNamespaced) namespaced.add(`${group}/${kind}`);
  return without.filter(({ object }) => namespaced.has(`${groupOf(object)}/${object.kind}`));
}

interface Said {
  readonly namespace: string;
  readonly proof: Evidence;
}

function* evidenceIn(snapshot: Snapshot, unnamed: readonly SnapshotObject[]): Generator<Said> {
  const accounts = namesOf(unnamed, "ServiceAccount");
  const services = namesOf(unnamed, "Service");
  if (accounts.size > 0) yield* saidBySubjects(snapshot, accounts);
  if (services.size > 0) {
    yield* saidByWebhooks(snapshot, services);
    yield* saidByHostNames(snapshot, services);
  }
}

function namesOf(unnamed: readonly SnapshotObject[], kind: string): ReadonlySet<string> {
  return new Set(
    unnamed.flatMap(({ object, reference }) =>
      object.apiVersion === "v1" && object.kind === kind ? [reference.name] : [],
    ),
  );
}

function* saidBySubjects(snapshot: Snapshot, accounts: ReadonlySet<string>): Generator<Said> {
  const bindings = ["ClusterRoleBinding", "RoleBinding"].flatMap((kind) =>
    snapshot.ofKind("rbac.authorization.k8s.io", kind),
  );
  for (const { object, reference } of bindings) {
    for (const [index, subject] of listAt(object, "subjects").entries()) {
      const namespace = textAt(subject, "namespace");
      const name = textAt(subject, "name");
      const isAccount = textAt(subject, "kind") === "ServiceAccount" && accounts.has(name);
      if (!isAccount || namespace === "") continue;
      const path = ["subjects", index, "namespace"];
      const message = `names ServiceAccount ${name} of namespace ${namespace}`;
      yield { namespace, proof: { object: reference, path, message } };
    }
  }
}

const WEBHOOKS = [
  ["admissionregistration.k8s.io", "MutatingWebhookConfiguration", ["clientConfig", "service"]],
  ["admissionregistration.k8s.io", "ValidatingWebhookConfiguration", ["clientConfig", "service"]],
] as const;

function* saidByWebhooks(snapshot: Snapshot, services: ReadonlySet<string>): Generator<Said> {
  for (const [group, kind, below] of WEBHOOKS) {
    for (const { object, reference } of snapshot.ofKind(group, kind)) {
      for (const [index, hook] of listAt(object, "webhooks").entries()) {
        const path = ["webhooks", index, ...below];
        yield* saidByService(valueAt(hook, ...below), path, reference, services);
      }
    }
  }
  const single = [
    ["apiregistration.k8s.io", "APIService", ["spec", "service"]],
    [
      "apiextensions.k8s.io",
      "CustomResourceDefinition",
      ["spec", "conversion", "webhook", "clientConfig", "service"],
    ],
  ] as const;
  for (const [group, kind, path] of single) {
    for (const { object, reference } of snapshot.ofKind(group, kind))
      yield* saidByService(valueAt(object, ...path), path, reference, services);
  }
}

function* saidByService(
  service: JsonValue | undefined,
  path: readonly (string | number)[],
  object: Evidence["object"],
  services: ReadonlySet<string>,
): Generator<Said> {
  if (service === undefined) return;
  const namespace = textAt(service, "namespace");
  const name = textAt(service, "name");
  if (namespace === "" || !services.has(name)) return;
  const message = `calls Service ${name} of namespace ${namespace}`;
  yield { namespace, proof: { object, path: [...path, "namespace"], message } };
}

/** `argocd-redis.argocd.svc`, with or without the domain of the cluster. */
const HOST_NAME = /\b([a-z][-a-z0-9]{0,62})\.([a-z0-9][-a-z0-9]{0,62})\.svc\b/g;

function* saidByHostNames(snapshot: Snapshot, services: ReadonlySet<string>): Generator<Said> {
  for (const { object, reference } of snapshot.objects) {
    for (const { name, namespace, path } of hostNamesIn(object)) {
      if (!services.has(name)) continue;
      const message = `names Service ${name} of namespace ${namespace}`;
      yield { namespace, proof: { object: reference, path, message } };
    }
  }
}

interface HostName {
  readonly name: string;
  readonly namespace: string;
  readonly path: Evidence["path"];
}

/** The host names of Services in an object's texts, whichever Services there are. */
const hostNamesIn = rememberingEach((object: KubernetesObject): readonly HostName[] => {
  const found: HostName[] = [];
  if (!mayNameHosts(object)) return found;
  for (const [path, text] of textsIn(object, [])) {
    if (!text.includes(".svc")) continue;
    for (const [, name = "", namespace = ""] of text.matchAll(HOST_NAME)) {
      found.push({ name, namespace, path });
    }
  }
  return found;
});

/** Definitions hold examples, and are long. */
function mayNameHosts({ kind }: KubernetesObject): boolean {
  return kind !== "CustomResourceDefinition";
}

function* textsIn(
  value: JsonValue,
  path: readonly (string | number)[],
): Generator<readonly [path: readonly (string | number)[], text: string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly JsonValue[]).entries())
      yield* textsIn(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) yield* textsIn(member, [...path, key]);
  }
}

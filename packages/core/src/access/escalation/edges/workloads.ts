import { groupOf, namespaceOf } from "../../../kubernetes/object.ts";
import type { RunningPod } from "../cluster.ts";
import { type Fact, NAMESPACED_FACTS } from "../facts.ts";
import type { RightAlternative } from "../held-right.ts";
import type { EscalationModel } from "../model.ts";
import { RIGHTS } from "../rights.ts";
import type { TechniqueId } from "../techniques.ts";
import { fromHolders, fromNamedHolders, identity, join } from "./right-holders.ts";

/** Running pods of one's own, and commands in those of others. */
export function addWorkloads(model: EscalationModel): void {
  const { graph } = model;
  const run = (namespace: string): Fact => ({ kind: "run", namespace });
  fromHolders(model, "create-workloads", (principal, namespace, needs) => {
    graph.add([identity(principal)], run(namespace), { technique: "create-workload", needs });
  });
  // Somebody who may create by name has the choice of the pod all the same.
  fromNamedHolders(model, "create-workloads", (principal, { scope }, needs) => {
    graph.add([identity(principal)], run(scope), { technique: "create-workload", needs });
  });
  addChanges(model);
  for (const [right, technique] of [
    ["exec-in-pods", "exec-in-pod"],
    ["debug-pods", "exec-in-pod"],
    ["change-pods", "modify-pod"],
  ] as const) {
    fromHolders(model, right, (principal, namespace, needs) => {
      graph.add([identity(principal)], { kind: "pods", namespace }, { technique, needs });
    });
    fromNamedHolders(model, right, (principal, place, needs) => {
      for (const namespace of namespacesOf(model, place.scope)) {
        const pod: Fact = { kind: "pod", namespace, name: place.name };
        graph.add([identity(principal)], pod, { technique, needs });
      }
    });
  }
}

/** A namespace of its own, or every one that has pods. */
function namespacesOf({ cluster }: EscalationModel, scope: string): readonly string[] {
  if (scope !== "") return [scope];
  return cluster.namespaces.filter((namespace) => cluster.podsIn(namespace).length > 0);
}

/** Workloads that exist; what a change may set is everything that a new one may say. */
function addChanges(model: EscalationModel): void {
  const { graph } = model;
  const existing = workloadsOf(model);
  const technique = "modify-workload";
  fromHolders(model, "change-workloads", (principal, namespace, needs) => {
    graph.add([identity(principal)], { kind: "change-workloads", namespace }, { technique, needs });
  });
  fromNamedHolders(model, "change-workloads", (principal, { scope, name }, needs) => {
    const resources = new Set(needs.flat().map(resourceOf));
    for (const [namespace, workloads] of existing) {
      if (scope !== "" && scope !== namespace) continue;
      const isThere = workloads.some((one) => one.name === name && resources.has(one.resource));
      if (isThere)
        graph.add([identity(principal)], { kind: "run", namespace }, { technique, needs });
    }
    if (scope === "" || existing.get(scope)?.some((one) => one.name === name) === true) return;
    const unknown = `the input shows no workload ${name} in namespace ${scope}`;
    graph.add(
      [identity(principal)],
      { kind: "run", namespace: scope },
      { technique, needs, unknown },
    );
  });
  for (const namespace of model.cluster.namespaces) {
    const unknown = existing.has(namespace)
      ? undefined
      : `the input shows no workload in namespace ${namespace}`;
    graph.add([{ kind: "change-workloads", namespace }], { kind: "run", namespace }, { unknown });
  }
}

function resourceOf({ evidence: { request } }: RightAlternative): string {
  return request ? `${request.group}/${request.resource}` : "";
}

interface Workload {
  readonly resource: string;
  readonly name: string;
}

function workloadsOf({ snapshot }: EscalationModel): ReadonlyMap<string, readonly Workload[]> {
  const resources = new Set<string>(
    RIGHTS["change-workloads"].resources.map(([group, resource]) => `${group}/${resource}`),
  );
  const found = new Map<string, Workload[]>();
  for (const { reference } of snapshot.objects) {
    const resource = `${groupOf(reference)}/${reference.kind.toLowerCase()}s`;
    if (!resources.has(resource)) continue;
    const namespace = namespaceOf(reference);
    const workload = { resource, name: reference.name };
    found.set(namespace, [...(found.get(namespace) ?? []), workload]);
  }
  return found;
}

/** What follows in each namespace from what one may do there. */
export function addConsequences(model: EscalationModel): void {
  const { graph, cluster } = model;
  const everything = { kind: "everything" } as const;
  const follows: readonly (readonly [Exclude<Fact, { kind: "identity" }>["kind"], TechniqueId?])[] =
    [
      ["run", "create-workload"],
      ["secrets", "read-secrets"],
      ["accounts", "create-token"],
      ["pods", "exec-in-pod"],
      ["create-claims"],
      ["namespace-labels"],
      ["change-accounts"],
    ];
  for (const namespace of ["", ...cluster.namespaces]) {
    for (const [kind, technique] of follows) {
      const fact = { kind, namespace } as Fact;
      graph.add([{ ...everything, namespace }], fact, technique === undefined ? {} : { technique });
    }
    // A pod may run as any account of its namespace and mount any Secret of it whose name is known.
    graph.add([{ kind: "run", namespace }], { kind: "accounts", namespace });
    graph.add([{ kind: "run", namespace }], { kind: "secrets", namespace });
    graph.add(
      [
        { kind: "create-secrets", namespace },
        { kind: "secrets", namespace },
      ],
      { kind: "accounts", namespace },
      {
        technique: "create-token-secret",
      },
    );
  }
  addSecrets(model);
  if (model.contributePods) model.contributePods(model);
  else for (const namespace of cluster.namespaces) addPods(model, namespace);
  addUnknownPods(model);
  addNamespaces(model);
}

/** What holds for every namespace holds for each. */
function addNamespaces({ graph, cluster }: EscalationModel): void {
  for (const kind of NAMESPACED_FACTS) {
    const everywhere: Fact = { kind, namespace: "" };
    if (graph.facts.find(everywhere) === undefined) continue;
    for (const namespace of cluster.namespaces) graph.add([everywhere], { kind, namespace });
  }
}

/** Reading Secrets, and the tokens in those that the input shows. */
function addSecrets(model: EscalationModel): void {
  const { graph, cluster, holders } = model;
  const technique = "read-secrets";
  fromHolders(model, "read-secrets", (principal, namespace, needs) => {
    graph.add([identity(principal)], { kind: "secrets", namespace }, { technique, needs });
  });
  for (const { namespace, name, account, evidence } of cluster.tokenSecrets) {
    graph.add([{ kind: "secrets", namespace }], identity(account), { evidence: [evidence] });
    graph.add([{ kind: "secret", namespace, name }], identity(account), { evidence: [evidence] });
    for (const scope of [namespace, ""]) {
      for (const [principal, ways] of holders.named("read-secrets", scope).get(name) ?? []) {
        graph.add(
          [identity(principal)],
          { kind: "secret", namespace, name },
          { technique, needs: [ways] },
        );
      }
    }
  }
  for (const right of ["create-secrets"] as const) {
    fromHolders(model, right, (principal, namespace, needs) => {
      graph.add([identity(principal)], { kind: right, namespace }, { needs });
    });
  }
  addNamedTokenSecrets(model);
}

/** Who may create any Secret and read one of a certain name creates it under that name. */
function addNamedTokenSecrets(model: EscalationModel): void {
  const { graph, holders, snapshot } = model;
  for (const namespace of holders.scopes("read-secrets")) {
    for (const [name, readers] of holders.named("read-secrets", namespace)) {
      const exists = snapshot
        .ofKind("", "Secret")
        .some(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
      if (exists || namespace === "") continue;
      join(model, holders.all("create-secrets", namespace), readers, (premises, needs) => {
        const accounts: Fact = { kind: "accounts", namespace };
        graph.add(premises, accounts, { technique: "create-token-secret", needs });
      });
    }
  }
}

/** Commands in a pod: its token, the tokens that it mounts, and its node where it opens that. */
function addPods(model: EscalationModel, namespace: string): void {
  const { graph, cluster } = model;
  const pods = cluster.podsIn(namespace);
  const inAny: Fact = { kind: "pods", namespace };
  const seen = new Set<unknown>();
  for (const pod of pods) {
    if (!seen.has(pod.account)) addPod(model, inAny, pod, seen);
    else addEscape(model, inAny, pod);
    const byName = podFacts(model, pod);
    for (const fact of byName) addPod(model, fact, pod, new Set());
    if (pod.nodeName !== "") {
      addPod(model, { kind: "pods-on-node", namespace: "", name: pod.nodeName }, pod, new Set());
    }
  }
  if (pods.length === 0 && !(cluster.isWhole && namespace !== "kube-system")) {
    const unknown = `the input shows no pod in namespace ${namespace}`;
    graph.add([inAny], { kind: "accounts", namespace }, { unknown });
  }
}

function addPod(model: EscalationModel, from: Fact, pod: RunningPod, seen: Set<unknown>): void {
  const { graph } = model;
  if (pod.token !== "no") {
    seen.add(pod.account);
    graph.add([from], identity(pod.account), { evidence: [pod.runsAs] });
  }
  for (const { account, evidence } of pod.mountedAccounts) {
    graph.add([from], identity(account), { evidence: [evidence] });
  }
  addEscape(model, from, pod);
}

function addEscape(
  { graph }: EscalationModel,
  from: Fact,
  { escape, nodeName, onEveryNode }: RunningPod,
) {
  if (!escape) return;
  const { evidence, unknown } = escape;
  const detail = { technique: "pod-escape", evidence: [evidence], unknown } as const;
  if (nodeName !== "") {
    graph.add([from], { kind: "node", namespace: "", name: nodeName }, detail);
    return;
  }
  graph.add([from], { kind: onEveryNode ? "worker-nodes" : "some-node" }, detail);
}

/** The facts about a pod by name that somebody's rights have brought up. */
function podFacts({ graph }: EscalationModel, { namespace, object }: RunningPod): readonly Fact[] {
  const { kind, name } = object.reference;
  const names = kind === "StatefulSet" ? statefulNames(name, object.object["spec"]) : [name];
  if (kind !== "Pod" && kind !== "StatefulSet") return [];
  return names
    .map((each): Fact => ({ kind: "pod", namespace, name: each }))
    .filter((fact) => graph.facts.find(fact) !== undefined);
}

/** The names of the pods of a StatefulSet; those beyond a hundred are not written into roles. */
export function statefulNames(name: string, spec: unknown): readonly string[] {
  const replicas =
    typeof spec === "object" && spec !== null && "replicas" in spec ? spec.replicas : 1;
  // A negative or other count has none.
  const count = typeof replicas === "number" ? Math.min(Math.max(0, replicas), 100) : 1;
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

/** Pods that a right names and the input does not show run as nobody knows whom. */
function addUnknownPods({ graph, cluster }: EscalationModel): void {
  const known = new Set(
    cluster.pods.map(({ namespace, object }) => `${namespace}/${object.reference.name}`),
  );
  for (const fact of graph.facts.all) {
    if (fact?.kind !== "pod" || graph.isUsed(fact)) continue;
    const { namespace, name } = fact;
    if (known.has(`${namespace}/${name}`)) continue;
    const unknown = `the input does not show pod ${namespace}/${name}, so not which account it runs as`;
    graph.add([fact], { kind: "accounts", namespace }, { unknown });
  }
}

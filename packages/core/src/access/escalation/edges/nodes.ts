import type { Fact } from "../facts.ts";
import type { EscalationModel } from "../model.ts";
import { fromHolders, fromNamedHolders, holdersOfAny, identity } from "./right-holders.ts";

const NODES: Fact = { kind: "nodes" };
const POD_ACCOUNTS: Fact = { kind: "pod-accounts" };

/** From rights to nodes, and from nodes to what lies on them. */
export function addNodes(model: EscalationModel): void {
  addKubelets(model);
  addPrivilegedPods(model);
  addWhatLiesOnNodes(model);
  addSteering(model);
}

/** The kubelet answers commands that come through `nodes/proxy`: pkg/kubelet/server/auth.go; WebSocket clients use GET. */
function addKubelets(model: EscalationModel): void {
  const { graph } = model;
  const technique = "kubelet-exec";
  fromHolders(model, "proxy-nodes", (principal, _, needs) => {
    graph.add([identity(principal)], { kind: "pods", namespace: "" }, { technique, needs });
  });
  fromNamedHolders(model, "proxy-nodes", (principal, { name }, needs) => {
    graph.add(
      [identity(principal)],
      { kind: "pods-on-node", namespace: "", name },
      { technique, needs },
    );
    const unknown = `the input shows no pod on node ${name}`;
    const isKnown = model.cluster.pods.some(({ nodeName }) => nodeName === name);
    if (!isKnown)
      graph.add([{ kind: "pods-on-node", namespace: "", name }], POD_ACCOUNTS, { unknown });
  });
}

/** A pod may name its node and tolerate its taints, so a privileged one reaches whichever it likes. */
function addPrivilegedPods(model: EscalationModel): void {
  const { graph, cluster, podSecurity } = model;
  for (const [principal, ways] of holdersOfAny(model, "create-volumes", "")) {
    graph.add([identity(principal)], { kind: "create-volumes" }, { needs: [ways] });
  }
  fromHolders(model, "create-claims", (principal, namespace, needs) => {
    graph.add([identity(principal)], { kind: "create-claims", namespace }, { needs });
  });
  addNamespaceLabels(model);
  for (const namespace of cluster.namespaces) {
    const run: Fact = { kind: "run", namespace };
    const { verdict, reason } = podSecurity.privileged(namespace);
    if (verdict !== "no") {
      const unknown = verdict === "unknown" ? reason : undefined;
      graph.add([run], NODES, { technique: "privileged-pod", unknown });
    }
    if (verdict === "yes") continue;
    const labels: Fact = { kind: "namespace-labels", namespace };
    graph.add([run, labels], NODES, { technique: "namespace-labels" });
    const root = podSecurity.root(namespace);
    const unknown =
      root.verdict === "yes"
        ? undefined
        : `${root.reason}, and a user id other than 0 may read only some of a node's files`;
    const claims: Fact = { kind: "create-claims", namespace };
    const premises = [run, claims, { kind: "create-volumes" }] as const;
    graph.add(premises, NODES, { technique: "host-path-volume", unknown });
  }
}

/** The Namespace object counts as in itself, so that a RoleBinding there grants its change. */
function addNamespaceLabels(model: EscalationModel): void {
  const { graph } = model;
  const right = "change-namespace";
  fromHolders(model, right, (principal, namespace, needs) => {
    graph.add([identity(principal)], { kind: "namespace-labels", namespace }, { needs });
  });
  fromNamedHolders(model, right, (principal, { scope, name }, needs) => {
    if (scope !== "" && scope !== name) return;
    graph.add([identity(principal)], { kind: "namespace-labels", namespace: name }, { needs });
  });
}

function addWhatLiesOnNodes(model: EscalationModel): void {
  const { graph, cluster } = model;
  const tokens = "node-tokens";
  for (const kind of ["nodes", "worker-nodes", "some-node"] as const) {
    graph.add([{ kind }], { kind: "a-node" });
  }
  graph.add([NODES], POD_ACCOUNTS, { technique: tokens });
  graph.add([{ kind: "worker-nodes" }], POD_ACCOUNTS, { technique: tokens });
  graph.add([{ kind: "some-node" }], POD_ACCOUNTS, {
    technique: tokens,
    unknown: "the input does not show which pods share its node",
  });
  const accounts = new Set<unknown>();
  for (const { account, nodeName, runsAs } of cluster.pods) {
    // A kubelet asks for tokens of the accounts of its pods, whether they are mounted or not.
    if (!accounts.has(account))
      graph.add([POD_ACCOUNTS], identity(account), { evidence: [runsAs] });
    accounts.add(account);
    if (nodeName === "") continue;
    const node: Fact = { kind: "node", namespace: "", name: nodeName };
    graph.add([node], { kind: "a-node" });
    graph.add([node], identity(account), { technique: tokens, evidence: [runsAs] });
  }
  addControlPlane(model);
}

function addControlPlane({ graph, cluster }: EscalationModel): void {
  const technique = "control-plane-node";
  const admin: Fact = { kind: "cluster-admin" };
  if (cluster.nodes.length === 0) {
    const unknown = "the input shows no Node, so not whether one is of the control plane";
    graph.add([NODES], admin, { technique, unknown });
    return;
  }
  const controlPlane = cluster.nodes.filter(({ isControlPlane }) => isControlPlane);
  if (controlPlane.length > 0) graph.add([NODES], admin, { technique });
  for (const { name } of controlPlane)
    graph.add([{ kind: "node", namespace: "", name }], admin, { technique });
}

/** Taints drive pods from one node to another; whoever has a node gets what comes. */
function addSteering(model: EscalationModel): void {
  const { graph } = model;
  for (const [principal, ways] of holdersOfAny(model, "steer-nodes", "")) {
    graph.add([identity(principal)], { kind: "steer-nodes" }, { needs: [ways] });
  }
  const premises = [{ kind: "a-node" }, { kind: "steer-nodes" }] as const;
  graph.add(premises, POD_ACCOUNTS, {
    technique: "steer-pods",
    unknown: "node affinity, volumes and topology may keep pods from its node",
  });
}

import { pullSecretsOf } from "../../kubernetes/reference-fields.ts";
import type { AttackBuild } from "../build.ts";
import type { PodGroup } from "../pod-nodes.ts";
import type { StandingPod } from "../standing.ts";

/** What lies on nodes: the pods that run there, their accounts and Secrets, and the node's own user. */
export function addNodes(build: AttackBuild, groups: readonly PodGroup[]): void {
  const { cluster, places, escalation, add } = build;
  const { facts } = escalation.graph;
  for (const { name } of escalation.cluster.nodes) {
    const node = places.idOf({ kind: "Node", namespace: "", name });
    add(facts.idOf({ kind: "nodes" }), node);
    add(facts.idOf({ kind: "a-node" }), facts.idOf({ kind: "a-node" }));
    addUser(build, node, name);
  }
  for (const { name, isControlPlane } of escalation.cluster.nodes) {
    const node = places.idOf({ kind: "Node", namespace: "", name });
    if (!isControlPlane) add(facts.idOf({ kind: "worker-nodes" }), node);
    add(node, facts.idOf({ kind: "a-node" }));
  }
  for (const each of build.standing) if (each.pod.nodeName !== "") addPlaced(build, each);
  for (const group of groups) addGroup(build, group);
  if (cluster.placement.nodes.length === 0) addUnplaced(build);
}

/** A kubelet's certificate is of this user and group (plugin/pkg/auth/authorizer/node). */
function addUser(
  { places, escalation, add, builder }: AttackBuild,
  node: number,
  name: string,
): void {
  const { principals, graph } = escalation;
  const user = principals.user(`system:node:${name}`);
  const from = graph.facts.idOf({ kind: "identity", principal: user });
  add(node, from, { step: "node-identity" });
  for (const group of [principals.group("system:nodes"), ...principals.groupsOf(user)]) {
    builder.add({
      premises: [from],
      conclusion: graph.facts.idOf({ kind: "identity", principal: group }),
      ...{ step: undefined, needs: [], unknown: undefined, isSame: true },
    });
  }
  void places;
}

function addPlaced({ places, add }: AttackBuild, each: StandingPod): void {
  const node = places.idOf({ kind: "Node", namespace: "", name: each.pod.nodeName });
  const evidence = [each.at(["spec", "nodeName"], `runs on node ${each.pod.nodeName}`)];
  add(node, places.idOf(each.vertex), { step: "node-pods", evidence });
  for (const { name, path } of pullSecretsOf(each.pod.template.spec)) {
    const secret = places.idOf({ kind: "Secret", namespace: each.pod.namespace, name });
    add(node, secret, {
      step: "node-secrets",
      evidence: [each.at(path, `has its images pulled with Secret ${each.pod.namespace}/${name}`)],
    });
  }
}

/** The vertices that stand for a group: whoever has its node, its pods from a node, and its accounts from a node. */
function addGroup(build: AttackBuild, { key, members, nodes, doubt }: PodGroup): void {
  const { places, escalation, add } = build;
  const any = (what: string): number =>
    places.idOf({ kind: "Any", namespace: "", name: `${what} ${key}` });
  const [node, pods, accounts] = [any("node of"), any("pods"), any("accounts")];
  add(node, escalation.graph.facts.idOf({ kind: "a-node" }));
  for (const { name } of nodes) {
    const each = places.idOf({ kind: "Node", namespace: "", name });
    add(node, each, { unknown: doubt });
    add(each, pods, { step: "node-pods", unknown: doubt });
    add(each, accounts, { step: "node-tokens", unknown: doubt });
  }
  for (const each of members) {
    add(pods, places.idOf(each.vertex));
    const account = { kind: "identity", principal: each.pod.account } as const;
    add(accounts, escalation.graph.facts.idOf(account), { evidence: [each.pod.runsAs] });
  }
}

/** Where the input shows no node, pods share one all the same, nobody knows which. */
function addUnplaced({ escalation, places, standing, add }: AttackBuild): void {
  const some = escalation.graph.facts.idOf({ kind: "some-node" });
  const unknown = "the input does not show which pods share its node";
  for (const each of standing)
    if (each.pod.nodeName === "")
      add(some, places.idOf(each.vertex), { step: "node-pods", unknown });
}

/** Where a pod runs: a node, or one of some. */
export function nodeVertexOf(
  { places, escalation }: AttackBuild,
  each: StandingPod,
  groups: ReadonlyMap<StandingPod, PodGroup>,
): number {
  const { nodeName, onEveryNode } = each.pod;
  if (nodeName !== "") return places.idOf({ kind: "Node", namespace: "", name: nodeName });
  const group = groups.get(each);
  if (group) return places.idOf({ kind: "Any", namespace: "", name: `node of ${group.key}` });
  return escalation.graph.facts.idOf({ kind: onEveryNode ? "worker-nodes" : "some-node" });
}

import { expect, test } from "vitest";
import { exampleSnapshot } from "../../testing/checks.ts";
import { plan } from "../checks/writing/cloud-examples.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { dedicationOf } from "./dedication.ts";
import { dedicationPlan } from "./dedication-plan.ts";
import { poolOf } from "./pool.ts";

function node(name: string, labels: JsonObject): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels: { pool: name, ...labels } } };
}

const GROUP = "eks.amazonaws.com/nodegroup";
const NODES = [node("a", { [GROUP]: "a" }), node("b", { [GROUP]: "b" })];

function nodeGroup(nodegroupName: string, said: JsonObject): JsonValue {
  return { nodegroup: { nodegroupName, clusterName: "shop", ...said } };
}

function template(id: string, groups: readonly string[]): JsonValue {
  const LaunchTemplateData = { SecurityGroupIds: groups };
  return {
    LaunchTemplateVersions: [{ LaunchTemplateId: id, VersionNumber: 1, LaunchTemplateData }],
  };
}

const withTemplate = (id: string): JsonObject => ({ launchTemplate: { id, version: "1" } });

/** What is said of subnets and security groups of pool a, by these documents. */
function said(documents: readonly JsonValue[], nodes: readonly KubernetesObject[] = NODES) {
  const snapshot = exampleSnapshot({
    objects: nodes,
    documents: documents.map((json, index) => ({ file: `${index}.json`, json })),
  });
  const cluster = createCluster(snapshot);
  const pool = poolOf("pool=a", cluster.placement);
  if (!pool) throw new Error("There is no pool.");
  const dedication = dedicationOf(cluster, pool, { name: "t", namespaces: ["t"] });
  const isOfCloud = ({ side }: { readonly side: string }): boolean =>
    side === "subnets" || side === "security-groups";
  return {
    sides: dedication.sides.filter(isOfCloud).map(({ side, holds }) => `${side} ${holds}`),
    breaches: dedication.breaches
      .filter(isOfCloud)
      .map(({ side, verdict, message }) => `${side} ${verdict}: ${message}`),
    assumptions: dedication.assumptions.filter((each) => each.startsWith("Subnets")),
    remarks: dedicationPlan(cluster, dedication).remarks,
  };
}

test("without facts of a cloud nothing is said of networks, and that is said", () => {
  const { sides, breaches, assumptions } = said([]);
  expect([sides, breaches, assumptions]).toEqual([
    [],
    [],
    ["Subnets and security groups of the nodes are not examined: no facts of a cloud are given."],
  ]);
});

test("subnets and security groups of a node group are its own, or those of another too", () => {
  const apart = said([
    nodeGroup("a", { subnets: ["subnet-1"], ...withTemplate("lt-1") }),
    nodeGroup("b", { subnets: ["subnet-2"], ...withTemplate("lt-2") }),
    template("lt-1", ["sg-1"]),
    template("lt-2", ["sg-2"]),
  ]);
  expect([apart.sides, apart.breaches, apart.assumptions, apart.remarks]).toEqual([
    ["subnets yes", "security-groups yes"],
    [],
    [],
    [],
  ]);
  const shared = said([
    nodeGroup("a", { subnets: ["subnet-1", "subnet-2"] }),
    nodeGroup("b", { subnets: ["subnet-2"] }),
  ]);
  expect([shared.sides, shared.breaches, shared.remarks]).toEqual([
    ["subnets no", "security-groups no"],
    [
      "subnets yes: node pool eks/shop/b is in subnet subnet-2 too",
      "security-groups yes: node pool eks/shop/b is in security group the security group of the cluster too",
    ],
    [
      "Make a node pool in subnets of its own for pool=a: those of one that is there stay.",
      "Give the nodes of pool=a security groups of their own, by their launch template, subnet or tags.",
    ],
  ]);
});

test("what the documents do not show is not known", () => {
  const { sides, breaches } = said([
    nodeGroup("a", { subnets: ["subnet-1"], ...withTemplate("lt-1") }),
    nodeGroup("b", {}),
  ]);
  expect([sides, breaches]).toEqual([
    ["subnets unknown", "security-groups unknown"],
    [
      "subnets unknown: of node pool eks/shop/b it is not known: its subnets are not named",
      "security-groups unknown: of node pool eks/shop/a it is not known: the launch template is not in the input",
    ],
  ]);
});

test("nodes of others may be of the same node group, or of one that nobody shows", () => {
  const group = [nodeGroup("a", { subnets: ["subnet-1"] })];
  expect(
    said(
      group,
      [NODES[0], node("b", { [GROUP]: "a" })].flatMap((each) => each ?? []),
    ).breaches,
  ).toEqual([
    "subnets yes: node b, which is none of the pool, is of node pool eks/shop/a too, and so in each subnet of it",
    "security-groups yes: node b, which is none of the pool, is of node pool eks/shop/a too, and so in each security group of it",
  ]);
  expect(said(group).breaches).toEqual([
    "subnets unknown: no node pool that the cloud shows is that of node b",
    "security-groups unknown: no node pool that the cloud shows is that of node b",
  ]);
  expect(said(group, [node("a", { [GROUP]: "other" })]).breaches).toEqual([
    "subnets unknown: no node pool that the cloud shows is that of node a",
    "security-groups unknown: no node pool that the cloud shows is that of node a",
  ]);
});

test("pools of AKS and GKE, and those of a plan whose subnets have no ids yet", () => {
  const aks = (name: string, more: JsonObject): JsonObject => ({
    ...{ name, type: "Microsoft.ContainerService/managedClusters/agentPools" },
    ...more,
  });
  const agentpools = [node("a", { agentpool: "a" }), node("b", { agentpool: "b" })];
  expect(said([[aks("a", {}), aks("b", {})]], agentpools).breaches).toEqual([
    "subnets yes: node pool aks/unknown/b is in subnet the subnet that AKS makes too",
    "security-groups yes: node pool aks/unknown/b is in security group the security group that AKS makes too",
  ]);
  const link = "https://container.googleapis.com/v1/projects/p/locations/l/clusters/c/nodePools";
  const gke = (name: string, subnetwork: string, tags: readonly string[]): JsonObject => ({
    ...{ name, selfLink: `${link}/${name}`, version: "1.33.2" },
    ...{ networkConfig: { subnetwork }, config: { tags } },
  });
  const label = "cloud.google.com/gke-nodepool";
  const pools = [node("a", { [label]: "a" }), node("b", { [label]: "b" })];
  expect(said([[gke("a", "one", ["x", "y"]), gke("b", "two", ["y"])]], pools).breaches).toEqual([
    "security-groups yes: node pool gke/p/l/c/b is in security group y too",
  ]);
  const values = { node_group_name: "a", cluster_name: "shop" };
  const planned = plan("aws_eks_node_group", values, { subnet_ids: true });
  expect(said([planned.json]).breaches[0]).toBe(
    "subnets unknown: no node pool that the cloud shows is that of node b",
  );
  expect(said([planned.json], NODES.slice(0, 1)).breaches).toEqual([
    "subnets unknown: of node pool eks/shop/a it is not known: it is known only after apply",
  ]);
});

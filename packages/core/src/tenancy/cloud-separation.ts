import { textsAt } from "../kubernetes/json-fields.ts";
import type { PlacementNode } from "../placement/index.ts";
import { FACTS_GROUP, factOf, factPath, factTextOf } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Asked, Breach, DedicationSide } from "./dedication-model.ts";

/** What of a cloud has to be a pool's own: the side, the fact of a pool that says it, and what people call it. */
const SEPARATED = [
  { side: "subnets", fact: "subnets", noun: "subnet" },
  { side: "security-groups", fact: "securityGroups", noun: "security group" },
] as const satisfies readonly {
  readonly side: DedicationSide;
  readonly fact: string;
  readonly noun: string;
}[];

/** Labels by which nodes name their pool in the cloud: EKS, eksctl, AKS, GKE. */
const POOL_LABELS: readonly string[] = [
  "eks.amazonaws.com/nodegroup",
  "alpha.eksctl.io/nodegroup-name",
  "kubernetes.azure.com/agentpool",
  "agentpool",
  "cloud.google.com/gke-nodepool",
];

/** Whether facts of a cloud are given, without which nothing can be said of networks of nodes. */
export function showsCloudPools({ cluster }: Pick<Asked, "cluster">): boolean {
  return cluster.snapshot.ofKind(FACTS_GROUP, "CloudNodePool").length > 0;
}

/** What of the subnets and security groups of a pool is not its own, by what the cloud says of node pools; nothing where it says nothing. */
export function cloudBreaches(asked: Asked): readonly Breach[] {
  if (!showsCloudPools(asked)) return [];
  const { cluster, pool, names } = asked;
  const pools = cluster.snapshot.ofKind(FACTS_GROUP, "CloudNodePool");
  const poolsOf = (node: PlacementNode, called: string): readonly SnapshotObject[] =>
    pools.filter((each) => isPoolOf(each, node, called));
  const own = new Set(pool.nodes.flatMap((node) => poolsOf(node, pool.label?.value ?? pool.name)));
  const nameless = pool.nodes.find(
    (node) => poolsOf(node, pool.label?.value ?? pool.name).length === 0,
  );
  if (nameless) return SEPARATED.map(({ side }) => nobodyKnows(side, nameless));
  const others = cluster.placement.nodes.filter(({ name }) => !names.has(name));
  return SEPARATED.flatMap((what) => [
    ...others.flatMap((node) => besides(what, node, own, poolsOf(node, ""))).slice(0, 1),
    ...[...own].flatMap((each) =>
      sharedBy(
        what,
        each,
        pools.filter((other) => !own.has(other)),
      ),
    ),
  ]);
}

type Separated = (typeof SEPARATED)[number];

/** By the labels of a node, else by what the pool is called that was asked about. */
function isPoolOf(
  { reference, object }: SnapshotObject,
  { labels }: PlacementNode,
  called: string,
): boolean {
  const cluster = factTextOf(object, "cluster");
  const name = reference.name.startsWith(`${cluster}/`)
    ? reference.name.slice(cluster.length + 1)
    : reference.name;
  const said = POOL_LABELS.flatMap((label) =>
    Object.hasOwn(labels, label) ? [labels[label]] : [],
  );
  return said.length > 0 ? said.includes(name) : called !== "" && called === name;
}

function nobodyKnows(side: DedicationSide, node: PlacementNode): Breach {
  return {
    ...{ side, verdict: "unknown", holders: [] },
    message: `no node pool that the cloud shows is that of node ${node.name}`,
    proof: [
      {
        object: node.reference,
        path: ["metadata", "labels"],
        message: "names no node pool of the cloud's facts",
      },
    ],
  };
}

/** A node of others that is of one of the pool's own node pools, or of none that is known. */
function besides(
  { side, noun }: Separated,
  node: PlacementNode,
  own: ReadonlySet<SnapshotObject>,
  found: readonly SnapshotObject[],
): readonly Breach[] {
  const same = found.find((each) => own.has(each));
  if (same) {
    return [
      {
        ...{ side, verdict: "yes", holders: [] },
        message: `node ${node.name}, which is none of the pool, is of node pool ${same.reference.name} too, and so in each ${noun} of it`,
        proof: [
          { object: node.reference, path: ["metadata", "labels"], message: "names the node pool" },
        ],
      },
    ];
  }
  return found.length > 0 ? [] : [nobodyKnows(side, node)];
}

function sharedBy(
  { side, fact: key, noun }: Separated,
  own: SnapshotObject,
  others: readonly SnapshotObject[],
): readonly Breach[] {
  const mine = factOf(own.object, key);
  if (!mine || "unknown" in mine)
    return [unknownBreach(side, own, mine?.unknown ?? `its ${noun}s are not told`, key)];
  return others.flatMap((other): readonly Breach[] => {
    const theirs = factOf(other.object, key);
    if (!theirs || "unknown" in theirs)
      return [unknownBreach(side, other, theirs?.unknown ?? `its ${noun}s are not told`, key)];
    const shared = textsAt(mine.value).filter((id) => textsAt(theirs.value).includes(id));
    if (shared.length === 0) return [];
    const path = factPath(key);
    return [
      {
        ...{ side, verdict: "yes", holders: [] },
        message: `node pool ${other.reference.name} is in ${noun} ${shared.join(" and ")} too`,
        proof: [own, other].map(({ reference }) => ({
          object: reference,
          path,
          message: `is in ${shared.join(" and ")}`,
        })),
      },
    ];
  });
}

function unknownBreach(
  side: DedicationSide,
  { reference }: SnapshotObject,
  because: string,
  key: string,
): Breach {
  return {
    ...{ side, verdict: "unknown", holders: [] },
    message: `of node pool ${reference.name} it is not known: ${because}`,
    proof: [{ object: reference, path: factPath(key), message: because }],
  };
}

import { listAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, type PlacedFact, placeBelow } from "../snapshot/facts.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import type { Inventory } from "./inventory.ts";
import { itemsOf, textOf, textsOf } from "./resource.ts";

/** Whom an access entry makes of an identity of IAM (docs.aws.amazon.com/eks access-entries). */
interface Entry {
  readonly cluster: string;
  readonly principal: string;
  readonly username: string;
  /** Undefined where the answer names the entry alone. */
  readonly groups: readonly string[] | undefined;
  readonly at: FactPlace;
}

/** Who identities of IAM are in the cluster, by access entries: `CloudIdentity`. */
export function eksIdentities(
  inventory: Inventory,
  objectNamed: (cluster: string) => string,
): readonly CloudFacts[] {
  return entriesIn(inventory).flatMap(({ cluster, principal, username, groups, at }) => {
    if (principal === "") return [];
    const object = objectNamed(cluster);
    const known: PlacedFact =
      groups === undefined
        ? { unknown: "aws eks describe-access-entry says its groups, and is not in the input", at }
        : { value: groups, at };
    return [
      {
        ...{ kind: "CloudIdentity", name: `${object}/${principal}`, cluster: object },
        ...{ provider: "eks" as const, at },
        facts: new Map<string, PlacedFact>([
          ["principal", { value: principal, at }],
          ["username", { value: username, at }],
          ["groups", known],
        ]),
      },
    ];
  });
}

function entriesIn(inventory: Inventory): readonly Entry[] {
  const described = inventory.of("eks-access-entry").map(
    (resource): Entry => ({
      cluster: textOf(resource, "clusterName"),
      principal: textOf(resource, "principalArn"),
      username: textOf(resource, "username", "user_name"),
      groups: isNamedAlone(resource.value)
        ? undefined
        : textsOf(resource, "kubernetesGroups", "kubernetes_groups"),
      at: resource.at,
    }),
  );
  // What one answer only names another may describe.
  const whole = new Set(described.flatMap(({ groups, principal }) => (groups ? [principal] : [])));
  return [
    ...described.filter(({ groups, principal }) => groups !== undefined || !whole.has(principal)),
    ...ofClusterApi(inventory),
  ];
}

/** `list-access-entries` gives names and nothing else. */
function isNamedAlone(value: object): boolean {
  return Object.keys(value).length === 1;
}

function ofClusterApi(inventory: Inventory): readonly Entry[] {
  return inventory
    .of("eks-cluster")
    .filter(({ shape }) => shape === "cluster-api")
    .flatMap((cluster) =>
      itemsOf(cluster, "accessEntries").map(
        (entry): Entry => ({
          cluster: textOf(cluster, "eksClusterName") || (cluster.name ?? ""),
          principal: textOf(entry, "principalARN"),
          username: textAt(entry.value, "username"),
          groups:
            listAt(entry.value, "kubernetesGroups").length > 0
              ? textsAt(entry.value, "kubernetesGroups")
              : [],
          at: placeBelow(entry.at, []),
        }),
      ),
    );
}

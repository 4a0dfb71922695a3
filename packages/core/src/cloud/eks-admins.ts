import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import { adminFacts, type CloudAdmin } from "./admins.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import { principalOf } from "./eks-rules.ts";
import type { Inventory } from "./inventory.ts";
import { itemsOf, textOf } from "./resource.ts";

/** What the policies of EKS come to (docs.aws.amazon.com/eks access-policy-permissions). */
const POLICIES: ReadonlyMap<string, CloudAdmin["right"]> = new Map([
  ["AmazonEKSClusterAdminPolicy", "cluster-admin"],
  ["AmazonEKSAdminPolicy", "admin"],
  ["AmazonEKSEditPolicy", "edit"],
  ["AmazonEKSAdminViewPolicy", "view-secrets"],
]);

interface Association {
  readonly cluster: string;
  readonly principal: string;
  readonly policyArn: string;
  readonly scope: string;
  readonly namespaces: readonly string[];
  readonly at: FactPlace;
}

/** Who has rights by an access policy of EKS, and who created a cluster. */
export function eksAdmins(
  inventory: Inventory,
  objectNamed: (cluster: string) => string,
): readonly CloudFacts[] {
  return [
    ...associationsIn(inventory).flatMap((each) => adminOf(each, objectNamed)),
    ...creators(inventory, objectNamed),
  ];
}

function associationsIn(inventory: Inventory): readonly Association[] {
  const associated = inventory
    .of("eks-access-policy")
    .flatMap((resource): readonly Association[] => {
      const common = {
        cluster: textOf(resource, "clusterName"),
        principal: textOf(resource, "principalArn") || (resource.terraform?.address ?? ""),
      };
      if (resource.shape === "terraform") {
        return [
          {
            ...common,
            policyArn: textOf(resource, "policy_arn"),
            scope: textOf(resource, "access_scope.type"),
            namespaces: [],
            at: resource.at,
          },
        ];
      }
      return itemsOf(resource, "associatedAccessPolicies").map((item) => ({
        ...common,
        policyArn: textOf(item, "policyArn"),
        scope: textOf(item, "accessScope.type"),
        namespaces: listAt(item.value, "accessScope", "namespaces").map(String),
        at: item.at,
      }));
    });
  return [...associated, ...ofClusterApi(inventory)];
}

/** Access entries in the object of a cluster; those of eksctl the access engine reads itself. */
function ofClusterApi(inventory: Inventory): readonly Association[] {
  return inventory
    .of("eks-cluster")
    .filter(({ shape }) => shape === "cluster-api")
    .flatMap((cluster) =>
      itemsOf(cluster, "accessEntries").flatMap((entry) =>
        listAt(entry.value, "accessPolicies").map((policy, index) => ({
          cluster: textOf(cluster, "eksClusterName") || (cluster.name ?? ""),
          principal: textOf(entry, "principalARN"),
          policyArn: textAt(policy, "policyARN"),
          scope: textAt(policy, "accessScope", "type"),
          namespaces: listAt(policy, "accessScope", "namespaces").map(String),
          at: placeBelow(entry.at, ["accessPolicies", index]),
        })),
      ),
    );
}

function adminOf(
  { cluster, principal, policyArn, scope, at }: Association,
  objectNamed: (cluster: string) => string,
): readonly CloudFacts[] {
  const policy = policyArn.slice(policyArn.lastIndexOf("/") + 1);
  const right = POLICIES.get(policy);
  // In single namespaces it makes nobody an administrator of the cluster.
  if (right === undefined || scope.toLowerCase() === "namespace") return [];
  return [
    adminFacts({
      ...{ provider: "eks", cluster: objectNamed(cluster), principalKind: "User", principal },
      ...{ right, by: "access-policy", at },
      how: `the access policy ${policy} for the whole cluster`,
    }),
  ];
}

function creators(
  inventory: Inventory,
  objectNamed: (cluster: string) => string,
): readonly CloudFacts[] {
  return inventory.of("eks-create-event").flatMap(({ value, at }) => {
    const principal = principalOf(value);
    return principal === "" || isDenied(value)
      ? []
      : [
          withCreator(
            adminFacts({
              ...{ provider: "eks", principalKind: "User", principal, right: "cluster-admin", at },
              ...{ by: "creator", how: CREATES },
              cluster: objectNamed(textAt(value, "requestParameters", "name")),
            }),
            inventory,
          ),
        ];
  });
}

/** Of a cluster that the input does not describe, the event is all that says it. */
function withCreator(admin: CloudFacts, inventory: Inventory): CloudFacts {
  if (inventory.of("eks-cluster").length > 0) return admin;
  const creator = admin.facts.get("principal");
  return {
    ...admin,
    facts: new Map([
      ...admin.facts,
      ["creatorAdmin", { value: true, at: admin.at }],
      ...(creator ? [["creator", creator] as const] : []),
    ]),
  };
}

/** What makes the creator of a cluster its administrator. */
export const CREATES = "whoever creates a cluster of EKS is its administrator";

/** Whether a creation said that the creator is to be no administrator, which only the mode of the ConfigMap passes over. */
export function isDenied(event: JsonValue): boolean {
  const access = objectAt(event, "requestParameters", "accessConfig");
  const mode = textAt(access, "authenticationMode");
  return (
    access["bootstrapClusterCreatorAdminPermissions"] === false &&
    mode !== "" &&
    mode !== "CONFIG_MAP"
  );
}

import { listAt, textAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import { adminFacts } from "./admins.ts";
import { groupsNamed, reachFact } from "./aws-network.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import { CREATES, eksAdmins, isDenied } from "./eks-admins.ts";
import { eksIdentities } from "./eks-identities.ts";
import { eksInstances } from "./eks-instances.ts";
import { eksPoolFacts } from "./eks-nodes.ts";
import { EKS_CLUSTER_RULES, enforcesPolicies, partsOfArn, principalOf } from "./eks-rules.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, textOf } from "./resource.ts";
import { factsBy } from "./rules.ts";

/** The clusters of EKS, their node groups, nodes and administrators. */
export function eksFacts(inventory: Inventory): readonly CloudFacts[] {
  const clusters = inventory.of("eks-cluster").map((resource) => clusterOf(resource, inventory));
  return [
    ...clusters.flatMap(({ facts }) => [facts, ...unnamedCreator(facts)]),
    ...inventory.of("eks-node-group").map((pool) => poolOf(pool, clusters, inventory)),
    ...eksInstances(inventory, (name) => objectNamed(name, clusters)),
    ...eksAdmins(inventory, (name) => objectNamed(name, clusters)),
    ...eksIdentities(inventory, (name) => objectNamed(name, clusters)),
  ];
}

interface EksCluster {
  readonly resource: CloudResource;
  /** As EKS has it. */
  readonly name: string;
  readonly facts: CloudFacts;
}

function clusterOf(resource: CloudResource, inventory: Inventory): EksCluster {
  const name = nameOfCluster(resource);
  const { region, account } = partsOfArn(textOf(resource, "arn"));
  const object = ["eks", account, region || textOf(resource, "metadata.region"), name]
    .filter((part) => part !== "")
    .join("/");
  const facts = factsBy(EKS_CLUSTER_RULES, resource);
  const events = inventory
    .of("eks-create-event")
    .filter(({ value }) => textAt(value, "requestParameters", "name") === name);
  const logs = facts.get("logs");
  if (logs && "value" in logs && listAt(logs.value).length > 0) {
    // EKS sends them nowhere else.
    facts.set("logsTo", { value: `CloudWatch log group /aws/eks/${name}/cluster`, at: logs.at });
  }
  facts.set("creatorAdmin", creatorFact(facts, resource, events));
  facts.set("creator", creatorName(events, resource));
  facts.set("networkPolicy", networkPolicyFact(resource, name, inventory));
  facts.set("workloadIdentity", identityFact(resource, name, inventory));
  const wayIn = wayInFact(resource, facts, inventory);
  if (wayIn) facts.set("wayIn", wayIn);
  return {
    resource,
    name,
    facts: {
      ...{ kind: "CloudCluster", name: object, cluster: object, provider: "eks", facts },
      at: resource.at,
    },
  };
}

function nameOfCluster(resource: CloudResource): string {
  return (
    textOf(resource, "name", "eksClusterName", "metadata.name") ||
    resource.name ||
    resource.terraform?.address ||
    "unnamed"
  );
}

/** The object of a cluster that others name. */
function objectNamed(name: string, clusters: readonly EksCluster[]): string {
  const [found, another] = clusters.filter((each) => each.name === name);
  // Of two clusters of one name nobody knows which is meant.
  return found && !another ? found.facts.name : `eks/${name || "unknown"}`;
}

/** In the mode of the ConfigMap the creator is administrator whatever anything says; else where that was asked for. */
function creatorFact(
  facts: ReadonlyMap<string, PlacedFact>,
  resource: CloudResource,
  [event]: readonly CloudResource[],
): PlacedFact {
  const mode = facts.get("authenticationMode");
  const granted = facts.get("creatorAdminGranted");
  if (mode && "value" in mode && mode.value === "CONFIG_MAP") {
    const assumed = "in the mode CONFIG_MAP the creator is in system:masters";
    return { value: true, assumed, at: mode.at };
  }
  if (event) return { value: !isDenied(event.value), at: event.at };
  if (resource.terraform?.from === "state" && granted) {
    return { unknown: "a state only repeats what the provider guesses", at: granted.at };
  }
  return granted ?? { unknown: "the document does not say it", at: resource.at };
}

/** A creator whom nothing names is an administrator all the same. */
function unnamedCreator({ facts, name }: CloudFacts): readonly CloudFacts[] {
  const isAdmin = facts.get("creatorAdmin");
  const creator = facts.get("creator");
  if (!isAdmin || !("value" in isAdmin) || isAdmin.value !== true) return [];
  if (creator && "value" in creator) return [];
  const { at } = isAdmin;
  return [
    adminFacts({
      ...{ provider: "eks", cluster: name, principalKind: "User", at },
      ...{ principal: `the creator of ${name}`, right: "cluster-admin" },
      ...{ by: "creator", how: CREATES },
    }),
  ];
}

function creatorName([event]: readonly CloudResource[], { at }: CloudResource): PlacedFact {
  const principal = event ? principalOf(event.value) : "";
  return event && principal !== ""
    ? { value: principal, at: event.at }
    : { unknown: "only the event CreateCluster of CloudTrail names the creator", at };
}

function networkPolicyFact(
  resource: CloudResource,
  name: string,
  inventory: Inventory,
): PlacedFact {
  const addon = addonOf(resource, name, "vpc-cni", inventory);
  if (!addon) {
    return {
      unknown:
        "the add-on vpc-cni of the cluster is not in the input, nor whether another plug-in enforces policies",
      at: resource.at,
    };
  }
  const { at, value, unknown } = find(addon, "configurationValues");
  if (unknown) return { unknown: "it is known only after apply", at };
  const text = textAt(value);
  return text === ""
    ? { value: false, assumed: "the add-on enforces no policies unless that is turned on", at }
    : { value: enforcesPolicies(text), at };
}

function addonOf(
  cluster: CloudResource,
  name: string,
  addon: string,
  inventory: Inventory,
): CloudResource | undefined {
  return inventory
    .of("eks-addon")
    .find((each) => textOf(each, "addonName") === addon && isOfCluster(each, cluster, name));
}

/** By the name, or in a plan by reference. */
function isOfCluster(resource: CloudResource, cluster: CloudResource, name: string): boolean {
  const own = textOf(resource, "clusterName");
  if (own !== "") return own === name && mayBeWhere(resource, cluster);
  const configured = cluster.terraform?.configured;
  return (
    configured !== undefined &&
    resource.terraform?.refersTo(["clusterName"])?.includes(configured) === true
  );
}

/** Whether the ARNs of both, where they have any, are of one region and account. */
function mayBeWhere(resource: CloudResource, cluster: CloudResource): boolean {
  const one = partsOfArn(textOf(resource, "nodegroupArn", "addonArn", "associationArn", "arn"));
  const other = partsOfArn(textOf(cluster, "arn"));
  return (["region", "account"] as const).every(
    (part) => one[part] === "" || other[part] === "" || one[part] === other[part],
  );
}

function identityFact(resource: CloudResource, name: string, inventory: Inventory): PlacedFact {
  const issuer = textOf(resource, "identity.oidc.issuer").replace(/^https?:\/\//, "");
  const provider = inventory.of("iam-oidc-provider").find((each) => {
    const text = textOf(each, "arn", "url").replace(/^https?:\/\//, "");
    return issuer === "" ? each.shape === "terraform" : text.endsWith(issuer);
  });
  if (provider) return { value: true, at: provider.at };
  const association = inventory
    .of("eks-pod-identity")
    .find((each) => isOfCluster(each, resource, name));
  const agent = addonOf(resource, name, "eks-pod-identity-agent", inventory);
  if (association && agent) return { value: true, at: agent.at };
  const eksctl = find(resource, "iam.withOIDC", "autoModeConfig.enabled");
  if (eksctl.value === true) return { value: true, at: eksctl.at };
  return {
    unknown:
      "neither a provider of OIDC in IAM nor the add-on eks-pod-identity-agent is in the input",
    at: resource.at,
  };
}

/** Of a private endpoint: whether its security groups let anybody but the nodes in. */
function wayInFact(
  resource: CloudResource,
  facts: ReadonlyMap<string, PlacedFact>,
  inventory: Inventory,
): PlacedFact | undefined {
  const open = facts.get("endpointPublic");
  if (!open || !("value" in open) || open.value !== false) return undefined;
  const linked = [
    "resourcesVpcConfig.securityGroupIds",
    "resourcesVpcConfig.clusterSecurityGroupId",
  ]
    .map((path) =>
      resource.shape === "terraform" ? path.replace("resourcesVpcConfig", "vpc_config") : path,
    )
    .map((path) => groupsNamed(resource, path, inventory));
  const groups = linked.flatMap(({ found }) => found);
  const reach = reachFact(
    {
      ...{ groups, port: 443, at: open.at },
      complete: groups.length > 0 && linked.every(({ complete }) => complete),
      missing: "the security groups of the endpoint are not in the input",
    },
    inventory,
  );
  return "unknown" in reach ? reach : { value: listAt(reach.value).length > 0, at: reach.at };
}

function poolOf(
  pool: CloudResource,
  clusters: readonly EksCluster[],
  inventory: Inventory,
): CloudFacts {
  const own = textOf(pool, "clusterName");
  const parents = clusters.filter(
    ({ resource, name }) => resource === pool.parent || isOfCluster(pool, resource, name),
  );
  const [parent] = parents;
  // Of two clusters of one name nobody knows which it is of.
  const cluster = parent && parents.length === 1 ? parent.facts.name : `eks/${own || "unknown"}`;
  const name =
    textOf(pool, "nodegroupName", "node_group_name", "eksNodegroupName", "name") ||
    pool.name ||
    pool.terraform?.address ||
    "unnamed";
  return {
    ...{ kind: "CloudNodePool", name: `${cluster}/${name}`, cluster, provider: "eks", at: pool.at },
    facts: eksPoolFacts(pool, inventory),
  };
}

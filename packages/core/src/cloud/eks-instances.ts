import { listAt, textAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import { groupsNamed, reachFact } from "./aws-network.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import { METADATA_RULES } from "./eks-rules.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, scalarText, textOf } from "./resource.ts";
import { factsBy } from "./rules.ts";

/** The instances of EC2 that are nodes of a cluster, by their tags. */
export function eksInstances(
  inventory: Inventory,
  objectNamed: (cluster: string) => string,
): readonly CloudFacts[] {
  return inventory.of("aws-instance").flatMap((instance) => {
    const cluster = clusterOf(instance);
    if (cluster === undefined) return [];
    const object = objectNamed(cluster);
    const id = textOf(instance, "InstanceId", "id") || instance.terraform?.address || "unnamed";
    return [
      {
        ...{
          kind: "CloudNode",
          name: `${object}/${id}`,
          cluster: object,
          provider: "eks" as const,
        },
        at: instance.at,
        facts: nodeFacts(instance, id, inventory),
      },
    ];
  });
}

/** `eks:cluster-name`, or `kubernetes.io/cluster/NAME` of a node group that one keeps oneself. */
function clusterOf(instance: CloudResource): string | undefined {
  const tags = new Map(
    listAt(instance.value, "Tags").map((tag) => [textAt(tag, "Key"), textAt(tag, "Value")]),
  );
  const { value } = find(instance, "tags_all", "tags");
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [key, text] of Object.entries(value)) tags.set(key, scalarText(text));
  }
  const named = tags.get("eks:cluster-name");
  if (named) return named;
  const prefix = "kubernetes.io/cluster/";
  const key = [...tags.keys()].find((each) => each.startsWith(prefix));
  return key?.slice(prefix.length);
}

function nodeFacts(
  instance: CloudResource,
  id: string,
  inventory: Inventory,
): Map<string, PlacedFact> {
  const facts = factsBy(METADATA_RULES, instance);
  const address = find(instance, "PublicIpAddress", "public_ip");
  const hasAddress = typeof address.value === "string" && address.value !== "";
  facts.set(
    "public",
    address.unknown
      ? { unknown: "it is known only after apply", at: address.at }
      : {
          value: hasAddress ? `it has the public address ${textAt(address.value)}` : false,
          at: address.at,
        },
  );
  const key = find(instance, "KeyName");
  facts.set("sshKey", { value: typeof key.value === "string" && key.value !== "", at: key.at });
  facts.set("sshFrom", portFact(instance, inventory, 22));
  facts.set("kubeletFrom", portFact(instance, inventory, 10250));
  const session = inventory
    .of("ssm-instance")
    .filter((each) => textOf(each, "InstanceId") === id)
    .map((each) => textOf(each, "PingStatus") === "Online");
  facts.set(
    "sessionAccess",
    inventory.of("ssm-instance").length === 0
      ? {
          unknown: "the instances that Session Manager knows are not in the input",
          at: instance.at,
        }
      : { value: session.includes(true), at: instance.at },
  );
  return facts;
}

function portFact(instance: CloudResource, inventory: Inventory, port: number): PlacedFact {
  const ids = listAt(instance.value, "SecurityGroups").map((each) => textAt(each, "GroupId"));
  const named =
    instance.shape === "terraform"
      ? groupsNamed(instance, "vpc_security_group_ids", inventory)
      : {
          found: inventory
            .of("aws-security-group")
            .filter((group) => ids.includes(textOf(group, "GroupId", "id"))),
          complete: false,
        };
  const isComplete =
    instance.shape === "terraform" ? named.complete : named.found.length === ids.length;
  return reachFact(
    {
      ...{ groups: named.found, port, at: instance.at, complete: isComplete },
      missing: "its security groups are not in the input",
    },
    inventory,
  );
}

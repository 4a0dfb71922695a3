import { objectAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, itemsOf, textOf } from "./resource.ts";

/** The machines of Compute Engine that are nodes of a cluster, by their labels. */
export function gkeInstances(inventory: Inventory): readonly CloudFacts[] {
  return inventory.of("gcp-instance").flatMap((instance) => {
    const labels = objectAt(find(instance, "labels").value ?? null);
    const cluster = labels["goog-k8s-cluster-name"];
    if (typeof cluster !== "string") return [];
    const name = `gke/${cluster}`;
    const facts = new Map<string, PlacedFact>([
      ["public", publicFact(instance)],
      ["legacyMetadata", legacyFact(instance)],
    ]);
    const own = textOf(instance, "name") || "unnamed";
    return [
      {
        ...{ kind: "CloudNode", name: `${name}/${own}`, cluster: name, provider: "gke" as const },
        ...{ at: instance.at, facts },
      },
    ];
  });
}

function publicFact(instance: CloudResource): PlacedFact {
  const open = itemsOf(instance, "networkInterfaces", "network_interface")
    .flatMap((each) => itemsOf(each, "accessConfigs", "access_config"))
    .find((each) => textOf(each, "natIP", "nat_ip") !== "");
  return open
    ? { value: `it has the public address ${textOf(open, "natIP", "nat_ip")}`, at: open.at }
    : { value: false, at: instance.at };
}

function legacyFact(instance: CloudResource): PlacedFact {
  const items = itemsOf(instance, "metadata.items");
  const item = items.find((each) => textOf(each, "key") === "disable-legacy-endpoints");
  return item
    ? { value: textOf(item, "value").toLowerCase() !== "true", at: item.at }
    : {
        value: true,
        assumed: "GKE leaves them on where nothing else is said",
        at: instance.at,
      };
}

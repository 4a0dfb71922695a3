import type { Fact } from "../snapshot/facts.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import type { Inventory } from "./inventory.ts";
import { find, textOf, textsOf } from "./resource.ts";

/** Plug-ins of the network, as Kubescape names them, that enforce NetworkPolicies, and those that do not. */
const ENFORCING: ReadonlySet<string> = new Set([
  "antrea",
  "calico",
  "canal",
  "cilium",
  "kuberouter",
  "weavenet",
]);
const NOT_ENFORCING: ReadonlySet<string> = new Set(["aws", "flannel"]);

/** Whether the plug-ins that were seen on a node enforce policies: one that does is enough. */
export function plugInFacts(inventory: Inventory): readonly CloudFacts[] {
  return inventory.of("network-plug-ins").map((resource): CloudFacts => {
    const name = `host/${textOf(resource, "metadata.name") || "unnamed"}`;
    const { at } = find(resource, "data.CNINames");
    const names = textsOf(resource, "data.CNINames").map((text) => text.toLowerCase());
    return {
      ...{ kind: "CloudCluster", name, cluster: name, provider: "other", at: resource.at },
      facts: new Map([["networkPolicy", { ...enforcement(names), at }]]),
    };
  });
}

function enforcement(names: readonly string[]): Fact {
  if (names.some((name) => ENFORCING.has(name))) return { value: true };
  return names.length > 0 && names.every((name) => NOT_ENFORCING.has(name))
    ? { value: false }
    : { unknown: "it is not known whether the network plug-ins enforce policies" };
}

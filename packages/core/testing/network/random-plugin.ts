import type { TestCluster } from "./cluster.ts";
import { randomCalico } from "./random-calico.ts";
import { randomCilium } from "./random-cilium.ts";
import { type Random, randomCluster } from "./random-cluster.ts";

/** What policies of a cluster may be of: Kubernetes' own APIs alone, or those with a plugin's. */
export const FAMILIES = ["kubernetes", "calico", "cilium"] as const;

/** A small cluster with policies of every kind that a plugin enforces. */
export function randomClusterOf(family: (typeof FAMILIES)[number], random: Random): TestCluster {
  const cluster = randomCluster(random);
  switch (family) {
    case "kubernetes":
      return cluster;
    case "calico":
      return { ...cluster, plugin: randomCalico(random) };
    case "cilium":
      return { ...cluster, plugin: randomCilium(random) };
  }
}

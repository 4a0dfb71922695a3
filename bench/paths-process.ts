// Prints how long the graph of attack paths of a cluster takes, and what is asked of it; `bench/paths.ts` runs it.
import {
  attackPaths,
  blastRadius,
  createAttackGraph,
  cutOfPaths,
} from "../packages/core/src/attack-paths/index.ts";
import { createCluster } from "../packages/core/src/cluster/cluster.ts";
import { generateAttacked } from "./paths-cluster.ts";

const pods = Number(process.argv[2]);
const cluster = createCluster(generateAttacked(pods));
// What the engines take has benchmarks of its own.
const engines = secondsOf(() => [cluster.network, cluster.accessAtStart, cluster.placement]);
const settings = { assumeBreach: true };
const graph = secondsOf(() => createAttackGraph(cluster, settings));
const ADMIN = { kind: "cluster-admin", namespace: "", name: "" };
const toAdmin = createAttackGraph(cluster, settings, {
  from: [
    { kind: "Internet", namespace: "", name: "" },
    ...Array.from({ length: pods / 10 }, (_, index) => ({
      kind: "ServiceAccount",
      namespace: `space-${index % Math.max(10, pods / 100)}`,
      name: `account-${index}`,
    })),
  ],
  to: [ADMIN],
});
const paths = secondsOf(() => attackPaths(toAdmin, 1));
const start = graph.made.find({ kind: "Pod", namespace: "space-0", name: "pod-0" });
// The first of them also puts the graph into arrays, which any question does once.
const radii = Array.from({ length: 9 }, () => secondsOf(() => blastRadius(graph.made, start)));
const cut = secondsOf(() => cutOfPaths(graph.made));
console.log(
  JSON.stringify({
    ...{ engines: engines.seconds, graph: graph.seconds, paths: paths.seconds, cut: cut.seconds },
    firstRadius: radii[0]?.seconds,
    radius: radii.map(({ seconds }) => seconds).sort((a, b) => a - b)[4],
    edges: graph.made.edges.length,
    found: paths.made.paths.length,
    fallen: radii[0]?.made.length,
    edits: cut.made.isPossible ? cut.made.edits.length : 0,
    isSmallest: cut.made.isPossible && cut.made.isCheapest,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

/** Seconds of the processor: others on the machine do not count. */
function secondsOf<Made>(make: () => Made): { readonly made: Made; readonly seconds: number } {
  const before = process.cpuUsage();
  const made = make();
  const { user, system } = process.cpuUsage(before);
  return { made, seconds: (user + system) / 1e6 };
}

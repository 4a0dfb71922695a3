/** tsx bench/network-process.ts PODS CLASSES POLICIES: measures the network engine in a process of its own; prints JSON. */
import { createNetworkAnalysis, type Reachability } from "@watertight/core/network";
import { median } from "./figure.ts";
import { generateCluster } from "./network-cluster.ts";

const [pods = 0, classes = 0, policies = 0] = process.argv.slice(2).map(Number);
const snapshot = generateCluster({ pods, classes, policies });

/** Every pair of peers and every atom of ports that passes, so that nothing can be left out. */
function countAll({ rows, universe }: Reachability): number {
  let times = new Float64Array(1024);
  rows((_, sure) => {
    for (const id of sure) {
      if (id >= times.length)
        times = Float64Array.from({ length: 2 * id }, (_, at) => times[at] ?? 0);
      times[id] = (times[id] ?? 0) + 1;
    }
  });
  return times.reduce((count, each, id) => count + each * sizeOf(universe.portSets.bitsOf(id)), 0);
}

function sizeOf(bits: Uint32Array): number {
  let size = 0;
  for (const word of bits) for (let rest = word; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}

/** Of the processor and of all threads, so that neither other programs nor a second core change the figure. */
function secondsSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

function analyse(): Reachability {
  const [possibility] = createNetworkAnalysis(snapshot).possibilities;
  if (!possibility) throw new Error("The analysis has no result.");
  return possibility.reachability;
}

// A server asks again and again; of the large cluster once is enough.
const rounds = Array.from({ length: pods > 50_000 ? 1 : 7 }, () => {
  const begin = process.cpuUsage();
  const reachability = analyse();
  const passing = countAll(reachability);
  return { reachability, passing, seconds: secondsSince(begin) };
});
const [round] = rounds;
if (!round) throw new Error("There was no round.");
const { reachability, passing } = round;

const changed = reachability.policies.find(({ subject }) => subject.query.is === "and");
if (!changed) throw new Error("The cluster has no policy to change.");
const { ingress } = changed;
const changes = Array.from({ length: 7 }, () => {
  const begin = process.cpuUsage();
  const after = reachability.withPolicies({
    added: [{ ...changed, ingress: { isolates: true, rules: ingress?.rules.slice(1) ?? [] } }],
  });
  if (after.changed === "everything") throw new Error("The change is not judged by itself.");
  const ignore = (): void => undefined;
  after.reachability.rows(ignore, after.changed.egress);
  after.reachability.columns(ignore, after.changed.ingress);
  return secondsSince(begin);
});

console.log(
  JSON.stringify({
    classes: reachability.universe.classes.length,
    atoms: reachability.universe.portSets.atoms.atoms.length,
    passing,
    seconds: median(rounds.map(({ seconds }) => seconds)),
    change: median(changes),
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

import fc from "fast-check";
import { expect, test } from "vitest";
import { objectsOf, type TestCluster } from "../../testing/network/cluster.ts";
import { randomCluster } from "../../testing/network/random-cluster.ts";
import { runs } from "../../testing/runs.ts";
import { seeded } from "../../testing/seeded.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { cniProfileOf } from "./cni.ts";
import { compileNetworkPolicies } from "./compile/index.ts";
import { networkEndpointsOf } from "./endpoints.ts";
import type { CompiledPolicy } from "./policy.ts";
import { createReachability, type Reachability } from "./reachability.ts";

const SETTINGS = {
  hostNetworkPods: "node",
  ipBlocksMatchPods: true,
  ipBlocksMatchNodes: true,
  podRanges: [],
  namedPorts: "containers",
  ownNode: "always",
} as const;

/** Every pair with its ports, in words that do not depend on the numbers of classes, atoms and sets. */
function everything({ universe, between }: Reachability): readonly string[] {
  const { classes, addresses, portSets } = universe;
  const names = [
    ...classes.map(({ members }) => members.map(({ podName = "" }) => podName).join("+")),
    ...addresses.atoms.map(({ family, first, last }) => `${family} ${first}-${last}`),
  ];
  const shown = (id: number): string =>
    portSets.atoms.atoms
      .filter((_, index) => (((portSets.bitsOf(id)[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1)
      .map(({ protocol, from, to }) => `${protocol} ${from}-${to}`)
      .join();
  return names.flatMap((from, source) =>
    names.map((to, destination) => {
      const { sure, possible } = between(source, destination);
      return `${from} => ${to}: ${shown(sure)} / ${shown(possible)}`;
    }),
  );
}

function partsOf(cluster: TestCluster): {
  readonly endpoints: ReturnType<typeof networkEndpointsOf>;
  readonly policies: readonly CompiledPolicy[];
} {
  const snapshot = wholeSnapshotOf(objectsOf(cluster));
  return {
    endpoints: networkEndpointsOf(snapshot),
    policies: compileNetworkPolicies(snapshot, cniProfileOf(snapshot).value).policies,
  };
}

test("rows and columns say of every pair what the question about it says", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { endpoints, policies } = partsOf(randomCluster(seeded(seed)));
      const { universe, between, rows, columns } = createReachability(
        endpoints,
        policies,
        SETTINGS,
      );
      const pairs = (visit: typeof rows, turned: boolean): string[] => {
        const found: string[] = [];
        visit((line, sure, possible) => {
          for (const [peer, id] of sure.entries()) {
            const pair = turned ? `${peer} ${line}` : `${line} ${peer}`;
            found.push(`${pair}: ${id} ${possible[peer]}`);
          }
        });
        return found.sort();
      };
      const asked = Array.from({ length: universe.size ** 2 }, (_, index) => {
        const source = Math.floor(index / universe.size);
        const destination = index % universe.size;
        const { sure, possible } = between(source, destination);
        return `${source} ${destination}: ${sure} ${possible}`;
      }).sort();
      expect(pairs(rows, false)).toEqual(asked);
      expect(pairs(columns, true)).toEqual(asked);
    }),
    runs(25),
  );
});

test("a changed policy gives what a new beginning with it gives, and only its rows and columns change", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, other) => {
      const { endpoints, policies } = partsOf(randomCluster(seeded(seed)));
      const added = partsOf(randomCluster(seeded(other))).policies.slice(0, 1);
      const removed = policies.slice(-1).map(({ id }) => id);
      const before = createReachability(endpoints, policies, SETTINGS);
      const pairsBefore = everything(before);
      const { reachability, changed } = before.withPolicies({ removed, added });
      const ids = new Set([...removed, ...added.map(({ id }) => id)]);
      const after = [...policies.filter(({ id }) => !ids.has(id)), ...added];
      const afresh = createReachability(endpoints, after, SETTINGS);
      // A new beginning may need fewer atoms; in the same universe the words must be the same.
      const same = createReachability(endpoints, [...after, ...idle(policies)], SETTINGS);
      const pairs = everything(reachability);
      if (changed === "everything") expect(pairs).toEqual(everything(afresh));
      else {
        expect(pairs).toEqual(everything(same));
        const { size } = reachability.universe;
        const touched = pairs.flatMap((pair, index) =>
          pair === pairsBefore[index] ? [] : [[Math.floor(index / size), index % size]],
        );
        for (const [source = -1, destination = -1] of touched)
          expect(changed.egress.includes(source) || changed.ingress.includes(destination)).toBe(
            true,
          );
      }
      expect(everything(before)).toEqual(pairsBefore);
    }),
    runs(30),
  );
});

test("the first policy that names addresses, if only all of a family, tells the families of a pod apart", () => {
  const pod = {
    ...{ namespace: "x", labels: {}, node: "n", hostNetwork: false, serviceAccount: "default" },
    ports: [],
  };
  const cluster: TestCluster = {
    namespaces: { x: {} },
    pods: [
      { ...pod, name: "a", addresses: ["10.0.0.1", "fd00::1"] },
      { ...pod, name: "b", addresses: ["10.0.0.2", "fd00::2"] },
    ],
    networkPolicies: [{ name: "other", namespace: "y", spec: { podSelector: {} } }],
    clusterPolicies: [],
  };
  const ingress = [{ from: [{ ipBlock: { cidr: "::/0" } }] }];
  const networkPolicies = [{ name: "six", namespace: "x", spec: { podSelector: {}, ingress } }];
  const { endpoints, policies } = partsOf(cluster);
  const added = partsOf({ ...cluster, networkPolicies }).policies;
  const { reachability, changed } = createReachability(endpoints, policies, SETTINGS).withPolicies({
    added,
  });
  expect(changed).toBe("everything");
  const { classes, portSets } = reachability.universe;
  const inside = classes.map(({ family }, index) => {
    const { sure } = reachability.between(index, index);
    return [family, [...portSets.bitsOf(sure)]];
  });
  // No port over IPv4, and over IPv6 all ports of the three protocols.
  expect(inside).toEqual([
    [4, [0]],
    [6, [7]],
  ]);
});

/** Policies that tell the same things apart and hold for nothing. */
function idle(policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
  return policies.map((policy) => ({
    ...policy,
    id: `idle ${policy.id}`,
    subject: {
      ...policy.subject,
      query: { is: "and", queries: [policy.subject.query, { is: "not", query: { is: "all" } }] },
    },
  }));
}

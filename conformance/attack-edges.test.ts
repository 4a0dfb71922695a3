import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createAttackGraph, type ListedEdge, listEdges } from "@watertight/core/attack-paths";
import { createCluster } from "@watertight/core/cluster";
import { listAt, textAt } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { needing } from "./needs.ts";
import { readFiles } from "./reading.ts";
import { CORPUS, suite } from "./suites.ts";

const SUITE = suite("attack-paths");

interface Expected {
  readonly test: string;
  readonly edge: string;
  /** A container or account, or `role::binding` for whoever has these permissions. */
  readonly from?: string;
  readonly from_container?: string;
  readonly to: string;
}

const ATTACKS = join(CORPUS.path, "kubehound/test/setup/test-cluster/attacks");

test(
  "every edge that KubeHound's tests expect is found in their cluster",
  needing(SUITE, CORPUS),
  async () => {
    const snapshot = await readFiles([ATTACKS]);
    const cluster = createCluster(snapshot);
    const edges = [...listEdges(createAttackGraph(cluster), cluster)];
    const expected = JSON.parse(
      readFileSync(join(SUITE.path, "expected-edges.json"), "utf8"),
    ) as readonly Expected[];
    const missing = expected.filter((each) => !isFound(each, edges, snapshot));
    process.stdout.write(`${expected.length - missing.length} of ${expected.length} edges\n`);
    expect(missing).toEqual([]);
    expect(expected.length).toBeGreaterThan(100);
  },
);

test(
  "who may not bind a role in the scope of its grant has no edge to it",
  needing(CORPUS),
  async () => {
    const cluster = createCluster(await readFiles([ATTACKS]));
    const bound = [...listEdges(createAttackGraph(cluster), cluster)]
      .filter(
        ({ edge, from }) =>
          edge === "bind" && from.kind === "ServiceAccount" && from.name.endsWith("-fail"),
      )
      .map(({ from, to }) => `${from.name} ${to.kind} ${to.name}`);
    // KubeHound's cases of this name have no edge either (ROLE_BIND_*.yaml).
    expect(bound).toEqual([]);
  },
);

function isFound(
  { edge, from = "", from_container: container, to }: Expected,
  edges: readonly ListedEdge[],
  snapshot: Snapshot,
): boolean {
  const froms = from.includes("::") ? subjectsOf(from, snapshot) : [container ?? from];
  const [target] = to.split("::");
  const is = (one: ListedEdge, name: string): boolean =>
    one.aliases.includes(`kubehound:${edge}`) &&
    (one.from.container === name || one.from.name === name) &&
    (to === "node" ? one.to.kind === "Node" : one.to.name === target);
  return froms.length > 0 && froms.every((name) => edges.some((one) => is(one, name)));
}

/** The accounts that a role is bound to by a binding. */
function subjectsOf(permissions: string, snapshot: Snapshot): readonly string[] {
  const [, binding] = permissions.split("::");
  return snapshot.objects
    .filter(({ reference }) => reference.kind.endsWith("RoleBinding") && reference.name === binding)
    .flatMap(({ object }) => listAt(object, "subjects").map((subject) => textAt(subject, "name")));
}

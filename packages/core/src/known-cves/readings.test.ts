import { expect, it, test } from "vitest";
import { INGRESS_NGINX_CASES } from "../../testing/known-cves/ingress-nginx-cases.ts";
import { NODE_CASES } from "../../testing/known-cves/node-cases.ts";
import type { ReadingCase } from "../../testing/known-cves/objects.ts";
import { SERVER_CASES } from "../../testing/known-cves/server-cases.ts";
import { snapshotOf, wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createCveJudge } from "../versions/cves/judge.ts";
import { READINGS } from "./readings.ts";
import { knownCvesOf } from "./rows.ts";

const JUDGE = createCveJudge();
const CASES = [...SERVER_CASES, ...NODE_CASES, ...INGRESS_NGINX_CASES];

/** The verdict on a component of this version in a cluster of these objects, which show it or not. */
function verdictIn({ id, component, version, objects }: ReadingCase, isWhole = true): unknown {
  const isShown = JSON.stringify(objects).includes(`ingress-nginx/controller:v${version}`);
  const all = isShown ? objects : [...objects, versionObject(component, version)];
  const cluster = createCluster((isWhole ? wholeSnapshotOf : snapshotOf)(all));
  const rows = knownCvesOf(cluster, JUDGE).filter(
    (row) =>
      row.component.component === component && row.component.version.replace(/^v/, "") === version,
  );
  const found = rows.flatMap((row) => row.judged.filter(({ record }) => record.id === id));
  return found[0]?.verdict;
}

/** What shows a component of a version and nothing else. */
function versionObject(component: string, version: string): KubernetesObject {
  const name = component === "ingress-nginx" ? "ingress-nginx/controller" : component;
  const image = `registry.k8s.io/${name}:v${version}`;
  const metadata = { name: "shown", namespace: "shop" };
  const spec = { containers: [{ name: "a", image, command: ["sh"] }] };
  return { apiVersion: "v1", kind: "Pod", metadata, spec };
}

it.each(CASES)("$id of $component $version is $verdict", (each) => {
  expect(verdictIn(each)).toBe(each.verdict);
});

test("each reading has a text, and cases with and without what it asks for", () => {
  const verdicts = new Map<string, Set<string>>();
  for (const { id, verdict } of CASES) {
    verdicts.set(id, (verdicts.get(id) ?? new Set()).add(verdict));
  }
  const untested = [...READINGS].filter(
    ([id, { text }]) => text === "" || (verdicts.get(id)?.size ?? 0) < 2,
  );
  expect(untested.map(([id]) => id)).toStrictEqual([]);
});

// What the version alone says of a mitigation: OrderedNamespaceDeletion is on for good, GitRepoVolumeDriver off unless it is set.
const BY_VERSION = new Set(["CVE-2024-7598 1.34.0", "CVE-2025-1767 1.33.0"]);

test("where the input is not the whole cluster, what it does not show rules nothing out", () => {
  const wrong = CASES.filter((each) => {
    const { id, component, version } = each;
    const plain = JUDGE.judge(component, version);
    const judged = "judged" in plain ? plain.judged : [];
    const alone = judged.find(({ record }) => record.id === id)?.verdict;
    const expected = BY_VERSION.has(`${id} ${version}`) ? "mitigated" : alone;
    return verdictIn({ ...each, objects: [] }, false) !== expected;
  });
  expect(wrong).toStrictEqual([]);
});

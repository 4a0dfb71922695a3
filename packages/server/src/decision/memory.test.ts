import { builtInChecks } from "@watertight/core/checks";
import { type JsonObject, type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { gateOf, namespaceOf, podOf, requestOf } from "../../testing/reviews.ts";
import { createMemory, type Examined } from "./memory.ts";
import { createSurroundings } from "./surroundings.ts";
import { decide } from "./validate.ts";

const checks = builtInChecks();
const surroundings = createSurroundings({
  kubernetesVersion: { value: "v1.36", known: "configured" },
});
surroundings.put(namespaceOf("shop"));

/** Pods of one template, as the API server has them when it asks. */
function pod(name: string, more: JsonObject = {}, spec: JsonObject = {}): KubernetesObject {
  const { metadata, ...rest } = podOf({}, spec);
  const own = { name, uid: `uid of ${name}`, creationTimestamp: `time of ${name}` };
  return { ...rest, metadata: { ...(metadata as JsonObject), ...own, ...more } };
}

/** How often it is judged when each is asked about in turn. */
function judged(
  pods: readonly KubernetesObject[],
  judge: (examined: Examined) => string = ({ target }) => textAt(target.object, "kind"),
): number {
  const memory = createMemory<string>(checks);
  let times = 0;
  const circumstances = { cluster: surroundings.clusterOf("shop"), exceptions: undefined };
  for (const each of pods) {
    memory.said(each, circumstances, (examined) => {
      times += 1;
      return judge(examined);
    });
  }
  return times;
}

test.each([
  ["differ in what the API server writes", [pod("a"), pod("b")], 1],
  ["are of other templates", [pod("a"), pod("b", {}, { hostNetwork: true })], 2],
  ["have other labels", [pod("a"), pod("b", { labels: { app: "web" } })], 2],
  ["have the volume of the token under another name", [mounted("x1y2z"), mounted("a0b0c")], 1],
  ["have a volume of that name at another place", [mounted("x1y2z"), mounted("a0b0c", "data")], 2],
  [
    "hold what may be a secret in a name",
    [pod("a"), pod("a"), pod("glpat-x1y2z3a4b5c6d7e8f9g0"), pod("glpat-x1y2z3a4b5c6d7e8f9g0")],
    3,
  ],
  ["are no Pods", [namespaceOf("shop"), namespaceOf("shop")], 2],
  ["are very large", [large("a"), large("b")], 2],
] as const)("what is said of one is said of another, but not where they %s", (_, pods, times) => {
  expect(judged(pods)).toBe(times);
});

function mounted(suffix: string, other = "tmp"): KubernetesObject {
  const name = `kube-api-access-${suffix}`;
  return pod(suffix, {}, { volumes: [{ name: other }, { name, projected: { sources: [] } }] });
}

function large(name: string): KubernetesObject {
  return pod(name, { annotations: { text: "x".repeat(300_000) } });
}

test.each([
  ["the name", ({ target }: Examined) => textAt(target.object, "metadata", "name")],
  ["the name of the reference", ({ target }: Examined) => target.reference.name],
  ["all of the metadata", ({ target }: Examined) => JSON.stringify(target.object["metadata"])],
])("who has read %s is asked again", (_, judge) => {
  expect(judged([pod("a"), pod("b")], judge)).toBe(2);
});

test("what tells the name of the token's volume is said of one Pod alone", () => {
  const judge = ({ target }: Examined): string => JSON.stringify(target.object["spec"]);
  expect(judged([mounted("x1y2z"), mounted("a0b0c")], judge)).toBe(2);
});

test("another cluster around is asked anew, and what takes too much room is forgotten", () => {
  const memory = createMemory<number>(checks);
  let times = 0;
  const said = (name: string, text = ""): number =>
    memory.said(
      pod(name, { annotations: { text } }),
      { cluster: surroundings.clusterOf("shop"), exceptions: undefined },
      () => ++times,
    );
  expect([said("a"), said("b")]).toEqual([1, 1]);
  surroundings.put(namespaceOf("shop", { team: "a" }));
  expect([said("a"), said("b")]).toEqual([2, 2]);
  const long = "x".repeat(250_000);
  for (let each = 0; each < 70; each++) said("c", `${each} ${long}`);
  expect(said("a")).toBe(73);
});

test("each Pod has the same answer as if it were asked about alone", () => {
  const file = { admission: { modes: [{ mode: "deny" as const }] } };
  const gate = gateOf(file);
  const of = (name: string, spec: JsonObject, by = gate) => {
    const request = requestOf({ object: pod(name, {}, spec), name });
    return decide(request, by, { isOverdue: () => false });
  };
  const specs = [{}, { hostNetwork: true }, { hostPID: true, volumes: [] }];
  for (const name of ["a", "b", "kube-proxy", "etcd-node"]) {
    for (const spec of specs) {
      expect(of(name, spec)).toEqual(of(name, spec, gateOf(file)));
    }
  }
});

test("only checks of all texts read what is a Pod's own", () => {
  // Any other one would make the memory useless without a word.
  const gate = gateOf({});
  const { findings } = decide(requestOf({ object: pod("a") }), gate, { isOverdue: () => false });
  const again = decide(requestOf({ object: pod("b") }), gate, { isOverdue: () => false });
  expect(findings.length).toBeGreaterThan(5);
  expect(again.findings).toBe(findings);
});

test("how much of a quota is used changes nothing around", () => {
  const quota = (used: string, hard = "10"): KubernetesObject => ({
    ...{ apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "q", namespace: "shop" } },
    spec: { hard: { pods: hard } },
    status: { used: { pods: used } },
  });
  surroundings.put(quota("1"));
  const cluster = surroundings.clusterOf("shop");
  surroundings.put(quota("2"));
  expect(surroundings.clusterOf("shop")).toBe(cluster);
  surroundings.put(quota("2", "11"));
  expect(surroundings.clusterOf("shop")).not.toBe(cluster);
});

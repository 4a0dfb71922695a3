import fc from "fast-check";
import { expect, test } from "vitest";
import { nodeFacts, parseJsonText } from "../../testing/nodes.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { benchmarkRows } from "./evaluate/benchmark-rows.ts";
import { evaluateNode } from "./evaluate/evaluate.ts";
import type { NodeFacts } from "./facts/node-facts.ts";
import { readNodeFacts } from "./facts/read-node-facts.ts";
import { documentOfNodeFacts } from "./facts/write-node-facts.ts";
import { factsOfObjects } from "./imports/api.ts";

const parse = parseJsonText;

const NODE: KubernetesObject = {
  ...{ apiVersion: "v1", kind: "Node", metadata: { name: "n1" } },
  status: { nodeInfo: { kubeletVersion: "v1.34.0", osImage: "Debian" } },
};

function configMap(name: string, key: string, value: object): KubernetesObject {
  return {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "kube-system" } },
    data: { [key]: JSON.stringify(value) },
  };
}

function seenConfiguration(nodes: string, fields: object): KubernetesObject {
  return {
    ...{ apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" },
    metadata: { name: "n1", annotations: { "facts.watertight.dev/nodes": nodes } },
    ...fields,
  };
}

const PROXY = configMap("kube-proxy", "config.conf", { metricsBindAddress: "127.0.0.1:10249" });

function factsOf(objects: readonly KubernetesObject[]): readonly NodeFacts[] {
  return factsOfObjects(snapshotOf(objects), { parse, isWhole: true });
}

test("what the page says that the API shows of the kubelet is judged by it, and nothing else of section 4", () => {
  const [facts] = factsOf([NODE, PROXY, seenConfiguration("n0,n1", { readOnlyPort: 0 })]);
  if (!facts) throw new Error("There is no node.");
  const { results } = evaluateNode(facts, { parse, benchmark: "cis-1.12" });
  const judged = results
    .filter(({ control, status }) => control.startsWith("4.") && /pass|fail/.test(status))
    .map(({ control }) => control);
  const shown = benchmarkRows("cis-1.12")
    .filter(({ id, shownBy }) => id.startsWith("4.") && /configz|kube-proxy/.test(shownBy))
    .map(({ id }) => id);
  expect(judged).toEqual(shown);
  expect(shown).toHaveLength(14);
});

test("a kubelet that was not asked is not known, and what kubeadm gives nodes is told", () => {
  const objects = [
    NODE,
    configMap("kubelet-config", "kubelet", { readOnlyPort: 10_255 }),
    seenConfiguration("n2", { readOnlyPort: 0 }),
    {
      ...{ apiVersion: "facts.watertight.dev/v1alpha1", kind: "Kubelets" },
      metadata: { name: "kubelets" },
      spec: { configuration: { unknown: "the right to get nodes/configz is missing" } },
    },
  ];
  const [facts] = factsOf(objects);
  if (!facts) throw new Error("There is no node.");
  const { results } = evaluateNode(facts, { parse, benchmark: "cis-1.12" });
  expect(results.find(({ control }) => control === "4.2.4")).toMatchObject({
    status: "unknown",
    reason:
      "the right to get nodes/configz is missing; kubeadm gives nodes readOnlyPort 10255 (ConfigMap kube-system/kubelet-config)",
  });
});

test("facts that a snapshot was given come before its objects", () => {
  const kept = {
    ...{ apiVersion: "facts.watertight.dev/v1alpha1", kind: "NodeFacts" },
    metadata: { name: "n1" },
    spec: documentOfNodeFacts(nodeFacts({ node: "n1", cniNames: ["cilium"] })),
  };
  const [facts, ...others] = factsOf([NODE, PROXY, kept]);
  expect(others).toEqual([]);
  expect(facts?.cniNames).toEqual(["cilium"]);
  expect(facts?.system.kubeletVersion).toBe("v1.34.0");
  expect(facts?.kubeProxyConfig).toEqual({ metricsBindAddress: "127.0.0.1:10249" });
  expect(facts?.sources.map(({ kind }) => kind)).toEqual(["collected", "api"]);
});

test("facts are the same when they were written and read again", () => {
  const text = fc.string({ maxLength: 6 });
  const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
    fc.option(arbitrary, { nil: undefined });
  const named = fc.record({ name: text, value: text });
  const file = fc.record(
    {
      path: fc.string({ minLength: 1, maxLength: 6 }),
      type: fc.constantFrom("file", "link", "absent"),
      mode: fc.integer({ min: 0, max: 0o7777 }).map((mode) => mode.toString(8).padStart(4, "0")),
      ...{ uid: fc.nat(), owner: text, listed: fc.boolean(), role: text, linkTarget: text },
    },
    { requiredKeys: ["path", "type"] },
  );
  const user = fc.record({
    ...{ name: text, uid: fc.nat(), gid: fc.nat(), home: text, shell: text },
    password: fc.constantFrom("set", "empty", "locked", "unknown"),
  });
  const members = fc.record({
    files: fc.array(file),
    users: maybe(fc.array(user)),
    sysctls: maybe(fc.array(named)),
    configz: maybe(fc.dictionary(text, text)),
    kubeletDefaults: maybe(fc.dictionary(text, fc.integer())),
    services: maybe(fc.array(fc.record({ name: text, enabled: fc.boolean() }))),
    security: fc.record({ lockdown: text, lsms: maybe(fc.array(text)), selinux: text }),
  });
  fc.assert(
    fc.property(members, (given) => {
      const known = Object.entries(given).filter(([, value]) => value !== undefined);
      const plain = JSON.parse(JSON.stringify(Object.fromEntries(known))) as object;
      const facts = nodeFacts({ ...plain });
      const written = JSON.parse(JSON.stringify(documentOfNodeFacts(facts))) as typeof plain;
      expect(readNodeFacts({ ...written })).toEqual(facts);
    }),
    { numRuns: 60 },
  );
});

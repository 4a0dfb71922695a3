import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerTo, ask, podOf, policyOf, verdicts } from "../../testing/network/ask.ts";
import { runs } from "../../testing/runs.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { connectionsOf } from "./connections.ts";
import type { Connection } from "./model.ts";

const POD_NAME = "statefulset.kubernetes.io/pod-name";
const HASH = "pod-template-hash";
const JOB_NAME = "batch.kubernetes.io/job-name";

function workload(kind: string, name: string, spec: JsonObject = {}): KubernetesObject {
  const pods = { metadata: { labels: { app: name } }, spec: { containers: [{ name: "c" }] } };
  return {
    apiVersion: /Job$/.test(kind) ? "batch/v1" : "apps/v1",
    kind,
    metadata: { name, namespace: "x" },
    spec:
      kind === "CronJob"
        ? { jobTemplate: { spec: { template: pods } } }
        : { template: pods, ...spec },
  };
}

const SET = workload("StatefulSet", "db", { replicas: 2 });
const WEB = workload("Deployment", "web");
const CALLER = podOf("x/caller", { app: "caller" });

/** A policy that closes the pods of a selector for ingress. */
function closing(podSelector: JsonValue): KubernetesObject {
  return policyOf("x/policy", { podSelector, policyTypes: ["Ingress"] });
}

function expression(key: string, operator: string, ...values: string[]): JsonObject {
  return { matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }] };
}

describe("the pods that a policy is about", () => {
  test.each([
    [SET, "db", expression(POD_NAME, "Exists"), "no"],
    [SET, "db", expression(POD_NAME, "DoesNotExist"), "yes"],
    [SET, "db", { matchLabels: { [POD_NAME]: "db-0" } }, "unknown"],
    [SET, "db", expression(POD_NAME, "In", "db-0", "db-1"), "no"],
    [SET, "db", expression(POD_NAME, "In", "db-2", "zoo-0"), "yes"],
    [SET, "db", expression(POD_NAME, "NotIn", "db-0"), "unknown"],
    [SET, "db", expression(POD_NAME, "NotIn", "zoo-0"), "no"],
    [WEB, "web", expression(HASH, "Exists"), "no"],
    [WEB, "web", expression(HASH, "In", "5d4c8b9f7d"), "unknown"],
    [WEB, "web", expression(POD_NAME, "Exists"), "yes"],
    [workload("Job", "etl"), "etl", { matchLabels: { [JOB_NAME]: "etl" } }, "no"],
    [workload("CronJob", "etl"), "etl", { matchLabels: { [JOB_NAME]: "etl" } }, "yes"],
    [workload("CronJob", "etl"), "etl", { matchLabels: { "job-name": "etl-29000000" } }, "unknown"],
  ] as const)("%j %s %j", (object, name, selector, verdict) => {
    const question = `x/caller => x/${name} TCP 80`;
    expect(ask(question, [CALLER, object, closing(selector)]).verdict).toBe(verdict);
  });

  test("the reason names the label", () => {
    const { reason, proof } = ask("x/caller => x/db TCP 80", [
      CALLER,
      SET,
      closing({ matchLabels: { [POD_NAME]: "db-0" } }),
    ]);
    expect(reason).toBe(
      `ingress: it depends on the value that each pod gets for the label ${POD_NAME}`,
    );
    expect(proof.map(({ object }) => object.name)).toEqual(["policy"]);
  });

  test("two policies that select by one value and by all others are sure together", () => {
    const either = [
      closing({ matchLabels: { [HASH]: "5d4c8b9f7d" } }),
      policyOf("x/others", {
        podSelector: expression(HASH, "NotIn", "5d4c8b9f7d"),
        policyTypes: ["Ingress"],
      }),
    ];
    expect(ask("x/caller => x/web TCP 80", [CALLER, WEB, ...either]).verdict).toBe("no");
  });
});

test("peers are selected by the name of their Job", () => {
  const lets = policyOf("x/policy", {
    podSelector: { matchLabels: { app: "caller" } },
    ingress: [{ from: [{ podSelector: { matchLabels: { [JOB_NAME]: "etl" } } }] }],
  });
  const objects = [CALLER, workload("Job", "etl"), workload("Job", "other"), lets];
  expect(verdicts(["x/etl => x/caller TCP 80", "x/other => x/caller TCP 80"], objects)).toEqual([
    "x/etl => x/caller TCP 80: yes",
    "x/other => x/caller TCP 80: no",
  ]);
});

test("a revision that talks to itself alone may or may not reach another workload", () => {
  const own = { matchLabels: { [HASH]: "5d4c8b9f7d" } };
  const egress = policyOf("x/policy", {
    podSelector: own,
    policyTypes: ["Egress"],
    egress: [{ to: [{ podSelector: own }] }],
  });
  const objects = [WEB, workload("Deployment", "api"), egress];
  expect(ask("x/web => x/api TCP 80", objects).verdict).toBe("unknown");
  const analysis = createNetworkAnalysis(snapshotOf(objects));
  const between = ({ src, dst }: Connection) => `${src.name} ${dst.name}`;
  const { connections, unknown } = connectionsOf(analysis);
  expect(connections.map(between).filter((each) => !each.includes("External"))).toEqual([]);
  expect(unknown.map(between).filter((each) => !each.includes("External"))).toEqual([
    "x/api[Deployment] x/web[Deployment]",
    "x/web[Deployment] x/api[Deployment]",
  ]);
});

describe("a Service", () => {
  const service = (selector: JsonObject): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "s", namespace: "x" },
    spec: { selector, ports: [{ port: 80 }] },
  });

  test.each([
    [{ app: "db", [POD_NAME]: "db-0" }, "yes"],
    [{ [JOB_NAME]: "etl" }, "yes"],
    [{ app: "web", [HASH]: "5d4c8b9f7d" }, "unknown"],
  ] as const)("of %j leads to a pod: %s", (selector, verdict) => {
    const objects = [CALLER, SET, WEB, workload("Job", "etl"), service(selector)];
    expect(ask("x/caller => x/s TCP 80", objects).verdict).toBe(verdict);
  });

  test.each([[{ app: "db", [POD_NAME]: "db-2" }], [{ app: "db", [POD_NAME]: "zoo-0" }]])(
    "of %j leads nowhere",
    (selector) => {
      expect(answerTo("x/caller => x/s TCP 80", [CALLER, SET, service(selector)])).toEqual({
        problem: "The Service x/s selects no pod of the input.",
      });
    },
  );
});

test("selectors that look into a value may match one that is not known", () => {
  const policy = (selector: string): KubernetesObject => ({
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkPolicy",
    metadata: { name: "p", namespace: "x" },
    spec: { selector, types: ["Ingress"] },
  });
  const verdict = (selector: string): string =>
    ask("x/caller => x/web TCP 80", [CALLER, WEB, policy(selector)]).verdict;
  expect(verdict(`${HASH} starts with '5d'`)).toBe("unknown");
  expect(verdict(`${HASH} starts with '5d' || !(${HASH} starts with '5d')`)).toBe("no");
  expect(verdict(`has(${HASH})`)).toBe("no");
  const set = (selector: string): string =>
    ask("x/caller => x/db TCP 80", [CALLER, SET, policy(selector)]).verdict;
  expect(set(`${POD_NAME} starts with 'db-'`)).toBe("no");
  expect(set(`${POD_NAME} ends with '-1'`)).toBe("unknown");
  expect(set(`${POD_NAME} ends with '-2'`)).toBe("yes");
});

/** A selector over labels that pods may get, and one that they are written with. */
const SELECTOR = fc.oneof(
  fc.constant({}),
  fc.record({
    matchLabels: fc.constantFrom({ app: "db" }, { [POD_NAME]: "db-0" }, { [HASH]: "a" }),
  }),
  fc
    .record({
      key: fc.constantFrom(POD_NAME, HASH, "app"),
      operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist"),
      value: fc.constantFrom("db-0", "db-1", "a", "b", "db"),
    })
    .map(({ key, operator, value }) =>
      operator.endsWith("In") ? expression(key, operator, value) : expression(key, operator),
    ),
);

const POLICY = fc.record({
  podSelector: SELECTOR,
  ingress: fc.array(SELECTOR, { maxLength: 2 }),
  egress: fc.option(fc.array(SELECTOR, { maxLength: 2 }), { nil: undefined }),
});

// Every pod that the two workloads may have, with all that policies here can ask of it.
const OF_SET = [0, 1].map((index) =>
  podOf(`x/p${index}`, { app: "db", [POD_NAME]: `db-${index}` }),
);
const OF_WEB = ["a", "b", "db", "other"].map((hash) =>
  podOf(`x/q${hash}`, { app: "web", [HASH]: hash }),
);

function nameOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "name");
}

test("a workload is reached surely if all the pods are that it may have, and surely not if none is", () => {
  fc.assert(
    fc.property(fc.array(POLICY, { maxLength: 3 }), (written) => {
      const policies = written.map(({ podSelector, ingress, egress }, index) =>
        policyOf(`x/p${index}`, {
          podSelector,
          policyTypes: egress ? ["Ingress", "Egress"] : ["Ingress"],
          ingress: [{ from: ingress.map((each) => ({ podSelector: each })) }],
          egress: (egress ?? []).map((each) => ({ to: [{ podSelector: each }] })),
        }),
      );
      const found = new Set(
        OF_SET.flatMap((from) =>
          OF_WEB.map((to) => {
            const question = `x/${nameOf(from)} => x/${nameOf(to)} TCP 80`;
            return ask(question, [from, to, ...policies]).verdict;
          }),
        ),
      );
      const [only = "unknown"] = found.size === 1 ? found : [];
      expect(ask("x/db => x/web TCP 80", [SET, WEB, ...policies]).verdict).toBe(only);
    }),
    { ...runs(100) },
  );
});

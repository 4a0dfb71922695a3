import { expect, it } from "vitest";
import { nodeFacts, parseJsonText } from "../../../testing/nodes.ts";
import { benchmarks } from "../../nodes/benchmarks/benchmarks.ts";
import { HARDENING, NODE_BENCHMARKS } from "../../nodes/benchmarks/ids.ts";
import { benchmarkRows } from "../../nodes/evaluate/benchmark-rows.ts";
import { evaluateNode } from "../../nodes/evaluate/evaluate.ts";
import { evaluateHardening } from "../../nodes/hardening/evaluate.ts";
import type { NodesAnswer } from "./assess.ts";
import { FRAMEWORKS } from "./index.ts";
import { frameworkOfBenchmark, nodesAnswersOf } from "./nodes.ts";

const parse = parseJsonText;

it("every benchmark of nodes is a word of the option", () => {
  expect([...NODE_BENCHMARKS].sort()).toEqual([HARDENING, ...benchmarks().keys()].sort());
});

it("every demand on nodes serves a control of NIST that is known", () => {
  const known = new Set(
    FRAMEWORKS.flatMap(({ controls }) => controls.map(({ standard, id }) => `${standard} ${id}`)),
  );
  const evaluations = [...benchmarks().keys()]
    .map((benchmark) => evaluateNode(nodeFacts(), { parse, benchmark }))
    .concat(evaluateHardening(nodeFacts()));
  const results = evaluations.flatMap((each) => each.results);
  const unserved = results
    .filter(({ title }) => !/^(?:Control |A matter of)/.test(title))
    .filter(({ standards }) => standards.length === 0);
  expect(unserved.map(({ control, title }) => `${control} ${title}`)).toEqual([]);
  const served = results.flatMap(({ standards }) => standards);
  expect(served.filter(({ standard, id }) => !known.has(`${standard} ${id}`))).toEqual([]);
  expect(served).toHaveLength(20_351);
});

/** What these nodes say of a control of a framework. */
function answer(
  framework: string,
  id: string,
  ...nodes: readonly Parameters<typeof nodeFacts>[0][]
): NodesAnswer | undefined {
  const evaluations = nodes.map((members) =>
    evaluateNode(nodeFacts(members), { parse, benchmark: "cis-1.12" }),
  );
  const control = FRAMEWORKS.find((each) => each.id === framework)?.controls.find(
    (each) => each.id === id,
  );
  return control && nodesAnswersOf(evaluations)(control);
}

const SAFE = { node: "a", configz: { kubeletconfig: { readOnlyPort: 0 } } };
const OPEN = {
  node: "b",
  configz: { kubeletconfig: { readOnlyPort: 10_255, makeIPTablesUtilChains: true } },
};

it("what one node lacks, all lack, and what is not known of one is not known", () => {
  expect(answer("cis-1.12", "4.2.4", SAFE)).toEqual({
    ...{ status: "pass", failures: [], isWhole: true },
  });
  expect(answer("cis-1.12", "4.2.4", SAFE, OPEN)).toEqual({
    status: "fail",
    failures: [
      {
        ...{ node: "b", benchmark: "cis-1.12", control: "4.2.4" },
        ...{ seen: "10255", where: "configz: readOnlyPort" },
      },
    ],
    isWhole: true,
  });
  expect(answer("cis-1.12", "4.2.4", SAFE, { node: "c" })).toEqual({
    ...{ status: "not-assessable", failures: [], isWhole: true },
    reason: "how kubelet is started was not looked at (c)",
  });
});

it("a control of NIST is answered in part by all that serve it", () => {
  const failing = answer("nist-800-53", "SC-7", OPEN);
  expect(failing?.failures.map(({ control }) => control)).toEqual(["4.2.4"]);
  expect(failing?.isWhole).toBe(false);
  expect(answer("nist-800-53", "SI-3", OPEN)).toBeUndefined();
});

it("a benchmark is a framework, to which checks speak by the CIS control that asks the same", () => {
  const eks = frameworkOfBenchmark("eks-1.8.0", benchmarkRows("eks-1.8.0"));
  const of = (id: string): unknown => eks.controls.find((control) => control.id === id);
  expect(of("3.2.4")).toEqual({
    ...{ standard: "eks-1.8.0", id: "3.2.4", judged: "elsewhere", program: "kubelet" },
    title: "The kubelet's read-only port is closed",
    alsoBy: [{ standard: "cis-1.12", id: "4.2.4" }],
  });
  expect(of("3.1.1")).toEqual({
    ...{ standard: "eks-1.8.0", id: "3.1.1", judged: "elsewhere" },
    title: "Permissions of the kubelet's kubeconfig",
  });
});

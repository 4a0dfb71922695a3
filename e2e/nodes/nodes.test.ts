import { collectNodeFacts } from "@watertight/node-agent";
import { afterAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { folderWith } from "../../packages/cli/testing/fix-pod.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { DEBIAN, debianRoot, KUBE_BENCH } from "./debian.ts";
import { DIFFERENCES } from "./differences.ts";
import { type Dress, dressNode } from "./dress.ts";
import { type BenchResults, runKubeBench } from "./run-kube-bench.ts";

interface Result {
  readonly control: string;
  readonly status: string;
  readonly seen: string;
}

const removals: (() => void)[] = [];

afterAll(() => {
  for (const remove of removals) remove();
});

/** A dressed Debian file system, and what is said of it. */
async function dressed(dress: Dress): Promise<{ root: string; results: readonly Result[] }> {
  const { root, remove } = debianRoot();
  removals.push(remove);
  dressNode(root, dress);
  const facts = collectNodeFacts({
    ...{ root, node: dress, tool: "test", time: "", privileged: true },
    ...{ running: false, processes: false, hostNetwork: false },
  });
  const folder = folderWith({ "facts.json": JSON.stringify(facts) });
  const argv = ["nodes", "evaluate", "--no-config", "--kube-version", "v1.34.0", "-o", "json"];
  const { stdout } = await watertightIn(folder, [...argv, "facts.json"]);
  const { nodes } = JSON.parse(stdout) as {
    readonly nodes: readonly { readonly results: readonly Result[] }[];
  };
  return { root, results: nodes[0]?.results ?? [] };
}

/** Controls of nodes that only a person can judge: who logs in how, and what is to be recorded. */
const BY_PEOPLE = ["3.1.1", "3.1.2", "3.1.3", "3.2.2"];

/** Judged by the default alone; another value has to be judged by a person. */
const BY_DEFAULT = ["1.2.20"];

describe("a node of Debian", needing(DEBIAN), () => {
  test("every control of nodes has one that passes and one that fails", async () => {
    const good = await dressed("good");
    const bad = await dressed("bad");
    const ofNodes = ({ control }: Result): boolean =>
      /^[1-4]\./.test(control) && !BY_PEOPLE.includes(control);
    expect(good.results.filter(ofNodes).filter(({ status }) => status !== "pass")).toEqual([]);
    const unfailed = bad.results.filter(ofNodes).filter(({ status }) => status !== "fail");
    expect(unfailed.map(({ control }) => control)).toEqual(BY_DEFAULT);
    expect(good.results.filter(ofNodes)).toHaveLength(93);
  });
});

describe("kube-bench in the same file system", needing(DEBIAN, KUBE_BENCH), () => {
  test.each<Dress>(["good", "bad"])(
    "each control of the %s node agrees, or differs with a reason",
    async (dress) => {
      const { root, results } = await dressed(dress);
      const bench = runKubeBench(root, dress);
      expect(bench.size).toBe(97);
      expect(differencesOf(results, bench)).toEqual([...(DIFFERENCES.get(dress)?.keys() ?? [])]);
    },
  );
});

/** Controls of which kube-bench says otherwise: it warns where a control that it does not score fails, and always of those that it leaves to people. */
function differencesOf(results: readonly Result[], bench: BenchResults): readonly string[] {
  return results.flatMap(({ control, status }) => {
    const theirs = bench.get(control);
    if (theirs === undefined) return [];
    const ours = status === "pass" ? "PASS" : status === "fail" ? "FAIL" : "WARN";
    const agree = theirs === ours || (theirs === "WARN" && ours === "FAIL");
    return agree ? [] : [control];
  });
}

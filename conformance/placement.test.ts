import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { podTemplatesOf } from "@watertight/core/kubernetes";
import {
  compareNumeric,
  createPlacement,
  matchNodeSelector,
  nodeOf,
  placementPodOf,
  preferredScore,
  toleratesTaint,
  untoleratedTaint,
} from "@watertight/core/placement";
import { snapshotOf } from "@watertight/core/testing";
import { describe, expect, test } from "vitest";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

const SUITE = suite("placement");

type Selector = Parameters<typeof matchNodeSelector>[0];
type Toleration = Parameters<typeof toleratesTaint>[0];
type Taint = Parameters<typeof toleratesTaint>[1];

interface Cases {
  readonly nodeSelectorMatch: readonly {
    readonly name: string;
    readonly nodeSelector: Selector;
    readonly node?: JsonObject;
    readonly wantMatch?: boolean;
    readonly wantErr?: unknown;
  }[];
  readonly preferredScore: readonly {
    readonly name: string;
    readonly prefSchedTerms: Parameters<typeof preferredScore>[0];
    readonly node: JsonObject;
    readonly wantScore?: number;
  }[];
  readonly podMatchesNodeAffinity: readonly {
    readonly name: string;
    readonly pod: JsonObject;
    readonly labels?: JsonObject;
    readonly nodeName?: string;
    readonly want: boolean;
  }[];
  readonly matchNodeSelectorTerms: readonly {
    readonly name: string;
    readonly args: { readonly nodeSelector: Selector; readonly node: JsonObject };
    readonly want: boolean;
  }[];
  readonly untoleratedTaint: readonly {
    readonly description: string;
    readonly tolerations: readonly Toleration[];
    readonly taints: readonly Taint[];
    readonly expectTolerated: boolean;
  }[];
  readonly tolerationToleratesTaint: readonly {
    readonly description: string;
    readonly toleration: Toleration;
    readonly taint: Taint;
    readonly expectTolerated: boolean;
    readonly enableTaintTolerationComparisonOperatorsFG?: boolean;
  }[];
  readonly compareNumeric: readonly {
    readonly description: string;
    readonly tolerationVal: string;
    readonly taintVal: string;
    readonly operator: string;
    readonly expectedResult: boolean;
  }[];
}

const CASES: Partial<Cases> = SUITE.isHere
  ? (JSON.parse(readFileSync(join(SUITE.path, "scheduling.json"), "utf8")) as Cases)
  : {};

function nodeIn(fields: JsonObject = {}) {
  return nodeOf({ apiVersion: "v1", kind: "Node", ...fields });
}

describe("Kubernetes' own cases", needing(SUITE), () => {
  test("node selectors select the same nodes, and the same are invalid", () => {
    const { nodeSelectorMatch = [] } = CASES;
    const found = nodeSelectorMatch.map(({ name, nodeSelector, node }) => [
      name,
      matchNodeSelector(nodeSelector, nodeIn(node)),
    ]);
    expect(found).toEqual(
      nodeSelectorMatch.map(({ name, wantMatch = false, wantErr }) => [
        name,
        { matches: wantMatch, isInvalid: wantErr !== undefined },
      ]),
    );
    expect(found.length).toBe(3);
  });

  test("terms of node selectors select the same nodes", () => {
    const { matchNodeSelectorTerms = [] } = CASES;
    const found = matchNodeSelectorTerms.map(({ name, args }) => [
      name,
      matchNodeSelector(args.nodeSelector, nodeIn(args.node)).matches,
    ]);
    expect(found).toEqual(matchNodeSelectorTerms.map(({ name, want }) => [name, want]));
    expect(found.length).toBe(6);
  });

  test("preferences weigh the same", () => {
    const { preferredScore: cases = [] } = CASES;
    const found = cases.map(({ name, prefSchedTerms, node }) => [
      name,
      preferredScore(prefSchedTerms, nodeIn(node)),
    ]);
    expect(found).toEqual(cases.map(({ name, wantScore = 0 }) => [name, wantScore]));
    expect(found.length).toBe(2);
  });

  test("pods may run on the same nodes by their affinity", () => {
    const { podMatchesNodeAffinity = [] } = CASES;
    const placement = createPlacement(snapshotOf([]));
    const found = podMatchesNodeAffinity.map(({ name, pod, labels = {}, nodeName = "" }) => {
      const object: KubernetesObject = { apiVersion: "v1", kind: "Pod", spec: {}, ...pod };
      const [template] = podTemplatesOf(object);
      if (!template) throw new Error("The case has no pod.");
      const node = nodeIn({ metadata: { name: nodeName, labels } });
      return [name, placement.canRun(placementPodOf(object, template), node).verdict];
    });
    expect(found).toEqual(
      podMatchesNodeAffinity.map(({ name, want }) => [name, want ? "yes" : "no"]),
    );
    expect(found.length).toBe(9);
  });

  test("tolerations tolerate the same taints", () => {
    const { tolerationToleratesTaint = [], untoleratedTaint: filtered = [] } = CASES;
    const found = tolerationToleratesTaint.map((each) => [
      each.description,
      toleratesTaint(
        each.toleration,
        each.taint,
        each.enableTaintTolerationComparisonOperatorsFG === true,
      ),
    ]);
    expect(found).toEqual(
      tolerationToleratesTaint.map(({ description, expectTolerated }) => [
        description,
        expectTolerated,
      ]),
    );
    // The filter of the one case lets no taint through.
    const none = { effects: [], comparing: false };
    expect(filtered.map((each) => untoleratedTaint(each.taints, each.tolerations, none))).toEqual([
      -1,
    ]);
    expect(found.length).toBe(4);
  });

  test("numbers compare the same", () => {
    const { compareNumeric: cases = [] } = CASES;
    const found = cases.map((each) => [
      each.description,
      compareNumeric(each.tolerationVal, each.taintVal, each.operator),
    ]);
    expect(found).toEqual(cases.map((each) => [each.description, each.expectedResult]));
    expect(found.length).toBe(17);
  });
});

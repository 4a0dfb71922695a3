import { expect, test } from "vitest";
import type {
  PathDetailsDocument,
  PathJson,
  PathsDocument,
  StepJson,
  VertexJson,
} from "../documents/paths.ts";
import { branchesAt, goalsOf, nameOfVertex, narrowed, waysOf } from "./ways.ts";

const INTERNET: VertexJson = { kind: "Internet", namespace: null, name: "" };
const ADMIN: VertexJson = { kind: "cluster-admin", namespace: null, name: "" };
const NODE: VertexJson = { kind: "Node", namespace: null, name: "n1" };

function pod(name: string): VertexJson {
  return { kind: "Container", namespace: "shop", name, container: "main" };
}

function path(certainty: "unknown" | "yes", ...stations: readonly VertexJson[]): PathJson {
  const steps = stations.slice(1).map(
    (to, index): StepJson => ({
      ...{ edge: `step-${index}`, from: stations[index] ?? INTERNET, to, certainty },
      ...{ with: [], techniques: [], proof: [], breaks: [] },
    }),
  );
  const [from = INTERNET] = stations;
  return { from, to: stations.at(-1) ?? from, certainty, reasons: [], steps };
}

const DOCUMENT = {
  paths: [
    path("unknown", INTERNET, pod("web"), NODE),
    path("yes", INTERNET, pod("web"), ADMIN),
    path("unknown", INTERNET, pod("other"), ADMIN),
  ],
  truncated: false,
} as unknown as PathsDocument;
const DETAILS: PathDetailsDocument = { titles: { "step-1": "escapes to its node" }, steps: [] };
const WAYS = waysOf(DOCUMENT, DETAILS);

test("sure paths stand first, and keep the number by which addresses know them", () => {
  expect(WAYS.map(({ index, stations }) => [index, stations.join(" ")])).toEqual([
    [1, "internet container/shop/web/main cluster-admin"],
    [0, "internet container/shop/web/main node/n1"],
    [2, "internet container/shop/other/main cluster-admin"],
  ]);
  expect(goalsOf(WAYS)).toEqual(["cluster-admin", "node/n1"]);
});

test("every word has to be in a path, in what is come to or in how", () => {
  const shown = (text: string, goal = ""): readonly number[] =>
    narrowed(WAYS, text, goal).map(({ index }) => index);
  expect([shown("WEB escapes"), shown("", "node/n1"), shown("other node/n1")]).toEqual([
    [1, 0],
    [0],
    [],
  ]);
});

test("a station opens to steps of other paths, and not to those of its own", () => {
  const [own] = WAYS;
  if (!own) throw new Error("There is no path.");
  const told = own.stations.map((each) =>
    branchesAt(each, own, WAYS).map(({ to, way }) => `${to} by ${way.index}`),
  );
  expect(told).toEqual([["container/shop/other/main by 2"], ["node/n1 by 0"], []]);
});

test("a vertex is called as the command calls it", () => {
  const node: VertexJson = { kind: "Node", namespace: null, name: "" };
  const any: VertexJson = { kind: "Any", namespace: null, name: "controls a node" };
  expect([node, any, NODE].map(nameOfVertex)).toEqual(["its node", "controls a node", "node/n1"]);
});

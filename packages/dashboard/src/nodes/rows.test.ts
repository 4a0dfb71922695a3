import { expect, test } from "vitest";
import type { ControlJson, NodeStatus, NodesDocument } from "../documents/nodes.ts";
import { filterRows, rowsOf } from "./rows.ts";

function control(id: string, status: NodeStatus, seen = ""): ControlJson {
  return {
    ...{ control: id, title: `Title of ${id}`, status, assessment: "automated", seen },
    ...{ where: "", wanted: "", reason: "", why: "", remediation: "", links: [], standards: [] },
  };
}

const DOCUMENT: NodesDocument = {
  ...{ coverage: { files: 2, documents: 2, objects: 0, notExamined: [], unknownKinds: [] } },
  ...{ incomplete: false, assumptions: null, benchmark: "b" },
  nodes: [
    { name: "n1", benchmark: "b", results: [control("1", "pass"), control("2", "fail", "0644")] },
    { name: "n2", benchmark: "b", results: [control("1", "unknown"), control("2", "pass")] },
  ],
};

const rows = rowsOf(DOCUMENT);
const ids = (list: typeof rows): readonly string[] =>
  list.map(({ node, result }) => `${node} ${result.control} ${result.status}`);

test("what fails comes first, then what is not known", () => {
  expect(ids(rows)).toEqual(["n1 2 fail", "n2 1 unknown", "n1 1 pass", "n2 2 pass"]);
});

test("a node, a status and words narrow the list, and counts are of what the others leave", () => {
  const none = { node: "", statuses: new Set<string>(), text: "" };
  expect(ids(filterRows(rows, { ...none, node: "n2" }).shown)).toEqual([
    ...["n2 1 unknown", "n2 2 pass"],
  ]);
  const failing = filterRows(rows, { ...none, statuses: new Set(["fail"]) });
  expect(ids(failing.shown)).toEqual(["n1 2 fail"]);
  expect([...failing.counts]).toEqual([
    ["fail", 1],
    ["unknown", 1],
    ["pass", 2],
  ]);
  expect(ids(filterRows(rows, { ...none, text: "Title 0644" }).shown)).toEqual(["n1 2 fail"]);
});

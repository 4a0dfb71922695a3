import { expect, test } from "vitest";
import { lineOfPath, yamlLines } from "./yaml-lines.ts";

const OBJECT = {
  kind: "Pod",
  metadata: { name: "web", labels: {}, annotations: { note: "one\ntwo\n", on: "yes" } },
  spec: { containers: [{ name: "a", ports: [{ containerPort: 80 }] }, { name: "b" }], list: [] },
};

test("every line of YAML has the field that it begins", () => {
  const { lines, isCut } = yamlLines(OBJECT);
  expect(isCut).toBe(false);
  expect(lines.map(({ path, text }) => `${path} => ${text}`)).toEqual([
    "kind => kind: Pod",
    "metadata => metadata:",
    "metadata.name =>   name: web",
    "metadata.labels =>   labels: {}",
    "metadata.annotations =>   annotations:",
    "metadata.annotations.note =>     note: |",
    "metadata.annotations.note =>       one",
    "metadata.annotations.note =>       two",
    'metadata.annotations.on =>     "on": "yes"',
    "spec => spec:",
    "spec.containers =>   containers:",
    "spec.containers[0].name =>   - name: a",
    "spec.containers[0].ports =>     ports:",
    "spec.containers[0].ports[0].containerPort =>     - containerPort: 80",
    "spec.containers[1].name =>   - name: b",
    "spec.list =>   list: []",
  ]);
});

test("a field that is absent is at its nearest parent that is there", () => {
  const { lines } = yamlLines(OBJECT);
  expect(lineOfPath(lines, "spec.containers[0].ports[0].hostPort")).toBe(13);
  expect(lineOfPath(lines, "spec.containers[1].securityContext.privileged")).toBe(14);
  expect(lineOfPath(lines, "metadata.name")).toBe(2);
  expect(lineOfPath(lines, "status.phase")).toBe(0);
});

import { expect, it } from "vitest";
import { POD } from "../../testing/fix-pod.ts";
import { pageDocumentsOf } from "../../testing/page-documents.ts";
import { watertight } from "../../testing/watertight.ts";

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [secrets], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
subjects:
- {kind: ServiceAccount, name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
`;
const files = { "web.yaml": POD, "rbac.yaml": RBAC };

it.each([
  ["report", ["scan", "--no-config", "--exit-zero"]],
  ["network", ["network", "connections"]],
  ["access", ["access", "matrix"]],
])("the page of %s holds the document of -o json", async (name, verb) => {
  const page = await watertight([...verb, "-q", "-o", "html", "."], files);
  const json = await watertight([...verb, "-q", "-o", "json", "."], files);
  expect(pageDocumentsOf(page.stdout)[name]).toEqual(JSON.parse(json.stdout));
  expect(page.status).toBe(json.status);
});

it("has the code around a finding, and the change that fix would write", async () => {
  const { stdout } = await watertight(
    [
      "scan",
      "--no-config",
      "--check",
      "capabilities-not-dropped",
      "-o",
      "html",
      "--exit-zero",
      ".",
    ],
    { "web.yaml": POD },
  );
  expect(pageDocumentsOf(stdout)["report-details"]).toMatchObject({
    checks: [{ id: "capabilities-not-dropped" }],
    places: [0],
    texts: [{ lines: expect.arrayContaining([[7, "  - name: main # first"]]) as unknown }],
    changes: {
      0: [[12, 1, 12, 1, "      capabilities:\n        drop:\n        - ALL\n"]],
    },
  });
});

it("says where each part of a right stands", async () => {
  const { stdout } = await watertight(["access", "matrix", "-q", "-o", "html", "."], files);
  expect(pageDocumentsOf(stdout)["access-grants"]).toMatchObject({
    roles: [
      { name: "reader", sources: [{ path: "rules[0]", location: { file: "rbac.yaml", line: 5 } }] },
    ],
    bindings: [
      {
        name: "readers",
        role: 0,
        subjectPlaces: [{ file: "rbac.yaml", line: 11 }],
        roleRefPlace: { file: "rbac.yaml", line: 12 },
      },
    ],
  });
});

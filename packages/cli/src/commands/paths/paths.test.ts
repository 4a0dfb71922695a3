import { expect, test } from "vitest";
import { folderWith } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: elsewhere}
subjects: [{kind: ServiceAccount, name: web}]
`;

test("no path in an input that lacks a role is no clean answer", async () => {
  const folder = folderWith({ "part.yaml": BINDING });
  const said = [];
  for (const verb of ["paths", "fixes"]) {
    const { status, stderr } = await watertightIn(folder, [verb, "--no-config", "part.yaml"]);
    said.push([status, stderr.trimEnd().split("\n").at(-1)]);
  }
  const sentence =
    "Exit status 3: A path may be missing: RoleBinding shop/web refers to Role elsewhere, which is not in the input.";
  expect(said).toEqual([
    [3, sentence],
    [3, sentence],
  ]);
});

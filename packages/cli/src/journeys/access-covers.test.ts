import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: dev, namespace: shop}
rules:
  - {apiGroups: [""], resources: [namespaces], verbs: [get]}
  - {apiGroups: ["", apps], resources: [pods, pods/log, deployments], verbs: [get, list]}
`;

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../../../schemas/access.schema.json", import.meta.url), "utf8"),
) as { readonly $id: string };
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
ajv.addSchema(SCHEMA);

/** Which of these shapes each line has. */
function shapesOf(lines: string, ...shapes: readonly string[]): readonly (string | undefined)[] {
  return lines
    .trimEnd()
    .split("\n")
    .map((line) =>
      shapes.find((shape) => ajv.validate(`${SCHEMA.$id}#/$defs/${shape}`, JSON.parse(line))),
    );
}

function access(line: string, stdin = "") {
  return watertight(["access", ...line.split(" "), "--no-config"], { "rbac.yaml": ROLE }, stdin);
}

describe("access covers", () => {
  it("compares two roles, those that Kubernetes makes itself included", async () => {
    const covered = await access("covers clusterrole/admin role/shop/dev -f rbac.yaml");
    expect(covered).toMatchObject({
      status: 1,
      stdout: [
        "clusterrole/admin does not cover role/shop/dev; it lacks:",
        '  {"verbs":["get","list"],"apiGroups":[""],"resources":["deployments"]}',
        '  {"verbs":["get","list"],"apiGroups":["apps"],"resources":["pods"]}',
        '  {"verbs":["get","list"],"apiGroups":["apps"],"resources":["pods/log"]}',
        "",
      ].join("\n"),
    });
    const all = await access("covers clusterrole/cluster-admin role/shop/dev -f rbac.yaml");
    expect(all).toMatchObject({
      status: 0,
      stdout: "clusterrole/cluster-admin covers role/shop/dev\n",
    });
    await expect(access("covers role/x role/shop/dev -f rbac.yaml")).rejects.toThrow(
      '"role/x" names no role; write clusterrole/NAME or role/NAMESPACE/NAME.',
    );
    await expect(access("covers clusterrole/x role/shop/dev -f rbac.yaml")).rejects.toThrow(
      "There is no clusterrole/x in the input.",
    );
  });

  it("answers questions of a file", async () => {
    const asked = [
      '{"id":1,"owner":[{"verbs":["get"],"apiGroups":[""],"resources":["*"]}],"wanted":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}]}',
      '{"id":2,"owner":null,"wanted":[]}',
      '{"id":3,"owner":[],"wanted":[{"verbs":"get"}]}',
      '{"id":4,"owner":[]}',
    ];
    const { status, stdout } = await access("covers --batch -", asked.join("\n"));
    const sentence =
      "The member wanted must be a list of rules, whose fields are lists of strings.";
    expect(stdout.trimEnd().split("\n")).toEqual([
      '{"id":1,"covered":false,"uncovered":[{"verbs":["list"],"apiGroups":[""],"resources":["pods"]}]}',
      '{"id":2,"covered":true,"uncovered":[]}',
      `{"id":3,"error":"${sentence}"}`,
      `{"id":4,"error":"${sentence}"}`,
    ]);
    expect(shapesOf(asked.slice(0, 2).join("\n"), "coversQuestion")).not.toContain(undefined);
    expect(shapesOf(stdout, "coversAnswer", "error")).toEqual([
      "coversAnswer",
      "coversAnswer",
      "error",
      "error",
    ]);
    expect(status).toBe(3);
  });
});

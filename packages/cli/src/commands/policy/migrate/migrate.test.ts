import { expect, it } from "vitest";
import { schemaIn, validated } from "../../../../testing/schema-cases.ts";
import { watertight } from "../../../../testing/watertight.ts";

const POLICY = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: hosts}
spec:
  validationFailureAction: Enforce
  rules:
    - name: pid
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {message: no host PIDs, pattern: {spec: {"=(hostPID)": "false"}}}
    - name: quota
      match: {any: [{resources: {kinds: [Namespace]}}]}
      generate: {kind: ResourceQuota}
`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec: {hostPID: true, containers: [{name: c, image: i}]}
`;
const ARGV = ["policy", "migrate", "--no-config", "policy.yaml"];

it("writes what can be said in CEL, and says of the rest why not", async () => {
  const { stdout, stderr, status } = await watertight(ARGV, { "policy.yaml": POLICY });
  expect(stdout.match(/^(?:#|kind:).*$/gm)).toEqual([
    "# from ClusterPolicy hosts, rule pid",
    "kind: ValidatingAdmissionPolicy",
    "kind: ValidatingAdmissionPolicyBinding",
    "# from ClusterPolicy hosts, rule quota",
    "# refused: the rule makes other objects, which no admission policy does",
  ]);
  expect(stderr).toContain(
    "refused: ClusterPolicy hosts, rule quota: the rule makes other objects, which no admission policy does\n",
  );
  expect(status).toBe(1);
  const files = { "policies.yaml": stdout, "pod.yaml": POD };
  const evaluated = await watertight(["policy", "evaluate", "--no-config", "."], files);
  expect(evaluated.stdout).toContain("no host PIDs");
  expect(evaluated.status).toBe(1);
});

it("has a schema, and needs a policy", async () => {
  const json = await watertight([...ARGV, "-o", "json"], { "policy.yaml": POLICY });
  const document: unknown = JSON.parse(json.stdout);
  expect(validated(`${schemaIn("policy")}#/$defs/migrate`, document)).toEqual([]);
  expect(document).toMatchObject({ summary: { rules: 2, refused: 1 } });
  await expect(watertight(ARGV, { "policy.yaml": POD })).rejects.toThrow(
    "The input holds no ClusterPolicy or Policy of Kyverno",
  );
});

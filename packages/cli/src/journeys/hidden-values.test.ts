import { expect, test } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const FILES = {
  "secret.yaml": `apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"stringData":{"password":"canary-annotation"}}
stringData:
  password: canary-first
  password: canary-second
  note: >-
    canary-folded
    canary-folded-too
  pin: "1"
data:
  token: Y2FuYXJ5LWJhc2U2NA==
`,
  "pod.yaml": `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      image: nginx
      args: ["--password=canaryArgument9x"]
      env:
        - name: DB_PASSWORD
          value: "canaryVariable99xQ"
        - { name: API_TOKEN, value: canaryFlow77wZq }
      securityContext: { privileged: true }
`,
  "config.json": `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"j","namespace":"shop"},"stringData":{"password":"canaryJson"}}\n`,
};

const FORMATS = ["pretty", "json", "sarif", "html", "markdown", "junit", "csv", "github", "gitlab"];

test.each([
  ...FORMATS.map((format) => ["scan", "-o", format, "--severity", "info"]),
  ...["finding", "cause", "object"].map((by) => ["scan", "--group-by", by, "--severity", "info"]),
])("no value of a secret is in what %s %s %s prints", async (...argv) => {
  const { stdout, stderr } = await watertight([...argv, "--no-config", "--exit-zero", "."], FILES);
  // Documents of pages stand in them as they are up to 512 KB.
  expect(stdout).toContain("web");
  expect(`${stdout}${stderr}`.match(/canary-?\w+/gi) ?? []).toEqual([]);
});

test("a line of code keeps its place, with dots for the value", async () => {
  const argv = ["scan", "--no-config", "--exit-zero", "--group-by", "finding"];
  const { stdout } = await watertight([...argv, "--check", "secret-in-environment", "."], FILES);
  expect(stdout).toContain(`> 11 |           value: ••••••••••••••••••••`);
});

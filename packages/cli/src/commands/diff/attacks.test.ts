import { expect, test } from "vitest";
import { type Outcome, watertight } from "../../../testing/watertight.ts";

const WEB = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  serviceAccountName: web
  containers: [{name: web, image: "web:1", ports: [{containerPort: 80}]}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
`;
const BINDING = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`;
const FILES = { "old/web.yaml": WEB, "new/web.yaml": WEB + BINDING };

function compared(line: string, files = FILES): Promise<Outcome> {
  return watertight(["diff", "--no-config", "--fail-on", "none", ...line.split(" ")], files);
}

test("a path that a change opens is told with what falls besides, and fails whoever asks for that", async () => {
  const { stdout, stderr, status } = await compared("--fail-on-paths --assume-breach old new");
  expect([status, stderr]).toEqual([1, "Exit status 1: 1 path of attack would be opened.\n"]);
  expect(stdout.split("\n").filter((line) => /^(?:path|reach)/.test(line))).toEqual([
    "path opened  yes  internet -[exposed-port]-> container/shop/web/web -[pod-token]-> serviceaccount/shop/web -[held-rights]-> cluster-admin",
    "reach gained  yes  cluster-admin",
    "paths: 1 opened, 0 closed; reach: 1 gained, 0 lost",
  ]);
});

test("a path that may be is not known, one that is closed fails nobody, and without the option none does", async () => {
  const ends = [
    await compared("--fail-on-paths old new"),
    await compared("--fail-on-paths --assume-breach new old"),
    await compared("--assume-breach old new"),
  ];
  expect(ends.map(({ status }) => status)).toEqual([3, 0, 0]);
  expect(ends[0]?.stderr).toBe(
    "Exit status 3: Whether 1 path of attack that would be opened can be gone is not known.\n",
  );
  expect(ends[1]?.stdout).toContain("paths: 0 opened, 1 closed; reach: 0 gained, 1 lost\n");
});

test("where nothing opens nothing is said of paths", async () => {
  const { stdout, status } = await compared("--fail-on-paths old old");
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^0 new, 0 gone, \d+ unchanged\n$/)]);
});

test("a comment on a pull request and a program are told the same", async () => {
  const markdown = await compared("--assume-breach -o markdown old new");
  expect(markdown.stdout).toContain("### Paths of attack opened\n\n- `yes  internet ");
  const json = await compared("--assume-breach -o json old new");
  const { attacks } = JSON.parse(json.stdout) as {
    attacks: Record<string, readonly { readonly from?: object; readonly vertex?: object }[]>;
  };
  expect([attacks["opened"]?.length, attacks["closed"], attacks["gained"]]).toEqual([
    1,
    [],
    [{ vertex: { kind: "cluster-admin", namespace: null, name: "" }, certainty: "yes" }],
  ]);
});

test("a report holds no objects: it is compared without paths, and refused where they are asked for", async () => {
  const report = await watertight(["scan", "--no-config", "-o", "json", "old"], FILES);
  const files = { ...FILES, "old.json": report.stdout };
  const json = await compared("-o json old.json new", files);
  expect((JSON.parse(json.stdout) as { attacks: unknown }).attacks).toBe(null);
  await expect(compared("--fail-on-paths old.json new", files)).rejects.toThrow(
    "--fail-on-paths compares objects, which a report does not hold: give two folders or snapshots.",
  );
});

import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const FILES = {
  "deploy/all.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostPID: true, containers: [{name: a, image: a}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ann}]
`,
};

/** Every verb that reads manifests, with the path in the place of `PATH`. */
const LINES = [
  "scan -o oneline PATH",
  "fix PATH",
  "objects PATH",
  "baseline write PATH",
  "diff PATH PATH",
  "exceptions import PATH",
  "pod-security evaluate --level baseline PATH",
  "pod-security recommend PATH",
  "network connections PATH",
  "network exposure PATH",
  "network lint PATH",
  "network synthesize PATH",
  "network diff PATH PATH",
  "network can-reach --from internet --to shop/web --port 80 PATH",
  "access can-i get pods --as ann PATH",
  "access can-i get pods web --as ann PATH",
  "access can-i get /metrics --as ann PATH",
  "access can-i get --non-resource-url /metrics --as ann PATH",
  "access who-can get pods PATH",
  "access covers clusterrole/reader clusterrole/reader PATH",
  "access escalate PATH",
  "access rights --subject user:ann PATH",
  "access matrix PATH",
  "access least-privilege PATH",
  "access diff PATH PATH",
];

it.each(LINES)("%s takes the path as an operand and with -f alike", async (line) => {
  const given = await watertight(line.replaceAll("PATH", "deploy/").split(" "), FILES);
  const byOption = await watertight(line.replaceAll("PATH", "-f deploy/").split(" "), FILES);
  expect(byOption).toEqual(given);
  expect([0, 1]).toContain(given.status);
});

it.each(LINES)("%s leaves out what --exclude says", async (line) => {
  const argv = ["--exclude", "rest/", ...line.replaceAll("PATH", "./deploy").split(" ")];
  const more = { ...FILES, "deploy/rest/broken.yaml": "a: [\n" };
  const outcome = await watertight(argv, more);
  expect(outcome).toEqual(await watertight(argv, FILES));
  expect([0, 1]).toContain(outcome.status);
});

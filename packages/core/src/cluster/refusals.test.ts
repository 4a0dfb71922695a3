import { expect, test } from "vitest";
import { account, ask, binding, role, rule, user } from "../../testing/access/objects.ts";
import { snapshotOf, wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { AccessUser } from "../access/user.ts";
import { serviceAccountUser } from "../access/user.ts";
import { builtInChecks } from "../checks/index.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";
import { createCluster } from "./cluster.ts";
import { refusalOf } from "./refusals.ts";

const ANN: AccessUser = { name: "ann", groups: ["system:authenticated"] };

function service(metadata: JsonObject, more: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "Service", metadata, spec: { ports: [{ port: 80 }] }, ...more };
}

/** How often the API server refuses an object that is alone in a file. */
function refusals(object: KubernetesObject, isPart = false): number {
  const origins = (): { isPart?: true } => (isPart ? { isPart: true } : {});
  const [entry] = snapshotOf([object], { origins }).objects;
  return entry ? refusalOf(entry).length : -1;
}

test.each<[string, KubernetesObject, number]>([
  ["a name that is none", service({ name: "Web" }), 1],
  ["no name", service({}), 1],
  ["no namespace", service({ name: "web" }), 0],
  ["what a cluster has already", service({ name: "Web", uid: "1" }), 0],
  ["what a cluster has already, by its version", service({ name: "Web", resourceVersion: "7" }), 0],
  ["a patch", service({ name: "Web", $patch: "delete" }), 0],
  ["a patch, deep inside", service({ name: "Web" }, { spec: { a: [{ $patch: "replace" }] } }), 0],
  ["a name that Helm fills in", service({ name: "{{ .Release.Name }}" }), 0],
  ["a label that Flux fills in", service({ name: "web", labels: { team: "${team}" } }), 0],
  ["one of two fields that are filled in", service({ name: "${name}", labels: { a: "b c" } }), 1],
  ["another version of a kind", { ...service({ name: "Web" }), apiVersion: "v2" }, 0],
])("of %s it says so many things", (_, object, count) => {
  expect(refusals(object)).toBe(count);
});

test("what a kustomization makes an object of is not judged", () => {
  expect(refusals(service({ name: "Web" }), true)).toBe(0);
});

test("an object in a wrong version is refused for that alone", () => {
  const wrong = { ...service({ name: "Web" }), apiVersion: "apps/v1" };
  const said = [...scan(createCluster(snapshotOf([wrong])), builtInChecks())].map(
    ({ check }) => check,
  );
  expect(said.filter((check) => check === "api-version-wrong")).toHaveLength(1);
  expect(said).not.toContain("object-refused");
});

/** The access verdict on a question about secrets in namespace a, with its reason. */
function verdictOn(objects: readonly KubernetesObject[], asker: AccessUser, wholeCluster = true) {
  const { access } = createCluster(wholeSnapshotOf(objects, { wholeCluster }));
  const { verdict, reason } = access.explain(asker, ask("get secrets", { namespace: "a" }));
  return [verdict, reason];
}

const READS = role("r", rule("get", "secrets"));

test("a binding that is refused gives nothing, and the answer says why", () => {
  const refused = binding("b", "ClusterRole r", user("ann"), account("web"));
  const no =
    "no rule allows it; the API server rejects ClusterRoleBinding b: subjects[1].namespace must be set";
  expect(verdictOn([READS, refused], ANN)).toEqual(["no", no]);
  const kind = { kind: "serviceaccount", name: "web", namespace: "a" };
  expect(
    verdictOn([READS, binding("b", "ClusterRole r", kind)], serviceAccountUser("a", "web")),
  ).toEqual([
    "no",
    'no rule allows it; the API server rejects ClusterRoleBinding b: subjects[0].kind "serviceaccount" is none of "ServiceAccount", "User", "Group"',
  ]);
});

test("a role that is refused gives nothing, in a part of a cluster too", () => {
  const refused = role("r", { apiGroups: [""], resources: ["secrets"], verbs: [] });
  const objects = [refused, binding("b", "ClusterRole r", user("ann"))];
  expect(verdictOn(objects, ANN, false)).toEqual([
    "no",
    'no rule allows it; RBAC: clusterrole.rbac.authorization.k8s.io "r" not found; the API server rejects ClusterRole r: rules[0].verbs must name at least one verb',
  ]);
});

test("another object of the name that is not refused still counts, and nothing is said of others", () => {
  const refused = role("r", { apiGroups: [""], resources: ["secrets"], verbs: [] });
  const objects = [refused, READS, binding("b", "ClusterRole r", user("ann"))];
  expect(verdictOn(objects, ANN)[0]).toBe("yes");
  expect(verdictOn(objects, { name: "bob", groups: [] })).toEqual(["no", "no rule allows it"]);
});

test("a role that a cluster has is not refused, whatever it lacks", () => {
  const stored = { ...READS, metadata: { name: "r", uid: "1", labels: { a: "b c" } } };
  expect(verdictOn([stored, binding("b", "ClusterRole r", user("ann"))], ANN)[0]).toBe("yes");
});

test("a network policy that is refused holds no pod", () => {
  const pod = (name: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "a" },
    spec: { containers: [{ name: "web", image: "web:1" }] },
  });
  const policy = (metadata: JsonObject): KubernetesObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { namespace: "a", ...metadata },
    spec: { podSelector: {} },
  });
  const shown = (metadata: JsonObject) => {
    const { network } = createCluster(wholeSnapshotOf([pod("web"), policy(metadata)]));
    const [possibility] = network.possibilities;
    const problems = network.problems.map(({ message }) => message);
    return [possibility?.reachability.policies.length, problems];
  };
  expect(shown({ name: "deny" })).toEqual([1, []]);
  expect(shown({ name: "Deny_All" })).toEqual([
    0,
    [
      `the API server rejects the policy: "Deny_All" may only have lower-case letters, digits and '-', with a letter or digit at both ends, in parts divided by '.'`,
    ],
  ]);
});

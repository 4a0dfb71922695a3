import { expect, test } from "vitest";
import { account, ask, binding, role, rule, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";
import { serviceAccountUser } from "./user.ts";

const ANN = { name: "ann", groups: ["system:authenticated"] };
const GUESSED =
  "The API server is assumed to ask the authorizers Node and RBAC and no others: its flags are not in the input.";
const PART =
  "The input may not be the whole cluster: a role or binding outside it could allow more.";

function server(name: string, ...args: readonly string[]): KubernetesObject {
  const command = ["kube-apiserver", "--secure-port=6443", ...args];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "kube-system" },
    spec: { containers: [{ name: "kube-apiserver", command }] },
  };
}

test("a yes names the binding as the API server does, and proves it", () => {
  const objects = [
    role("a/r", rule("get", "nodes"), rule("get list", "pods")),
    binding("a/b", "Role r", user("bob"), user("ann")),
  ];
  const verdict = createAuthorizer(wholeSnapshotOf(objects)).explain(
    ANN,
    ask("get pods", { namespace: "a" }),
  );
  expect({ ...verdict, decision: verdict.decision.reason }).toEqual({
    verdict: "yes",
    reason: 'allowed by RoleBinding "b/a" of Role "r" to User "ann"',
    proof: [
      {
        object: {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "RoleBinding",
          namespace: "a",
          name: "b",
        },
        path: ["subjects", 1],
        message: "names User ann",
      },
      {
        object: {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "RoleBinding",
          namespace: "a",
          name: "b",
        },
        path: ["roleRef"],
        message: "refers to Role r",
      },
      {
        object: {
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "Role",
          namespace: "a",
          name: "r",
        },
        path: ["rules", 1],
        message: "allows get, list on pods",
      },
    ],
    assumptions: [GUESSED],
    decision: 'RBAC: allowed by RoleBinding "b/a" of Role "r" to User "ann"',
  });
});

test("a no of a part of a cluster says that the rest could allow it", () => {
  const part = createAuthorizer(wholeSnapshotOf([], { wholeCluster: false })).explain(
    ANN,
    ask("get pods"),
  );
  expect([part.verdict, part.reason, part.assumptions]).toEqual([
    "no",
    "no rule allows it",
    [GUESSED, PART],
  ]);
  const whole = createAuthorizer(wholeSnapshotOf([])).explain(ANN, ask("get pods"));
  expect([whole.verdict, whole.assumptions]).toEqual(["no", [GUESSED]]);
});

test("a role outside the input is unknown, one that does not exist is no", () => {
  const objects = [binding("b", "ClusterRole gone", user("ann"))];
  const part = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false })).explain(
    ANN,
    ask("get pods"),
  );
  expect([part.verdict, part.reason, part.decision.reason]).toEqual([
    "unknown",
    "ClusterRoleBinding b applies, but its ClusterRole gone is not in the input",
    'RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
  ]);
  const whole = createAuthorizer(wholeSnapshotOf(objects)).explain(ANN, ask("get pods"));
  expect([whole.verdict, whole.reason]).toEqual([
    "no",
    'no rule allows it; RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
  ]);
});

test("a ClusterRoleBinding of a Role gives nothing, wherever the Role may be", () => {
  const objects = [binding("b", "Role r", user("ann")), binding("c", "role r", user("ann"))];
  const verdict = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false })).explain(
    ANN,
    ask("get pods"),
  );
  expect([verdict.verdict, verdict.decision.reason]).toEqual([
    "no",
    'RBAC: [role.rbac.authorization.k8s.io "r" not found, unsupported role reference kind: "role"]',
  ]);
});

test("roles that Kubernetes makes itself count where a part of a cluster lacks them", () => {
  const objects = [binding("a/b", "ClusterRole view", account("web"))];
  const web = serviceAccountUser("a", "web");
  const request = ask("get pods", { namespace: "a" });
  const part = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false })).explain(
    web,
    request,
  );
  expect([part.verdict, part.assumptions]).toEqual([
    "yes",
    [
      GUESSED,
      "ClusterRole view is not in the input: the rules that Kubernetes v1.36 gives it are assumed.",
    ],
  ]);
  const secret = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false }));
  expect(secret.authorize(web, ask("get secrets", { namespace: "a" })).allowed).toBe(false);
  expect(createAuthorizer(wholeSnapshotOf(objects)).authorize(web, request).allowed).toBe(false);
});

test("a role of the input stands before the one that Kubernetes makes itself", () => {
  const objects = [
    role("view", rule("get", "nodes")),
    binding("b", "ClusterRole view", user("ann")),
  ];
  const authorizer = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false }));
  expect(authorizer.authorize(ANN, ask("get pods")).allowed).toBe(false);
  expect(authorizer.authorize(ANN, ask("get nodes")).allowed).toBe(true);
});

test("the bindings that Kubernetes makes itself count only when asked for", () => {
  const anonymous = { name: "system:anonymous", groups: ["system:unauthenticated"] };
  const cluster = wholeSnapshotOf([], { wholeCluster: false });
  const ask_ = (bootstrapPolicy: "roles" | "roles-and-bindings") =>
    createAuthorizer(cluster, { bootstrapPolicy }).authorize(anonymous, ask("get /healthz"));
  expect(ask_("roles")).toEqual({ allowed: false, reason: "" });
  expect(ask_("roles-and-bindings").reason).toBe(
    'RBAC: allowed by ClusterRoleBinding "system:public-info-viewer" of ClusterRole "system:public-info-viewer" to Group "system:unauthenticated"',
  );
});

test("a role that the input shows twice has the rules of both", () => {
  const objects = [
    role("r", rule("get", "pods")),
    role("r", rule("get", "nodes")),
    binding("b", "ClusterRole r", user("ann")),
  ];
  const verdict = createAuthorizer(wholeSnapshotOf(objects)).explain(ANN, ask("get nodes"));
  expect([verdict.verdict, verdict.assumptions.at(-1)]).toEqual([
    "yes",
    "ClusterRole r is in the input 2 times: the rules of all count.",
  ]);
});

test.each([
  { flags: ["--authorization-mode=Node,RBAC"], verdict: "no", modes: ["Node", "RBAC"] },
  { flags: ["--authorization-mode", "RBAC"], verdict: "no", modes: ["RBAC"] },
  {
    flags: ["--authorization-mode=RBAC", "--authorization-mode=AlwaysDeny"],
    verdict: "no",
    modes: ["RBAC", "AlwaysDeny"],
  },
  {
    flags: ["--authorization-mode=RBAC,AlwaysAllow"],
    verdict: "yes",
    modes: ["RBAC", "AlwaysAllow"],
  },
  { flags: [], verdict: "yes", modes: ["AlwaysAllow"] },
  { flags: ["--authorization-mode=RBAC,Webhook"], verdict: "unknown", modes: ["RBAC", "Webhook"] },
  { flags: ["--authorization-mode=ABAC"], verdict: "unknown", modes: ["ABAC"] },
  {
    flags: ["--authorization-config=/etc/authz.yaml"],
    verdict: "unknown",
    modes: ["Node", "RBAC", "AuthorizationConfiguration"],
  },
])("an API server with $flags answers $verdict", ({ flags, verdict, modes }) => {
  const authorizer = createAuthorizer(wholeSnapshotOf([server("kube-apiserver-a", ...flags)]));
  expect(authorizer.chain.modes).toEqual(modes);
  const answer = authorizer.explain(ANN, ask("get pods"));
  expect(answer.verdict).toBe(verdict);
  expect(answer.assumptions[0]).toBe(
    `The API server asks the authorizers ${modes.join(", ")}, as the flags of kube-apiserver-a say.`,
  );
});

test("an AuthorizationConfiguration of the input says what its file says", () => {
  const configuration = {
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "AuthorizationConfiguration",
    authorizers: [
      { type: "Node", name: "n" },
      { type: "Webhook", name: "w" },
      { type: "RBAC", name: "r" },
    ],
  };
  const objects = [server("a", "--authorization-config=/etc/authz.yaml"), configuration];
  expect(createAuthorizer(wholeSnapshotOf(objects)).chain).toMatchObject({
    modes: ["Node", "Webhook", "RBAC"],
    remarks: [],
  });
});

test("what is not an API server of the cluster says nothing about its authorizers", () => {
  const tenant = server("kube-apiserver");
  const objects = [
    { ...tenant, metadata: { name: "kube-apiserver", namespace: "tenant" } },
    { ...tenant, spec: { containers: [{ name: "a", command: ["etcd"] }] } },
  ];
  expect(createAuthorizer(wholeSnapshotOf(objects)).chain.known).toBe("defaulted");
});

test("API servers that differ are remarked on", () => {
  const objects = [
    server("one", "--authorization-mode=RBAC"),
    server("two", "--authorization-mode=AlwaysAllow"),
  ];
  expect(createAuthorizer(wholeSnapshotOf(objects)).chain.remarks).toEqual([
    "The API server two has other authorizers than one: AlwaysAllow; answers are those of one.",
  ]);
});

test("grants are every rule that a user has, with where it comes from", () => {
  const objects = [
    role("r", rule("get", "pods"), rule("get", "nodes")),
    binding("a/b", "ClusterRole r", user("ann")),
    binding("c", "ClusterRole r", user("ann")),
    binding("d", "ClusterRole gone", user("ann")),
  ];
  const authorizer = createAuthorizer(wholeSnapshotOf(objects));
  const shown = (namespace: string) =>
    authorizer
      .grantsFor(ANN, namespace)
      .map(({ binding: { name }, rule: index }) => `${name} ${index}`);
  expect(shown("")).toEqual(["c 0", "c 1"]);
  expect(shown("a")).toEqual(["c 0", "c 1", "b 0", "b 1"]);
  expect(authorizer.grantsOf(ANN).map(({ binding: { name } }) => name)).toEqual([
    "c",
    "c",
    "b",
    "b",
  ]);
});

const UNPLACED = [
  role("reader", rule("get", "pods")),
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: "readers" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "reader" },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "ann" }],
  },
];

test.each(["default", "shop"])(
  "what a RoleBinding without a namespace would allow is unknown in %s, and no grant",
  (namespace) => {
    const authorizer = createAuthorizer(wholeSnapshotOf(UNPLACED));
    const request = ask("get pods", { namespace });
    const { verdict, reason, decision } = authorizer.explain(ANN, request);
    expect([verdict, reason, decision.allowed]).toEqual([
      "unknown",
      `RoleBinding readers would allow it, but names no namespace: whether it is in ${namespace} is not known`,
      false,
    ]);
    expect(authorizer.authorize(ANN, request).allowed).toBe(false);
  },
);

test("what a RoleBinding without a namespace would not allow is known", () => {
  const request = ask("get secrets", { namespace: "default" });
  expect(createAuthorizer(wholeSnapshotOf(UNPLACED)).explain(ANN, request).verdict).toBe("no");
});

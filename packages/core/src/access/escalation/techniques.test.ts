import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { account, binding, group, role, rule, user } from "../testing.ts";
import type { GoalId } from "./goals.ts";
import {
  EVERYTHING,
  escalationOf,
  namespace,
  pod,
  RBAC,
  type TestCluster,
  waysTo,
} from "./testing.ts";

interface Case extends TestCluster {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  /** Who; `s/me` where nobody is named. */
  readonly who?: string;
  readonly goal?: GoalId;
  readonly ways: readonly string[];
}

const ME = account("s/me");
/** An account of namespace t that is cluster-admin. */
const BOSS = [role("all", EVERYTHING), binding("boss", "ClusterRole all", account("t/boss"))];
const LOCKED = [namespace("s"), namespace("t"), namespace("kube-system")];

/** Me, by a ClusterRoleBinding. */
function everywhere(...rules: readonly ReturnType<typeof rule>[]): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding("mine", "ClusterRole mine", ME)];
}

/** Me, by a RoleBinding in a namespace. */
function inside(
  space: string,
  ...rules: readonly ReturnType<typeof rule>[]
): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding(`${space}/mine`, "ClusterRole mine", ME)];
}

const named = (...names: readonly string[]) => ({ resourceNames: names });

function check({ objects, who = "s/me", goal, ways, title: _, ...options }: Case): void {
  expect(waysTo(escalationOf([...LOCKED, ...objects], options), who, goal)).toEqual(ways);
}

describe("bind", () => {
  const create = rule("create", "clusterrolebindings", RBAC);
  test.each<Case>([
    {
      title: "any ClusterRole in the whole cluster",
      objects: everywhere(create, rule("bind", "clusterroles", RBAC)),
      ways: ["bind"],
    },
    {
      title: "near miss: the binding cannot be created",
      objects: everywhere(rule("bind", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "near miss: without the verb bind one can only give away what one has",
      objects: everywhere(create),
      ways: [],
    },
    {
      title: "near miss: both rights, but only in a namespace, where there is nobody",
      objects: inside("s", create, rule("bind", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "a role by its name that is as good as cluster-admin",
      objects: [
        ...BOSS,
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("all") })),
      ],
      ways: ["bind"],
    },
    {
      title: "near miss: a role by its name that gives nothing",
      objects: [
        ...BOSS,
        role("view", rule("get", "pods")),
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("view") })),
      ],
      ways: [],
    },
    {
      title: "near miss: the two rights are those of different subjects",
      objects: [
        role("one", create),
        role("two", rule("bind", "clusterroles", RBAC)),
        binding("one", "ClusterRole one", ME),
        binding("two", "ClusterRole two", user("ann")),
      ],
      ways: [],
    },
    {
      title: "one right of the account, the other of a group that it is in",
      objects: [
        role("one", create),
        role("two", rule("bind", "clusterroles", RBAC)),
        binding("one", "ClusterRole one", ME),
        binding("two", "ClusterRole two", group("system:serviceaccounts:s")),
      ],
      ways: ["bind"],
    },
    {
      title: "a role bound on the way may bind another",
      objects: [
        ...BOSS,
        role("binder", rule("bind", "clusterroles", { ...RBAC, ...named("all") })),
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("binder") })),
      ],
      ways: ["bind > bind"],
    },
    {
      title: "in a namespace where an account has more rights",
      objects: [
        ...BOSS,
        ...inside("t", rule("create", "rolebindings", RBAC), rule("bind", "clusterroles", RBAC)),
      ],
      ways: ["bind > create-token", "bind > create-workload"],
    },
    {
      title: "oneself as a further subject of a binding that exists",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("patch", "clusterrolebindings", RBAC),
          rule("bind", "clusterroles", { ...RBAC, ...named("all") }),
        ),
      ],
      ways: ["bind"],
    },
    {
      title: "near miss: the binding that may be changed is of another role",
      objects: [
        ...BOSS,
        role("view", rule("get", "pods")),
        binding("harmless", "ClusterRole view", user("ann")),
        ...everywhere(
          rule("patch", "clusterrolebindings", { ...RBAC, ...named("harmless") }),
          rule("bind", "clusterroles", { ...RBAC, ...named("all") }),
        ),
      ],
      ways: [],
    },
  ])("$title", check);
});

describe("escalate", () => {
  test.each<Case>([
    {
      title: "rewrites the ClusterRole that it has",
      objects: everywhere(rule("update escalate", "clusterroles", RBAC)),
      ways: ["escalate"],
    },
    {
      title: "by the name of the role that it has",
      objects: everywhere(rule("update escalate", "clusterroles", { ...RBAC, ...named("mine") })),
      ways: ["escalate"],
    },
    {
      title: "near miss: by the name of a role that nobody has",
      objects: [
        role("idle"),
        ...everywhere(rule("update escalate", "clusterroles", { ...RBAC, ...named("idle") })),
      ],
      ways: [],
    },
    {
      title: "near miss: a POST has no name, so that escalate by name does not help to create",
      objects: [
        role("sum", rule("get", "pods")),
        binding("sum", "ClusterRole sum", ME),
        ...everywhere(
          rule("create", "clusterroles", RBAC),
          rule("escalate", "clusterroles", { ...RBAC, ...named("new") }),
        ),
      ],
      bootstrapPolicy: "roles",
      ways: [],
    },
    {
      title: "a new ClusterRole with the label of one that it has",
      objects: [
        binding("edit", "ClusterRole edit", ME),
        ...everywhere(rule("create escalate", "clusterroles", RBAC)),
      ],
      bootstrapPolicy: "roles",
      goal: "cluster-admin",
      ways: ["escalate"],
    },
    {
      title: "near miss: escalate without the right to write roles",
      objects: everywhere(rule("escalate", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "a Role of a namespace, which gives that namespace",
      objects: [
        ...BOSS,
        role("t/mine", rule("patch escalate", "roles", RBAC)),
        binding("t/mine", "Role mine", ME),
      ],
      ways: ["escalate > create-token", "escalate > create-workload"],
    },
  ])("$title", check);
});

describe("impersonation and tokens", () => {
  test.each<Case>([
    {
      title: "one account by name, in its namespace",
      objects: [...BOSS, ...inside("t", rule("impersonate", "serviceaccounts", named("boss")))],
      ways: ["impersonate"],
    },
    {
      title: "near miss: the name in another namespace",
      objects: [...BOSS, ...inside("s", rule("impersonate", "serviceaccounts", named("boss")))],
      ways: [],
    },
    {
      title: "any user, who includes one that is cluster-admin",
      objects: [
        role("all", EVERYTHING),
        binding("ann", "ClusterRole all", user("ann")),
        ...everywhere(rule("impersonate", "users")),
      ],
      ways: ["impersonate"],
    },
    {
      title: "near miss: a service account is no user to impersonate",
      objects: [...BOSS, ...everywhere(rule("impersonate", "users"))],
      ways: [],
    },
    {
      title: "the group system:masters together with some user",
      objects: everywhere(
        rule("impersonate", "groups", named("system:masters")),
        rule("impersonate", "users", named("ann")),
      ),
      ways: ["impersonate"],
    },
    {
      title: "near miss: a group without a user is refused",
      objects: everywhere(rule("impersonate", "groups")),
      ways: [],
    },
    {
      title: "near miss: users and groups are not of a namespace",
      objects: inside("s", rule("impersonate", "groups users")),
      ways: [],
    },
    {
      title: "constrained impersonation is not sure",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("impersonate:serviceaccount", "serviceaccounts", {
            apiGroups: ["authentication.k8s.io"],
          }),
        ),
      ],
      ways: ["impersonate ?"],
    },
    {
      title: "near miss: constrained impersonation before it is there",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("impersonate:serviceaccount", "serviceaccounts", {
            apiGroups: ["authentication.k8s.io"],
          }),
        ),
      ],
      kubernetesVersion: "v1.35",
      ways: [],
    },
    {
      title: "a token by request",
      objects: [...BOSS, ...inside("t", rule("create", "serviceaccounts/token"))],
      ways: ["create-token"],
    },
    {
      title: "a token of every account of the cluster",
      objects: [...BOSS, ...everywhere(rule("create", "serviceaccounts/token"))],
      ways: ["create-token"],
    },
    {
      title: "near miss: creating accounts gives no token",
      objects: [...BOSS, ...inside("t", rule("create", "serviceaccounts"))],
      ways: [],
    },
  ])("$title", check);
});

describe("secrets", () => {
  const token = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: "boss-token",
      namespace: "t",
      annotations: { "kubernetes.io/service-account.name": "boss" },
    },
    type: "kubernetes.io/service-account-token",
  };
  test.each<Case>([
    {
      title: "all of the cluster by list",
      objects: everywhere(rule("list", "secrets")),
      goal: "secrets",
      ways: ["read-secrets"],
    },
    {
      title: "near miss: those of a namespace are not those of the cluster",
      objects: inside("t", rule("get list watch", "secrets")),
      goal: "secrets",
      ways: [],
    },
    {
      title: "a token in a Secret",
      objects: [...BOSS, token, ...inside("t", rule("watch", "secrets"))],
      ways: ["read-secrets"],
    },
    {
      title: "a token in a Secret, by its name",
      objects: [...BOSS, token, ...inside("t", rule("get", "secrets", named("boss-token")))],
      ways: ["read-secrets"],
    },
    {
      title: "near miss: another name",
      objects: [...BOSS, token, ...inside("t", rule("get", "secrets", named("other")))],
      ways: [],
    },
    {
      title: "a Secret made to be filled with a token",
      objects: [...BOSS, ...inside("t", rule("create get", "secrets"))],
      ways: ["read-secrets > create-token-secret"],
    },
    {
      title: "the same, read by a name that is free",
      objects: [
        ...BOSS,
        ...inside("t", rule("create", "secrets"), rule("get", "secrets", named("free"))),
      ],
      ways: ["create-token-secret"],
    },
    {
      title: "near miss: creating without reading",
      objects: [...BOSS, ...inside("t", rule("create", "secrets"))],
      ways: [],
    },
  ])("$title", check);
});

describe("workloads", () => {
  const apps = { apiGroups: ["apps"] };
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "t" },
    spec: { template: { spec: { containers: [] } } },
  };
  test.each<Case>([
    {
      title: "a pod of one's own",
      objects: [...BOSS, ...inside("t", rule("create", "pods"))],
      ways: ["create-workload"],
    },
    {
      title: "a CronJob of one's own",
      objects: [...BOSS, ...inside("t", rule("create", "cronjobs", { apiGroups: ["batch"] }))],
      ways: ["create-workload"],
    },
    {
      title: "near miss: in a namespace where nobody has more",
      objects: [...BOSS, ...inside("s", rule("create", "pods"))],
      ways: [],
    },
    {
      title: "near miss: a POST of a pod has no name",
      objects: [...BOSS, ...inside("t", rule("create", "pods", named("web")))],
      ways: [],
    },
    {
      title: "by apply, which has a name",
      objects: [...BOSS, ...inside("t", rule("create patch", "pods", named("web")))],
      // The pod web that it may patch, which the input does not show, may be anybody's.
      ways: ["create-workload", "modify-pod ?"],
    },
    {
      title: "a workload that is there",
      objects: [
        ...BOSS,
        deployment,
        ...inside("t", rule("patch", "deployments", { ...apps, ...named("web") })),
      ],
      ways: ["modify-workload"],
    },
    {
      title: "a workload that the input does not show is not sure",
      objects: [
        ...BOSS,
        ...inside("t", rule("patch", "deployments", { ...apps, ...named("other") })),
      ],
      ways: ["modify-workload ?"],
    },
    {
      title: "near miss: scaling changes no pod",
      objects: [
        ...BOSS,
        deployment,
        ...inside("t", rule("patch update", "deployments/scale", apps)),
      ],
      ways: [],
    },
    {
      title: "commands in a pod, by a WebSocket's GET",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("get", "pods/exec"))],
      ways: ["exec-in-pod"],
    },
    {
      title: "an ephemeral container",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        ...inside("t", rule("patch", "pods/ephemeralcontainers")),
      ],
      ways: ["exec-in-pod"],
    },
    {
      title: "another image for a pod",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("patch", "pods"))],
      ways: ["modify-pod"],
    },
    {
      title: "near miss: the pod mounts no token",
      objects: [
        ...BOSS,
        pod("t/p", "boss", { automountServiceAccountToken: false }),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: [],
    },
    {
      title: "near miss: the account says that no token is mounted",
      objects: [
        ...BOSS,
        {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: { name: "boss", namespace: "t" },
          automountServiceAccountToken: false,
        },
        pod("t/p", "boss"),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: [],
    },
    {
      title: "near miss: pods/* is no resource",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("create", "pods/*"))],
      ways: [],
    },
    {
      title: "near miss: another pod by name",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        pod("t/q", "nobody"),
        ...inside("t", rule("create", "pods/exec", named("q"))),
      ],
      ways: [],
    },
    {
      title: "a pod of a StatefulSet by the name that it will have",
      objects: [
        ...BOSS,
        {
          apiVersion: "apps/v1",
          kind: "StatefulSet",
          metadata: { name: "db", namespace: "t" },
          spec: { replicas: 2, template: { spec: { serviceAccountName: "boss", containers: [] } } },
        },
        ...inside("t", rule("create", "pods/exec", named("db-1"))),
      ],
      ways: ["exec-in-pod"],
    },
    {
      title: "a pod by name that the input does not show is not sure",
      objects: [
        ...BOSS,
        pod("t/p", "nobody"),
        ...inside("t", rule("create", "pods/exec", named("gone"))),
      ],
      ways: ["exec-in-pod ?"],
    },
    {
      title: "a pod that mounts another account's token",
      objects: [
        ...BOSS,
        {
          apiVersion: "v1",
          kind: "Secret",
          metadata: {
            name: "boss-token",
            namespace: "t",
            annotations: { "kubernetes.io/service-account.name": "boss" },
          },
          type: "kubernetes.io/service-account-token",
        },
        pod("t/p", "nobody", { volumes: [{ name: "v", secret: { secretName: "boss-token" } }] }),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: ["exec-in-pod"],
    },
  ])("$title", check);
});

describe("certificates", () => {
  const certificates = { apiGroups: ["certificates.k8s.io"] };
  const request = rule("create", "certificatesigningrequests", certificates);
  const approval = rule("update", "certificatesigningrequests/approval", certificates);
  const approve = (...names: readonly string[]) =>
    rule("approve", "signers", { ...certificates, ...(names.length > 0 ? named(...names) : {}) });
  test.each<Case>([
    {
      title: "a client of any name, by the signer's domain",
      objects: [...BOSS, ...everywhere(request, approval, approve("kubernetes.io/*"))],
      ways: ["approve-certificate"],
    },
    {
      title: "near miss: another signer",
      objects: [...BOSS, ...everywhere(request, approval, approve("example.com/client"))],
      ways: [],
    },
    {
      title: "near miss: approving without requesting",
      objects: [...BOSS, ...everywhere(approval, approve())],
      ways: [],
    },
    {
      title: "near miss: approve without writing the approval",
      objects: [...BOSS, ...everywhere(request, approve())],
      ways: [],
    },
    {
      title: "requesting as oneself, approving as another that one may be",
      objects: [
        ...BOSS,
        role("approver", approval, approve()),
        binding("approver", "ClusterRole approver", account("s/approver")),
        ...everywhere(request, rule("create", "serviceaccounts/token", named("approver"))),
      ],
      ways: ["create-token > approve-certificate", "create-token > approve-node-certificate"],
      who: "s/me",
    },
    {
      title: "signing takes a key that RBAC does not give",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("update", "certificatesigningrequests/status", certificates),
          rule("sign", "signers", {
            ...certificates,
            ...named("kubernetes.io/kube-apiserver-client"),
          }),
        ),
      ],
      ways: ["sign-certificate ?"],
    },
  ])("$title", (one) => {
    const cluster = [...LOCKED, pod("t/p", "boss"), ...one.objects];
    if (one.title.startsWith("requesting as oneself")) check({ ...one, objects: cluster });
    else check(one);
  });
});

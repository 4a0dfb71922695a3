import { describe, expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deployer}
rules:
  - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
  - {apiGroups: [""], resources: [secrets], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deployer}
subjects:
  - {kind: ServiceAccount, namespace: ci, name: deployer}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: viewers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deployer}
subjects:
  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: ann}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gone, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
subjects:
  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: ann}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: ci}
`;
const FILES = { "rbac.yaml": RBAC };

function access(line: string, files: Readonly<Record<string, string>> = FILES) {
  return watertight(["access", ...line.split(" "), "--no-config"], files);
}

describe("access rights", () => {
  it("lists what a subject may do by scope, with the bindings that give it", async () => {
    const { status, stdout } = await access("rights --subject ci/deployer --explain rbac.yaml");
    expect(
      stdout.split("assuming:")[0],
    ).toBe(`ServiceAccount ci/deployer (groups system:serviceaccounts, system:serviceaccounts:ci, system:authenticated)
  in the whole cluster:
    get on secrets
      by ClusterRoleBinding deployer of ClusterRole deployer, rules[1] (rbac.yaml:6:5)
    get, patch on deployments (apps)
      by ClusterRoleBinding deployer of ClusterRole deployer, rules[0] (rbac.yaml:5:5)
`);
    expect(status).toBe(0);
  });

  it("prints a SelfSubjectRulesReview a namespace, and says that a missing role leaves it incomplete", async () => {
    const { stdout } = await access("rights --subject user:ann -n shop -o json rbac.yaml");
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: "v1",
      kind: "List",
      incomplete: false,
      items: [
        {
          apiVersion: "authorization.k8s.io/v1",
          kind: "SelfSubjectRulesReview",
          spec: { namespace: "shop" },
          status: {
            resourceRules: [
              { verbs: ["get"], apiGroups: [""], resources: ["secrets"] },
              { verbs: ["get", "patch"], apiGroups: ["apps"], resources: ["deployments"] },
            ],
            nonResourceRules: [],
            incomplete: true,
            evaluationError: 'role.rbac.authorization.k8s.io "gone" not found',
          },
        },
      ],
    });
  });

  it.each([
    ["system:serviceaccount:ci:deployer", "ServiceAccount ci/deployer"],
    ["user:system:serviceaccount:ci:deployer", "ServiceAccount ci/deployer"],
    ["group:ci/x", "Group ci/x"],
    ["user:ci/x", "User ci/x"],
  ])("takes %s for %s", async (subject, shown) => {
    const { stdout } = await access(`rights --subject ${subject} rbac.yaml`);
    expect(stdout.split("\n")[0]?.replace(/ \(groups.*/, "")).toBe(shown);
  });

  it.each(["ann", "a/b/c", "group:", "/web"])(
    "refuses %s, which names nobody for certain",
    async (subject) => {
      await expect(access(`rights --subject ${subject} rbac.yaml`)).rejects.toThrow(
        `"${subject}" is no subject; write system:serviceaccount:NAMESPACE:NAME, NAMESPACE/NAME, user:NAME or group:NAME.`,
      );
    },
  );

  it("says that members of system:masters are asked no rules", async () => {
    const { stdout } = await access("rights --subject group:system:masters rbac.yaml");
    expect(stdout).toContain("  everything: the group system:masters is asked no rules\n");
  });

  it("says what the ABAC policies of the input would give", async () => {
    const policy = `apiVersion: abac.authorization.kubernetes.io/v1beta1
kind: Policy
spec: {user: ann, namespace: shop, resource: pods, readonly: true}
`;
    const { stdout } = await access("rights --subject user:ann .", { "abac.yaml": policy });
    expect(stdout).toContain(
      `  ABAC: the input holds 1 policy, which count only if the API server has the mode ABAC; for this subject:
    get, list, watch on pods in namespace shop
`,
    );
  });
});

describe("access matrix", () => {
  it("takes resources by the names that kubectl takes", async () => {
    const { stdout } = await access(
      "matrix --resource deploy --verb patch,delete -o csv rbac.yaml",
    );
    expect(stdout).toBe(
      "subject,patch deployments.apps,delete deployments.apps\r\nServiceAccount ci/deployer,whole cluster,none\r\nUser ann,namespaces: shop,none\r\n",
    );
  });
});

function event(more: object): string {
  const groups = ["system:serviceaccounts", "system:serviceaccounts:ci", "system:authenticated"];
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    stage: "ResponseComplete",
    verb: "patch",
    user: { username: "system:serviceaccount:ci:deployer", groups },
    objectRef: { apiGroup: "apps", resource: "deployments", namespace: "shop", name: "web" },
    annotations: { "authorization.k8s.io/decision": "allow" },
    stageTimestamp: "2026-02-03T04:05:06.000000Z",
    ...more,
  });
}

describe("access least-privilege --used", () => {
  const denied = event({
    verb: "get",
    objectRef: { resource: "secrets", namespace: "shop", name: "a" },
    annotations: { "authorization.k8s.io/decision": "forbid" },
  });
  const FILES_WITH_LOG = { ...FILES, "audit.log": `${event({})}\n{"kind":\n${denied}\n` };

  it("keeps what was used where it was used, and says which lines it could not read", async () => {
    const line = "least-privilege --used audit.log -o yaml rbac.yaml";
    const { status, stdout, stderr } = await access(line, FILES_WITH_LOG);
    expect(stdout).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups:
      - apps
    resources:
      - deployments
    verbs:
      - patch
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: deployer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: deployer
subjects:
  - kind: ServiceAccount
    namespace: ci
    name: deployer
# Then delete what gives too much:
#   kubectl delete clusterrolebinding deployer
`);
    expect(stderr).toBe(
      "audit.log:2: not read: the line is not JSON\nExit status 3: 1 line of the log could not be read.\n",
    );
    expect(status).toBe(3);
  });

  it("says the window, the number of requests, and that who is not seen is not known to be unused", async () => {
    const { stdout } = await access("least-privilege --used audit.log rbac.yaml", FILES_WITH_LOG);
    expect(stdout.split("\n").slice(0, 5)).toEqual([
      "The log covers 2026-02-03T04:05:06.000000Z to 2026-02-03T04:05:06.000000Z.",
      "Requests: 1 allowed, 1 denied, 0 of which the log does not say; 0 events of other stages.",
      "Not read: 1 line.",
      "  ServiceAccount ci/deployer: 1 request, 2026-02-03T04:05:06.000000Z to 2026-02-03T04:05:06.000000Z",
      "  User ann: not seen, which does not mean unused; narrowed by principle",
    ]);
  });

  it("takes away what a complete log does not show", async () => {
    const line =
      "least-privilege --used audit.log --window-complete --keep-names -o json rbac.yaml";
    const { stdout } = await access(line, { ...FILES, "audit.log": event({}) });
    const { apply, delete: deleted } = JSON.parse(stdout) as {
      readonly apply: readonly { readonly rules?: unknown }[];
      readonly delete: readonly { readonly name: string }[];
    };
    expect(deleted.map(({ name }) => name)).toEqual(["deployer", "viewers"]);
    expect(apply.map(({ rules }) => rules)).toEqual([
      [
        {
          apiGroups: ["apps"],
          resources: ["deployments"],
          resourceNames: ["web"],
          verbs: ["patch"],
        },
      ],
      undefined,
    ]);
  });

  it("reads the lists of events that webhooks send", async () => {
    const list = `{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[${event({})},${event({})}]}`;
    const { stdout, status } = await access("least-privilege --used audit.log rbac.yaml", {
      ...FILES,
      "audit.log": list,
    });
    expect([stdout.includes("Requests: 2 allowed"), status]).toEqual([true, 0]);
  });

  it("does not take words about a log without one", async () => {
    await expect(access("least-privilege --keep-names rbac.yaml")).rejects.toThrow(
      "--keep-names says something about a log: give it with --used FILE.",
    );
  });

  it("says which log cannot be read", async () => {
    await expect(access("least-privilege --used none.log rbac.yaml")).rejects.toThrow(
      /^The audit events cannot be read from none\.log: there is no such file or folder\.$/,
    );
  });
});

describe("access diff", () => {
  const split = RBAC.replace(
    "verbs: [get, patch]}",
    "verbs: [patch]}\n  - {apiGroups: [apps], resources: [deployments], verbs: [get]}",
  );
  const more = RBAC.replace("[get, patch]", "[get, patch, delete]");

  it("prints nothing where a change of text changes no right", async () => {
    const outcome = await access("diff old.yaml new.yaml", { "old.yaml": RBAC, "new.yaml": split });
    expect(outcome).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("ends with 1 where somebody gains, and with 0 where somebody only loses", async () => {
    const files = { "old.yaml": RBAC, "new.yaml": more };
    expect(await access("diff old.yaml new.yaml", files)).toEqual({
      status: 1,
      stdout: `ServiceAccount ci/deployer
  + delete on deployments (apps) in the whole cluster
User ann
  + delete on deployments (apps) in namespace shop
`,
      stderr: "Exit status 1: Somebody gained rights.\n",
    });
    const { status, stdout } = await access("diff new.yaml old.yaml -o markdown", files);
    expect(stdout).toBe(`| subject | | right |
|---|---|---|
| \`ServiceAccount ci/deployer\` | lost | \`delete on deployments (apps) in the whole cluster\` |
| \`User ann\` | lost | \`delete on deployments (apps) in namespace shop\` |
`);
    expect(status).toBe(0);
  });

  it("ends with 1 where nobody knows what is gained", async () => {
    const open = RBAC.replace("name: gone}\nsubjects", "name: elsewhere}\nsubjects");
    const outcome = await access("diff old.yaml new.yaml", { "old.yaml": RBAC, "new.yaml": open });
    expect(outcome).toEqual({
      status: 1,
      stdout: `User ann
  + all that Role "elsewhere" in namespace "shop" allows, which the input does not show
  - all that Role "gone" in namespace "shop" allows, which the input does not show
`,
      stderr: "Exit status 1: Somebody gained rights.\n",
    });
  });

  it("is JSON with both lists for each subject", async () => {
    const { stdout } = await access("diff old.yaml new.yaml -o json", {
      "old.yaml": RBAC,
      "new.yaml": more,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [
        {
          subject: { kind: "ServiceAccount", namespace: "ci", name: "deployer" },
          gained: [
            {
              namespace: null,
              rule: { verbs: ["delete"], apiGroups: ["apps"], resources: ["deployments"] },
              exceptIn: [],
            },
          ],
          lost: [],
        },
        { subject: { kind: "User", name: "ann" }, lost: [] },
      ],
      notes: [],
    });
  });
});

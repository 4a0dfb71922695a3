import { describe, expect, it } from "vitest";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;

interface Answer {
  readonly subjects: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly paths: readonly {
      readonly goal: string;
      readonly verdict: string;
      readonly steps: readonly { readonly technique: string; readonly gains: string }[];
      readonly breakers: readonly { readonly name: string }[];
    }[];
    readonly cuts: readonly {
      readonly goal: string;
      readonly bindings: readonly {
        readonly kind: string;
        readonly namespace?: string;
        readonly name: string;
      }[];
      readonly smallest: boolean;
      readonly verified: boolean;
    }[];
  }[];
  readonly clusterAdmins: readonly { readonly name: string }[];
  readonly deliveryAccounts: readonly {
    readonly product: string;
    readonly clusterAdmin: readonly unknown[];
  }[];
}

async function escalate(...argv: readonly string[]): Promise<Answer> {
  const { stdout } = await watertightIn(shop, [
    "access",
    "escalate",
    "--no-render",
    "-q",
    "-o",
    "json",
    ...argv,
    ".",
  ]);
  return JSON.parse(stdout) as Answer;
}

describe("the shop", async () => {
  const answer = await escalate();
  const shortest = (account: string, goal: string) => {
    const found = answer.subjects.find(({ namespace, name }) => `${namespace}/${name}` === account);
    const path = found?.paths.find((one) => one.goal === goal);
    return {
      steps: path?.steps.map(({ technique, gains }) => `${technique}: ${gains}`),
      breakers: path?.breakers.map(({ name }) => name),
      cut: found?.cuts.find((one) => one.goal === goal),
    };
  };

  const BINDING = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" };

  it("has the planted way of two steps to every Secret, with what closes it", () => {
    expect(shortest("storefront/release-bot", "secrets")).toEqual({
      steps: [
        "create-workload: acts as ServiceAccount platform/cluster-backup",
        "read-secrets: reads every Secret of every namespace",
      ],
      breakers: ["release-canary", "cluster-backup"],
      cut: {
        goal: "secrets",
        bindings: [{ ...BINDING, namespace: "platform", name: "release-canary" }],
        smallest: true,
        verified: true,
      },
    });
  });

  it("has the planted way of three steps to cluster-admin, with what closes it", () => {
    expect(shortest("storefront/preview", "cluster-admin")).toEqual({
      steps: [
        "exec-in-pod: acts as ServiceAccount payments/support",
        "impersonate: acts as ServiceAccount platform/access-manager",
        "bind: is cluster-admin",
      ],
      breakers: ["preview-check", "support-impersonation", "access-manager"],
      cut: {
        goal: "cluster-admin",
        bindings: [{ ...BINDING, namespace: "payments", name: "preview-check" }],
        smallest: true,
        verified: true,
      },
    });
  });

  it("names everybody who comes to more, and who has everything already", () => {
    expect(answer.subjects.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual([
      "payments/pipeline",
      "payments/support",
      "platform/access-manager",
      "platform/ops",
      "storefront/pipeline",
      "storefront/preview",
      "storefront/release-bot",
    ]);
    expect(answer.clusterAdmins.map(({ name }) => name)).toEqual([
      "gitlab-agent",
      "the creator of eks/111122223333/eu-west-1/shop",
    ]);
    expect(
      answer.deliveryAccounts.map(({ product, clusterAdmin }) => [product, clusterAdmin.length]),
    ).toEqual([["gitlab-agent", 1]]);
  });
});

it("tells a person each step with its proof and its line, and the fix", async () => {
  const { stdout, status } = await watertightIn(shop, [
    "access",
    "escalate",
    "--no-render",
    "-q",
    "--subject",
    "storefront/preview",
    "--goal",
    "cluster-admin",
    ".",
  ]);
  expect(status).toBe(1);
  expect(stdout.split("\n").slice(0, 14)).toEqual([
    "ServiceAccount storefront/preview",
    "  becomes cluster-admin in 3 steps",
    "    1. runs commands in a pod: acts as ServiceAccount payments/support (exec-in-pod, T1609, T1528, MS-TA9006, MS-TA9016)",
    "       may create pods/exec in namespace payments by RoleBinding payments/preview-check of Role payments/preview-check, rules[1] (storefront/rbac.yaml:176:5)",
    "       Deployment payments/support-console spec.template.spec.serviceAccountName: runs as ServiceAccount payments/support (payments/support-console.yaml:28:7)",
    "    2. as ServiceAccount payments/support, impersonates: acts as ServiceAccount platform/access-manager (impersonate, T1550.001, T1078, MS-TA9019)",
    "       may impersonate serviceaccounts named access-manager in namespace platform by RoleBinding platform/support-impersonation of Role platform/support-impersonation, rules[0] (payments/rbac.yaml:125:5)",
    "    3. as ServiceAccount platform/access-manager, binds a role to itself: is cluster-admin (bind, T1098.006, MS-TA9019)",
    "       may create clusterrolebindings.rbac.authorization.k8s.io cluster-wide by ClusterRoleBinding access-manager of ClusterRole access-manager, rules[0] (platform/access-manager.yaml:14:5)",
    "       may bind clusterroles.rbac.authorization.k8s.io cluster-wide by ClusterRoleBinding access-manager of ClusterRole access-manager, rules[1] (platform/access-manager.yaml:25:5)",
    "    any one of these breaks it: RoleBinding payments/preview-check, RoleBinding platform/support-impersonation, ClusterRoleBinding access-manager",
    "  so that it no longer becomes cluster-admin in any way (the smallest such set; searched again without it):",
    "    delete RoleBinding payments/preview-check",
    "  or break the first path where its bindings have to stay:",
  ]);
});

it("shows everybody's way to the worst, who is there already, and the bindings that stand in the ways of several", async () => {
  const { stdout } = await watertightIn(shop, ["access", "escalate", "--no-render", "-q", "."]);
  const sections = stdout.split("\n\n");
  expect(sections[0]).toMatch(/^cluster-admin already:\n {2}ServiceAccount gitlab-agent/);
  expect(sections.find((each) => each.startsWith("ServiceAccount storefront/preview"))).toContain(
    "without that, too: acts as service accounts of other namespaces in 1 step (--subject storefront/preview shows how)",
  );
  expect(sections.at(-1)?.trimEnd().split("\n")).toEqual([
    "Bindings that are in every path of several subjects:",
    "  4 subjects: ClusterRoleBinding access-manager",
    "  3 subjects: RoleBinding platform/support-impersonation",
  ]);
});

const NOBODY = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
`;
const READER = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: runner, namespace: shop }
rules: [{ apiGroups: [""], resources: [pods], verbs: [create] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: "ru\\u001b[31mnner", namespace: shop, uid: "1" }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner }
subjects: [{ kind: ServiceAccount, name: "we\\"b<i>", namespace: shop }]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`;

it("says of the group that is asked no rules that it is cluster-admin already", async () => {
  const outcome = await watertight(
    ["access", "escalate", "--subject", "group:system:masters", "--no-config", "."],
    {
      "pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: []}\n",
    },
  );
  const [first = ""] = outcome.stdout.split("\n\n");
  expect(first.split("\n")).toEqual([
    "Group system:masters",
    "  is cluster-admin already, by its own rights",
  ]);
});

describe("the exit status", () => {
  it("is 0 where nobody comes to more", async () => {
    const { status, stdout } = await watertight(
      ["access", "escalate", "--whole-cluster", "a.yaml"],
      { "a.yaml": NOBODY },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^No subject can escalate its privileges\.\n/);
  });

  it("is 1 where somebody does", async () => {
    const { status } = await watertight(["access", "escalate", "--whole-cluster", "a.yaml"], {
      "a.yaml": READER,
    });
    expect(status).toBe(1);
  });

  it("is 3 where nobody does in what could be read", async () => {
    const files = { "a.yaml": NOBODY, "b.yaml": "a: [" };
    const { status, stdout } = await watertight(["access", "escalate", "a.yaml", "b.yaml"], files);
    expect(status).toBe(3);
    expect(stdout).toContain("Some of the input could not be read: there may be more paths.");
  });

  it("is 3 where a role that is bound is not in the input", async () => {
    const text = READER.replace("kind: Role\n", "kind: ClusterRole\n").replace(
      "name: runner, namespace: shop }\nrules",
      "name: other }\nrules",
    );
    const { status, stdout } = await watertight(["access", "escalate", "a.yaml"], {
      "a.yaml": text,
    });
    expect(status).toBe(3);
    expect(stdout).toContain("refers to Role runner, which is not in the input");
  });

  it.each([
    [["--subject", "web"], '"web" is no subject'],
    [["--goal", "root"], "takes one of cluster-admin"],
    [["--paths", "0"], "takes a whole number of at least 1"],
  ])("is that of wrong usage for %s", async (options, sentence) => {
    const asked = watertight(["access", "escalate", ...options, "a.yaml"], { "a.yaml": NOBODY });
    await expect(asked).rejects.toThrow(sentence);
  });
});

it.each([
  ["shop/web", "has no escalation path"],
  ["system:serviceaccount:shop:web", "has no escalation path"],
  ["user:ann", "is not in the input"],
  ["group:team", "is not in the input"],
])("answers for %s alone", async (subject, words) => {
  const { stdout } = await watertight(["access", "escalate", "--subject", subject, "a.yaml"], {
    "a.yaml": NOBODY,
  });
  expect(stdout).toContain(words);
});

describe("diagrams and hostile names", () => {
  it("keep what the cluster says from being read as markup", async () => {
    const mermaid = await watertight(
      ["access", "escalate", "--goal", "node", "-o", "mermaid", "a.yaml"],
      { "a.yaml": READER },
    );
    expect(mermaid.stdout).toBe(
      [
        "flowchart LR",
        '  n1["ServiceAccount shop/we#34;b#60;i#62;"]',
        '  n2["runs pods in namespace shop"]',
        '  n3["controls a node"]',
        '  n1 -->|"create-workload"| n2',
        '  n2 -->|"privileged-pod"| n3',
        "",
      ].join("\n"),
    );
    const dot = await watertight(["access", "escalate", "--goal", "node", "-o", "dot", "a.yaml"], {
      "a.yaml": READER,
    });
    expect(dot.stdout.split("\n")[3]).toBe('  n1 [label="ServiceAccount shop/we\\"b<i>"];');
  });

  it("print no escape sequence", async () => {
    const { stdout } = await watertight(["access", "escalate", "a.yaml"], { "a.yaml": READER });
    expect(stdout).toContain("RoleBinding shop/runner");
    expect(stdout).not.toContain("\u001b");
  });
});

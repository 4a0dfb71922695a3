import { describe, expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

/** Every verb reads the same objects with the same configuration, so that no two may disagree about a fact. */

const PODS = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  serviceAccountName: web
  containers: [{ name: main, image: "web:1", ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: other, labels: { app: client } }
spec: { containers: [{ name: main, image: "client:1" }] }
`;

const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;

const RIGHTS = `apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: web }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`;

type Files = Readonly<Record<string, string>>;

/** `check Kind/name` of what a scan finds. */
async function findings(check: string, files: Files): Promise<readonly string[]> {
  const { stdout } = await watertight(["scan", "-o", "json", "--check", check, "."], files);
  const report = JSON.parse(stdout) as { findings: { object: { kind: string; name: string } }[] };
  return report.findings.map(({ object }) => `${object.kind}/${object.name}`);
}

async function answer(argv: readonly string[], files: Files): Promise<Record<string, unknown>> {
  const { stdout } = await watertight(argv, files);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const REACH = ["network", "can-reach", "-o", "json", "--from", "other/client", "--to", "shop/web"];

describe("the network plugin of the configuration", () => {
  const objects = { "pods.yaml": PODS, "deny.yaml": DENY };

  it.each([
    ["calico", "no", []],
    ["unenforced", "yes", ["Pod/web"]],
  ] as const)("%s is that of scan, can-reach and connections", async (cni, reaches, open) => {
    const files = { ...objects, "watertight.yaml": `network: { cni: ${cni} }\n` };
    const verdict = await answer([...REACH, "--port", "8080", "."], files);
    expect(verdict["verdict"]).toBe(reaches);
    const { connections } = (await answer(
      ["network", "connections", "-o", "json", "."],
      files,
    )) as {
      connections: { src: string; dst: string }[];
    };
    const found = connections.some(
      ({ src, dst }) => src.startsWith("other/client") && dst.startsWith("shop/web"),
    );
    expect(found).toBe(reaches === "yes");
    const opened = await findings("no-network-policy-selects-pod", files);
    expect(opened.filter((each) => each === "Pod/web")).toEqual(open);
  });
});

describe("what the configuration leaves out", () => {
  const files = {
    "pods.yaml": PODS,
    "left-out/pods.yaml": PODS.replaceAll("name: web", "name: hidden"),
    "watertight.yaml": "exclude: [left-out]\n",
  };

  it.each([
    ["objects", ["objects", "."]],
    ["pod-security evaluate", ["pod-security", "evaluate", "--level", "restricted", "."]],
    ["network connections", ["network", "connections", "."]],
    ["scan", ["scan", "-o", "json", "."]],
    ["access rights", ["access", "rights", "--subject", "shop/hidden", "-f", "."]],
  ])("%s does not see", async (_, argv) => {
    const { stdout } = await watertight(argv, files);
    expect(stdout.includes('"hidden"') || stdout.includes("shop/hidden[")).toBe(false);
  });
});

describe("what an account may do", () => {
  const files = { "pods.yaml": PODS, "rights.yaml": RIGHTS };

  it("is the same to scan, can-i, rights and escalate", async () => {
    expect(await findings("pod-account-can-take-over", files)).toEqual(["Pod/web"]);
    const user = "system:serviceaccount:shop:web";
    const asked = ["access", "can-i", "delete", "nodes", "--as", user, "-f", "."];
    expect((await watertight(asked, files)).status).toBe(0);
    const rights = await watertight(
      ["access", "rights", "--subject", "shop/web", "-f", "."],
      files,
    );
    expect(rights.stdout).toContain("cluster-admin");
    const escalate = await watertight(
      ["access", "escalate", "--subject", "shop/web", "-o", "json", "."],
      files,
    );
    expect(escalate.stdout).toContain("cluster-admin");
  });

  it("counts what Kubernetes brings itself in a whole cluster too", async () => {
    const whole = { ...files, "watertight.yaml": "wholeCluster: true\n" };
    expect(await findings("pod-account-can-take-over", whole)).toEqual(["Pod/web"]);
    const user = "system:serviceaccount:shop:web";
    const asked = ["access", "can-i", "delete", "nodes", "--as", user, "-f", "."];
    expect((await watertight(asked, whole)).status).toBe(0);
  });
});

describe("what is not in a whole cluster", () => {
  const files = {
    "pods.yaml": PODS,
    "policy.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: nothing } }, policyTypes: [Ingress] }
`,
    "watertight.yaml": "wholeCluster: true\n",
  };

  it("is the same to scan and to network lint", async () => {
    expect(await findings("network-policy-selects-nothing", files)).toEqual(["NetworkPolicy/web"]);
    const lint = await watertight(["network", "lint", "."], files);
    expect(lint.stdout).toMatch(/warning: .*selects no pod/);
  });
});

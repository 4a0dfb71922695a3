import { describe, expect, it } from "vitest";
import { findingsOf, notExaminedOf, reportOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

const scan = ["scan", "-o", "json", "--no-config", "."];

const KUBELET = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: AlwaysAllow
readOnlyPort: 10255
`;

function configMap(field: string, ...lines: readonly string[]): string {
  const head =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubelet-config, namespace: kube-system}\ndata:\n";
  return `${head}  kubelet: ${field}\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("a component's configuration that is text in a ConfigMap or Secret", () => {
  it("is examined on its own lines where it stands as it is", async () => {
    const outcome = await watertight(scan, {
      "map.yaml": configMap("|", "# of the nodes", ...KUBELET.trimEnd().split("\n")),
    });
    expect(findingsOf(outcome, "kubelet-always-allow")).toEqual([
      "KubeletConfiguration/kubelet-config authorization.mode map.yaml:10",
    ]);
    expect(findingsOf(outcome, "kubelet-read-only-port")).toEqual([
      "KubeletConfiguration/kubelet-config readOnlyPort map.yaml:11",
    ]);
  });

  it("is examined at the field that holds it where it is quoted or encoded", async () => {
    const encoded = Buffer.from(KUBELET).toString("base64");
    const outcome = await watertight(scan, {
      "map.yaml": configMap(JSON.stringify(KUBELET)),
      "secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: node}\ndata:\n  kubelet: ${encoded}\n`,
    });
    expect(findingsOf(outcome, "kubelet-always-allow")).toEqual([
      "KubeletConfiguration/kubelet-config authorization.mode map.yaml:5",
      "KubeletConfiguration/node authorization.mode secret.yaml:5",
    ]);
  });

  it("is said not to be examined where it is broken, and a text that only mentions one is none", async () => {
    const outcome = await watertight(scan, {
      "map.yaml": configMap(
        "|",
        "apiVersion: kubelet.config.k8s.io/v1beta1",
        "kind: KubeletConfiguration",
        "readOnlyPort: [",
      ),
      "script.yaml": configMap(
        "|",
        "kubectl get -o yaml # prints apiVersion: kubelet.config.k8s.io/v1beta1",
        "readOnlyPort: [",
      ),
    });
    expect(outcome.status).toBe(3);
    expect(notExaminedOf(outcome)).toEqual([
      expect.stringMatching(
        /^map\.yaml.*The configuration in data\.kubelet of ConfigMap kube-system\/kubelet-config is not valid YAML: /,
      ),
    ]);
  });

  it("is changed by hand, and the objects around it are changed as ever", async () => {
    const pod =
      "---\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostPID: true\n  containers: []\n";
    const files = { "all.yaml": configMap("|", ...KUBELET.trimEnd().split("\n")) + pod };
    const outcome = await watertight(["fix", "--unsafe", "--no-config", "all.yaml"], files);
    expect(outcome.stdout).toContain("-  hostPID: true\n");
    expect(outcome.stdout).not.toContain("-    readOnlyPort");
    expect(outcome.stderr).toContain(
      "It is text in data.kubelet of another object, which is changed by hand.",
    );
  });
});

it("knows the kinds of components' configurations", async () => {
  const outcome = await watertight(scan, {
    "kubelet.yaml": KUBELET,
    "audit.yaml": "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n",
    "kubeadm.yaml": "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n",
    "other.yaml": "apiVersion: example.com/v1\nkind: Policy\n",
  });
  expect(notExaminedOf(outcome)).toEqual([]);
  expect(reportOf(outcome).coverage.unknownKinds).toEqual([
    { apiVersion: "example.com/v1", kind: "Policy", count: 1 },
  ]);
});

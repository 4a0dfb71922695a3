import { expect, it } from "vitest";
import { reportOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostPID: true, containers: [{name: a, image: a}]}
`;
const FILES = { "pod.yaml": POD };

async function checksFound(...argv: string[]): Promise<readonly [string[], string]> {
  const outcome = await watertight(
    ["scan", "--no-config", "-o", "json", "--exit-zero", ...argv],
    FILES,
  );
  return [[...new Set(reportOf(outcome).findings.map(({ check }) => check))], outcome.stderr];
}

it("--check and --skip-check take the names that other tools have for a check, and say what they come to", async () => {
  const said = "--check CKV_K8S_17 is here host-pid.\n";
  expect(await checksFound("--check", "CKV_K8S_17", "pod.yaml")).toEqual([["host-pid"], said]);
  expect(await checksFound("--check", "ckv_k8s_17", "-q", "pod.yaml")).toEqual([["host-pid"], ""]);
  const [left] = await checksFound("--skip-check", "CKV_K8S_17", "pod.yaml");
  expect(left).not.toContain("host-pid");
  expect(left).toContain("default-service-account-used");
  await expect(checksFound("--check", "CKV_K8S_9999", "pod.yaml")).rejects.toThrow(
    'There is no check "CKV_K8S_9999". Run "watertight checks" for the list.',
  );
});

it("a renamed check goes by its former id in options, configuration, annotations and explain", async () => {
  const pod = POD.replace("image: a", "image: a, securityContext: {capabilities: {add: [CHOWN]}}");
  const argv = ["scan", "-o", "json", "--exit-zero", "--check", "capabilities-kept", "pod.yaml"];
  const asked = await watertight(argv, { "pod.yaml": pod });
  expect(reportOf(asked).findings.map(({ check }) => check)).toEqual(["default-capability-added"]);
  expect(asked.stderr).toBe("--check capabilities-kept is here default-capability-added.\n");
  const skipping = { "pod.yaml": pod, "watertight.yaml": "checks: {skip: [capabilities-kept]}\n" };
  const left = await watertight(["scan", "-q", "-o", "json", "--exit-zero", "pod.yaml"], skipping);
  expect(reportOf(left).findings.map(({ check }) => check)).not.toContain(
    "default-capability-added",
  );
  const annotations = `annotations: {watertight.dev/ignore: capabilities-kept, watertight.dev/ignore-reason: it has to}`;
  const excepting = { "pod.yaml": pod.replace("name: web,", `name: web, ${annotations},`) };
  const excepted = await watertight(argv, excepting);
  expect(reportOf(excepted).findings).toEqual([]);
  const explained = await watertight(["explain", "capabilities-kept"], {});
  expect(explained.stdout).toContain("default-capability-added");
});

it.each([["1.30"], ["v1.30"], ["1.30.2"], ["v1.30.2-gke.100"]])(
  "%s is a version of Kubernetes for options and configuration alike",
  async (version) => {
    const argv = ["scan", "-q", "-o", "json", "--exit-zero", "pod.yaml"];
    const assumed = { kubernetesVersion: { value: "v1.30", known: "configured" } };
    const byOption = await watertight([...argv, "--kube-version", version], FILES);
    expect(JSON.parse(byOption.stdout)).toMatchObject({ assumptions: assumed });
    const configured = { ...FILES, "watertight.yaml": `kubernetesVersion: ${version}\n` };
    const byFile = await watertight(argv, configured);
    expect(JSON.parse(byFile.stdout)).toMatchObject({ assumptions: assumed });
  },
);

it("a version of the Pod Security Standards has the same forms", async () => {
  const verdictAt = (version: string) =>
    watertight(
      ["pod-security", "evaluate", "--level", "baseline", "--version", version, "pod.yaml"],
      FILES,
    );
  const one = await verdictAt("v1.30");
  expect(one.stdout).toContain('violate PodSecurity "baseline:v1.30"');
  expect(await verdictAt("1.30")).toEqual(one);
  expect((await verdictAt("1.99")).stderr).toContain(
    "Kubernetes v1.99 is newer than v1.37, the newest that is known here: what it changed is not.\n",
  );
  await expect(verdictAt("newest")).rejects.toThrow(
    '"newest" is not a version of the Pod Security Standards; write latest or v1.30.',
  );
});

it("a version that is not known is said, and one that is none is refused", async () => {
  const scanFor = (version: string) =>
    watertight(["scan", "--exit-zero", "--kube-version", version, "pod.yaml"], FILES);
  expect((await scanFor("v1.99")).stderr).toBe(
    "Kubernetes v1.99 is newer than v1.37, the newest that is known here: what it changed is not.\n",
  );
  expect((await scanFor("1.5")).stderr).toBe(
    "Kubernetes v1.5 is older than v1.9, the oldest that is known here: its APIs are judged as those of later versions.\n",
  );
  await expect(scanFor("v2")).rejects.toThrow(
    '"v2" is not a version of Kubernetes; write one as v1.37.',
  );
});

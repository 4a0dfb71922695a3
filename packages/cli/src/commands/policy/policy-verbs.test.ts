import { expect, it } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const BOUND = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-privileged
  annotations: {watertight.dev/title: Privileged, watertight.dev/severity: high, watertight.dev/remediation: Take it away.}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations:
    - expression: "object.spec.containers.all(c, !c.?securityContext.?privileged.orValue(false))"
      message: no privileged containers
`;
const DENY = `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: everywhere}
spec: {policyName: no-privileged, validationActions: [Deny]}
`;
const PRIVILEGED = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec: {containers: [{name: c, image: i, securityContext: {privileged: true}}]}
`;

interface Found {
  readonly check: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly location: { readonly line: number };
}

async function scanned(
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<readonly Found[]> {
  const argv = ["scan", "-o", "json", "--no-config", ...options];
  const { stdout } = await watertight(argv, files);
  return (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings;
}

it("takes what a bound, denying policy of the input keeps out for less severe, and not without the binding", async () => {
  const only = ["--check", "privileged-container", "."];
  const severities = async (policies: string): Promise<readonly string[]> =>
    (await scanned({ "app.yaml": PRIVILEGED, "policy.yaml": policies }, ...only)).map(
      ({ severity }) => severity,
    );
  expect(await severities(BOUND)).toEqual(["critical"]);
  expect(await severities(BOUND + DENY)).toEqual(["high"]);
});

it("explains which policy keeps a weakness out, and no more when the binding goes", async () => {
  const explained = async (policies: string): Promise<string> => {
    const files = { "app.yaml": PRIVILEGED, "policy.yaml": policies };
    const only = ["--check", "privileged-container", "."];
    const { stdout } = await watertight(["scan", "-o", "json", "--no-config", ...only], files);
    const { findings } = JSON.parse(stdout) as {
      readonly findings: readonly { readonly fingerprint: string }[];
    };
    const argv = ["explain", findings[0]?.fingerprint ?? "", "--no-config", "."];
    return (await watertight(argv, files)).stdout;
  };
  const because =
    "policy no-privileged with binding everywhere denies its pods: no privileged containers";
  expect(await explained(BOUND + DENY)).toContain(because);
  expect(await explained(BOUND)).not.toContain("denies its pods");
});

it("scans with policies as checks of one's own, in the pods of workloads too", async () => {
  const files = { "app/app.yaml": PRIVILEGED, "own/policy.yaml": BOUND };
  const findings = await scanned(files, "--policies", "own", "app");
  const own = findings.filter(({ check }) => check === "no-privileged");
  expect(own).toMatchObject([
    {
      severity: "high",
      path: "spec.template.spec",
      message: "no privileged containers",
      location: { line: 8 },
    },
  ]);
});

it("lints policies: what does not compile, is too new, fails open, matches nothing or is bound by nothing", async () => {
  const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec:
  failurePolicy: Ignore
  matchConstraints:
    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deploymints]}]
  validations:
    - {expression: "object.x +"}
    - {expression: "[1].reverse() == [1]"}
`;
  const argv = ["policy", "lint", "--no-config", "--kube-version", "1.34", "policy.yaml"];
  const { stdout, status } = await watertight(argv, { "policy.yaml": policy });
  expect(stdout.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
    "error: ValidatingAdmissionPolicy p spec.validations[0].expression (1:11): Syntax error: unexpected <EOF>",
    "error: ValidatingAdmissionPolicy p spec.validations[1].expression (1:12): Kubernetes 1.34 takes new expressions with the libraries of 1.33: undeclared reference to 'reverse' (in container '')",
    "warning: ValidatingAdmissionPolicy p metadata.name: nothing binds the policy, so that it has no effect",
    "warning: ValidatingAdmissionPolicy p spec.failurePolicy: a request passes where an expression has no answer",
    "warning: ValidatingAdmissionPolicy p spec.matchConstraints: no resource that is known is in one of the groups and has one of the names",
    "1 policy, 5 remarks.",
    "",
  ]);
  expect(status).toBe(1);
});

it("lints what a message says and no expression asks for, and what the API server has warned of", async () => {
  const policy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations:
    - {expression: "!has(object.spec.hostPID)", message: "hostPID and hostNetwork are not for allPods"}
status:
  typeChecking:
    expressionWarnings: [{fieldRef: "spec.validations[0].expression", warning: "v1, Kind=Pod: undefined field"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec: {policyName: p, validationActions: [Deny]}
`;
  const argv = ["policy", "lint", "--no-config", "policy.yaml"];
  const { stdout } = await watertight(argv, { "policy.yaml": policy });
  expect(stdout.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
    "warning: ValidatingAdmissionPolicy p spec.validations[0].message: the message names hostNetwork, and no expression asks for it",
    "warning: ValidatingAdmissionPolicy p spec.validations[0].expression: the API server warns: v1, Kind=Pod: undefined field",
    "1 policy, 2 remarks.",
    "",
  ]);
});

it("runs the cases beside a policy", async () => {
  const cases = `policies: [policy.yaml]
cases:
  - name: a privileged pod
    object: {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, securityContext: {privileged: true}}]}}
    expect: deny
    message: no privileged containers
  - name: another
    object: {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: c}]}}
    expect: deny
`;
  const files = { "p/policy.yaml": BOUND, "p/policy.test.yaml": cases };
  const { stdout, status } = await watertight(["policy", "test", "p"], files);
  expect(stdout).toBe(
    "p/policy.test.yaml\n  ok a privileged pod\n  FAILED another\n      wanted deny, got allow\n2 cases, 1 failed.\n",
  );
  expect(status).toBe(1);
});

it("exports a check with what binds it", async () => {
  const argv = ["policy", "export", "privileged-container", "--action", "Deny"];
  const { stdout, status } = await watertight(argv);
  expect(status).toBe(0);
  expect(stdout.match(/^kind: .*$/gm)).toEqual([
    "kind: ValidatingAdmissionPolicy",
    "kind: ValidatingAdmissionPolicyBinding",
  ]);
  await expect(watertight(["policy", "export", "secret-unused"])).rejects.toThrow(
    "No policy says what secret-unused says",
  );
});

it("exports what keeps nodes and namespaces of a tenant its own", async () => {
  const { stdout } = await watertight(["policy", "export", "--list"]);
  const names = ["keep-out", "exceptions", "keep-in", "nodes"].map((each) => `dedicated-${each}`);
  const all = [...names, "tenant-services", "tenant-pods"];
  expect(stdout.trimEnd().split("\n").slice(-6)).toEqual(all);
  const of = ["--tenant", "pay=ledger,till", "--except", "logs/collector", "--action", "Audit"];
  const whole = await watertight(["policy", "export", ...of]);
  expect(whole.stdout.match(/^ {2}name: .*$/gm)).toEqual(
    all.flatMap((each) => {
      const [, kind = "", id = ""] = /^(dedicated|tenant)-(.*)$/.exec(each) ?? [];
      const name = `  name: watertight-${kind}-pay-${id}`;
      return [name, name];
    }),
  );
  expect(whole.stdout.match(/^ {4}- Audit$/gm)).toHaveLength(6);
  expect(whole.stdout).toContain('[\\"logs/collector\\"]');
  const wrong = (...more: readonly string[]) =>
    watertight(["policy", "export", "dedicated-nodes", ...more]);
  await expect(wrong()).rejects.toThrow("Say whose dedicated-nodes is to be: --tenant");
  await expect(wrong("--tenant", "pay")).rejects.toThrow('"pay" is no tenant');
  await expect(wrong("--tenant", "a=a", "--except", "logs")).rejects.toThrow(
    '"logs" is no DaemonSet; write NAMESPACE/NAME.',
  );
});

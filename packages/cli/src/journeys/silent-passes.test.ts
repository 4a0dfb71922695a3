import { expect, it } from "vitest";
import { diagnosticsOf, findingsOf, notExaminedOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

// Each of these made a widely used scanner pass in silence although the container is privileged.
const PRIVILEGED = "privileged-container";
const scan = ["scan", "-o", "json", "--no-config", "."];

function pod(securityContext: string, name = "hidden"): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  containers:
    - name: main
      image: registry.example.com/main@sha256:${"0".repeat(64)}
      securityContext: ${securityContext}
`;
}

it("reads `yes` as true, as the API machinery does", async () => {
  const outcome = await watertight(scan, { "pod.yaml": pod("{privileged: yes}") });
  expect(outcome.status).toBe(1);
  expect(findingsOf(outcome, PRIVILEGED)).toEqual([
    "Pod/hidden spec.containers[0].securityContext.privileged pod.yaml:10",
  ]);
});

it("takes the last of duplicate keys and says so", async () => {
  const text = pod("\n        privileged: false\n        privileged: true");
  const outcome = await watertight(scan, { "pod.yaml": text });
  expect(outcome.status).toBe(1);
  expect(findingsOf(outcome, PRIVILEGED)).toEqual([
    "Pod/hidden spec.containers[0].securityContext.privileged pod.yaml:12",
  ]);
  expect(diagnosticsOf(outcome)).toEqual([
    'pod.yaml:12:9 warning: The key "privileged" is given twice: the last value counts.',
  ]);
});

it("examines the documents before and after a broken one", async () => {
  const text = `${pod("{privileged: true}", "before")}---\na: [1\n---\n${pod("{privileged: true}", "after")}`;
  const outcome = await watertight(scan, { "pods.yaml": text });
  expect(outcome.status).toBe(3);
  expect(findingsOf(outcome, PRIVILEGED)).toEqual([
    "Pod/before spec.containers[0].securityContext.privileged pods.yaml:10",
    "Pod/after spec.containers[0].securityContext.privileged pods.yaml:23",
  ]);
  expect(notExaminedOf(outcome)).toHaveLength(1);
});

it("opens lists, and lists within lists", async () => {
  const item = JSON.stringify({
    apiVersion: "v1",
    kind: "List",
    items: [
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "hidden", namespace: "shop" },
        spec: { containers: [{ name: "main", securityContext: { privileged: true } }] },
      },
    ],
  });
  const outcome = await watertight(scan, {
    "list.yaml": `apiVersion: v1\nkind: List\nitems:\n- ${item}\n`,
  });
  expect(outcome.status).toBe(1);
  expect(findingsOf(outcome, PRIVILEGED)).toEqual([
    "Pod/hidden spec.containers[0].securityContext.privileged list.yaml:4",
  ]);
});

it("follows merge keys and anchors", async () => {
  const text = pod("{<<: *loose}").replace(
    "metadata:",
    "x-loose: &loose {privileged: true}\nmetadata:",
  );
  const outcome = await watertight(scan, { "pod.yaml": text });
  expect(outcome.status).toBe(1);
  expect(findingsOf(outcome, PRIVILEGED)).toHaveLength(1);
  expect(diagnosticsOf(outcome)).toEqual(['pod.yaml:3:1 warning: unknown field "[x-loose]"']);
});

it("names a file with tabs as not examined", async () => {
  const outcome = await watertight(scan, { "pod.yaml": pod("\n\t\tprivileged: true") });
  expect(outcome.status).toBe(3);
  expect(notExaminedOf(outcome)).toEqual([
    "pod.yaml:11 syntax-error: The document is not valid YAML: A tab is used where the indentation must be spaces.",
  ]);
});

it("names a template outside a chart as not examined", async () => {
  const text = pod("{{ toYaml .Values.securityContext | nindent 8 }}");
  const outcome = await watertight(scan, { "pod.yaml": text });
  expect(outcome.status).toBe(3);
  expect(notExaminedOf(outcome)).toEqual([
    "pod.yaml:10 template: The document is a template and not YAML until it is rendered; scan the chart or the rendered output.",
  ]);
});

it("looks into the pod template of an Argo Rollout", async () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: hidden, namespace: shop}
spec:
  template:
    spec:
      containers:
        - name: main
          securityContext:
            privileged: true
`;
  const outcome = await watertight(scan, { "rollout.yaml": text });
  expect(outcome.status).toBe(1);
  expect(findingsOf(outcome, PRIVILEGED)).toEqual([
    "Rollout/hidden spec.template.spec.containers[0].securityContext.privileged rollout.yaml:10",
  ]);
});

it("reports what the API server's decoder would refuse, and examines the rest", async () => {
  const outcome = await watertight(scan, {
    "pod.yaml": pod('\n        privilegd: true\n        privileged: "true"\n        runAsUser: 0'),
  });
  expect(outcome.status).toBe(3);
  expect(findingsOf(outcome, "run-as-root")).toHaveLength(1);
  expect(diagnosticsOf(outcome)).toEqual([
    'pod.yaml:11:9 warning: unknown field "spec.containers[0].securityContext.privilegd", did you mean "privileged"?',
    'pod.yaml:12:9 error: spec.containers[0].securityContext.privileged: must be a boolean, not the string "true"',
  ]);
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findingsOf, notExaminedOf, reportOf } from "../../testing/report.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostNetwork: true
  containers: [{name: main, image: nginx}]
`;
const files = { "pod.yaml": POD };
const only = ["--no-config", "--check", "host-network", "."];

it.each<[string, string[], number]>([
  ["findings reach the threshold", ["scan", ...only], 1],
  ["findings stay below the threshold", ["scan", "--fail-on", "critical", ...only], 0],
  ["no severity fails", ["scan", "--fail-on", "none", ...only], 0],
  ["--exit-zero asks for it", ["scan", "--exit-zero", ...only], 0],
  ["something is missing, whatever was found", ["scan", ...only, "missing.yaml"], 3],
])("ends with the status that says: %s", async (_, argv, status) => {
  expect((await watertight(argv, files)).status).toBe(status);
});

it("shows once what several objects share for information, each finding where it is asked for", async () => {
  const shared = {
    "a.yaml": POD,
    "b.yaml": POD.replace("name: web", "name: api"),
  };
  const argv = ["scan", "--no-config", "--check", "service-links-enabled", "."];
  const { stdout } = await watertight([...argv, "--group-by", "cause"], shared);
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "For information, the same in several objects",
    "",
    "  info      b.yaml:4:1  service-links-enabled",
  ]);
  expect(stdout).toContain(
    "    in 2 objects: Pod shop/api, Pod shop/web (--group-by object shows each)\n",
  );
  const headings = async (groupBy: string): Promise<string[]> => {
    const outcome = await watertight([...argv, "--group-by", groupBy], shared);
    return outcome.stdout.split("\n").filter((line) => line.startsWith("Pod "));
  };
  expect(await headings("object")).toEqual(["Pod shop/web  a.yaml", "Pod shop/api  b.yaml"]);
  expect(await headings("finding")).toEqual(await headings("object"));
  const json = await watertight([...argv, "-o", "json"], shared);
  expect(findingsOf(json, "service-links-enabled")).toHaveLength(2);
});

it("refuses an unknown check and says which one was meant", async () => {
  await expect(watertight(["scan", "--check", "host-netwrok", "."], files)).rejects.toThrow(
    'There is no check "host-netwrok"; did you mean "host-network"? Run "watertight checks" for the list.',
  );
});

it("writes several reports in one run, at most one of them to standard output", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-journey-"));
  try {
    writeFileSync(join(folder, "pod.yaml"), POD);
    const outputs = ["-o", "json", "-o", "sarif=out.sarif", "-o", "junit=out.xml"];
    const outcome = await watertightIn(folder, ["scan", ...outputs, ...only]);
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork pod.yaml:5"]);
    const sarif: unknown = JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8"));
    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ ruleId: "host-network", level: "error" }] }],
    });
    expect(readFileSync(join(folder, "out.xml"), "utf8")).toContain(
      'name="host-network: Host network shared"',
    );
    await expect(
      watertightIn(folder, ["scan", "-o", "json", "-o", "sarif", ...only]),
    ).rejects.toThrow("Only one report can go to standard output");
    await expect(
      watertightIn(folder, ["scan", "-o", "json=a.out", "-o", "sarif=./a.out", ...only]),
    ).rejects.toThrow("Two reports cannot go to one file: a.out.");
    expect(existsSync(join(folder, "sarif"))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("takes checks, severities and the threshold from watertight.yaml", async () => {
  const outcome = await watertight(["scan", "-o", "json", "pod.yaml"], {
    ...files,
    "watertight.yaml":
      "failOn: critical\nchecks:\n  only: [host-network]\n  severity: {host-network: critical}\n",
  });
  expect(outcome.status).toBe(1);
  expect(reportOf(outcome).findings.map(({ check }) => check)).toEqual(["host-network"]);
});

it("knows of an account that is not in the input only when the input is the whole cluster", async () => {
  const pod = POD.replace("spec:", "spec:\n  serviceAccountName: web");
  const argv = ["scan", "-o", "json", "--check", "service-account-token-mounted", "pod.yaml"];
  const part = await watertight(argv, { "pod.yaml": pod });
  expect(reportOf(part).findings).toEqual([]);
  const whole = await watertight(argv, {
    "pod.yaml": pod,
    "watertight.yaml": "wholeCluster: true\n",
  });
  expect(findingsOf(whole, "service-account-token-mounted")).toEqual([
    "Pod/web spec.automountServiceAccountToken pod.yaml:4",
  ]);
});

it("names every mistake of watertight.yaml with its line", async () => {
  const mistakes = { ...files, "watertight.yaml": "failon: high\nkubernetesVersion: 5\n" };
  await expect(watertight(["scan", "."], mistakes)).rejects.toMatchObject({
    message: "The configuration watertight.yaml has 2 mistakes:",
    details: [
      expect.stringMatching(/^watertight\.yaml:1:1: .*failon.*failOn/),
      expect.stringMatching(/^watertight\.yaml:2:\d+: /),
    ],
  });
});

it("reports a chart that cannot be rendered as not examined, with the reason", async () => {
  const chart = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/templates/pod.yaml": POD,
  };
  const outcome = await watertight(["scan", "-o", "json", "--no-render", ...only], chart);
  expect(outcome.status).toBe(3);
  expect(notExaminedOf(outcome)).toEqual([
    "chart:1 render-failed: The chart chart was not rendered: rendering is switched off.",
  ]);
});

it("prints objects as they were read, a line each, with all digits", async () => {
  const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: a}
  data: {max: 9223372036854775807}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, labels: {yes: "no"}}
`;
  const { status, stdout } = await watertight(["objects", "-o", "jsonl", "-q", "a.yaml"], {
    "a.yaml": text,
  });
  expect(stdout.split("\n")).toEqual([
    '{"file":"a.yaml","document":1,"line":4,"object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"max":9223372036854775807}}}',
    '{"file":"a.yaml","document":2,"line":9,"object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","labels":{"true":"no"}}}}',
    "",
  ]);
  expect(status).toBe(3);
});

it("answers questions on pod security in bulk, and the others when one cannot be answered", async () => {
  const questions = [
    {
      id: 1,
      level: "baseline",
      version: "latest",
      object: { kind: "Pod", spec: { hostPID: true, containers: [] } },
    },
    { id: 2, level: "strict", object: {} },
  ];
  const lines = questions.map((question) => JSON.stringify(question));
  const stdin = [
    ...lines,
    '{"id": 9007199254740993, "level": "baseline", "object": {}}',
    "no JSON",
  ].join("\n");
  const { status, stdout } = await watertight(
    ["pod-security", "evaluate", "--batch", "-"],
    {},
    stdin,
  );
  expect(stdout.split("\n")).toEqual([
    '{"id":1,"allowed":false,"message":"host namespaces (hostPID=true)","violations":[{"check":"hostNamespaces","reason":"host namespaces","detail":"hostPID=true","paths":["spec.hostPID"]}]}',
    '{"id":2,"error":"The level must be \\"privileged\\", \\"baseline\\" or \\"restricted\\"."}',
    '{"id":9007199254740993,"error":"The object is neither a Pod nor anything with a pod template."}',
    '{"error":"The line is not a JSON object."}',
    "",
  ]);
  expect(status).toBe(3);
});

import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { folderWith, textIn } from "../../testing/fix-pod.ts";
import { findingsOf, notExaminedOf, reportOf } from "../../testing/report.ts";
import { type Outcome, watertight, watertightIn } from "../../testing/watertight.ts";
import { REPORT_FORMATS } from "../options.ts";

// The 47 complaints of users of other scanners, and what answers each. A name of a file alone is in this folder.
//
//  1-13  packages/core/src/checks/false-alarms.test.ts (1-7) and false-alarms-among-objects.test.ts (8-13); 10 here too, 8 in
//        complaints-exceptions.test.ts
//    14  here; packages/manifests/src/files/render-chart.test.ts and render-kustomization.test.ts
//    15  here, and complaints-exceptions.test.ts; node agents and vulnerability databases: there are none
//    16  here; overrides for subcharts are Helm's own work
//    17  framework.test.ts "passes nothing when a part of the input was not examined"; live clusters are not read yet
//    18  here
//    19  here; silent-passes.test.ts has lines throughout; there is no editor integration yet
//    20  here
//    21  here; fix-patches.test.ts
//    22  ../formats/sarif.test.ts "a hostile log is valid"; the folder of a chart and not its name: here, 16
//    23  complaints-exceptions.test.ts; operators and reports in a cluster: there are none
//    24  here; packages/core/src/scan-exceptions.test.ts "of a pod template excepts what is in that template …"
//    25  complaints-exceptions.test.ts; the annotation of a kustomization's object is one like any other
//    26  complaints-exceptions.test.ts; ../../../core/src/frameworks/frameworks.test.ts "counts accepted findings apart"
//    27  complaints-exceptions.test.ts; webhooks: there are none yet
//    28  packages/core/src/scan-exceptions.test.ts "no other finding is hidden, and none that is reported is covered"; namespaces as 27
//    29  bench/: time and memory for large inputs
//    30  scan.test.ts "writes several reports in one run, at most one of them to standard output"; nothing is uploaded
//    31  images and nodes are not scanned; packages/manifests/src/files/render-chart.test.ts "a program that hangs is ended"
//    32  nothing is stored in a cluster
//    33  bench/: time for many objects; reports in a cluster: there are none
//    34  bench/: memory for large inputs
//    35  bench/: the time to start
//    36  here
//    37  framework.test.ts "says in JSON what no object shows and what a person has to judge" (CIS 1.12); those of clouds: not yet
//    38  silent-passes.test.ts "looks into the pod template of an Argo Rollout"; values alone hold no object, what they render does
//    39  here; ../formats/junit.test.ts, ../formats/sarif.test.ts
//    40  rules of one's own are not possible yet, but for parameters of checks: ../configuration/configuration.test.ts
//    41  here; fix.test.ts "keeps a byte order mark, CR LF and a missing last line break"
//    42  exceptions.test.ts "lets only new findings fail, and tells what is gone"; ../formats/more-formats.test.ts (the page)
//    43  scan.test.ts "ends with the status that says: …"
//    44  checks are a part of the program; packages/manifests/src/files/render-chart.test.ts "helm is given … no network"
//    45  a matter of how releases are made, not of what the command does
//    46  here; packages/manifests/src/yaml/split-documents.test.ts
//    47  exceptions.test.ts "of other scanners are heeded when asked"; ../commands/explain/explanation.test.ts (others' names)

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostNetwork: true
  containers: [{name: main}]
`;
const only = (...checks: readonly string[]) => ["-o", "json", "--check", checks.join(","), "."];
const scan = ["scan", "--no-config", ...only("host-network")];

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Scans a folder on a machine that has this program and no other. */
function scanWith(
  program: string,
  script: string,
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = scan,
): Promise<Outcome> {
  const folder = folderWith({ ...files, [`bin/${program}`]: `#!${process.execPath}\n${script}\n` });
  chmodSync(join(folder, "bin", program), 0o755);
  vi.stubEnv("PATH", join(folder, "bin"));
  vi.stubEnv("WATERTIGHT_HELM", undefined);
  vi.stubEnv("WATERTIGHT_KUSTOMIZE", undefined);
  return watertightIn(folder, argv);
}

const prints = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;
const warns = (text: string): string => `process.stderr.write(${JSON.stringify(text)});`;
const fails = (text: string): string => `${warns(text)} process.exitCode = 1;`;

const CHART = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/templates/pod.yml": '{{ include "everything" . }}\n',
};
const RENDERED = `---\n# Source: web/templates/pod.yml\n${POD}`;
const OVERLAY = {
  "overlay/kustomization.yaml": "namePrefix: x-\nresources: [pod.yaml]\n",
  "overlay/pod.yaml": POD,
};

describe("what is not examined is no pass", () => {
  it("14: a chart that helm warns about is examined all the same, and the warning is told", async () => {
    // checkov #7605
    const outcome = await scanWith("helm", warns("WARNING: no table\n") + prints(RENDERED), CHART);
    expect(outcome.status).toBe(3);
    expect(findingsOf(outcome, "host-network")).toEqual([
      "Pod/web spec.hostNetwork chart/templates/pod.yml:6",
    ]);
    expect(notExaminedOf(outcome)).toEqual([
      "chart:1 render-failed: Rendering the chart chart, helm warns: WARNING: no table",
    ]);
  });

  it("14: so is an overlay that kustomize warns about", async () => {
    // checkov #7599
    const outcome = await scanWith("kustomize", warns("# Warning: old\n") + prints(POD), OVERLAY);
    expect(outcome.status).toBe(3);
    expect(findingsOf(outcome, "host-network")).toHaveLength(1);
    expect(notExaminedOf(outcome)).toEqual([
      "overlay/kustomization.yaml:1 render-failed: Building the kustomization overlay, kustomize warns: # Warning: old",
    ]);
  });

  it("14: a kustomization with charts of its own is told, and its resources are examined", async () => {
    // checkov #6525
    const outcome = await scanWith("kustomize", fails("Error: must specify --enable-helm\n"), {
      ...OVERLAY,
      "overlay/kustomization.yaml": "resources: [pod.yaml]\nhelmCharts: [{name: redis}]\n",
    });
    expect(outcome.status).toBe(3);
    expect(findingsOf(outcome, "host-network")).toEqual([
      "Pod/web spec.hostNetwork overlay/pod.yaml:5",
    ]);
    expect(notExaminedOf(outcome)).toContain(
      "overlay/kustomization.yaml:1 render-failed: The kustomization overlay was not built: kustomize says: must specify --enable-helm.",
    );
  });

  it("14: a missing program is told, and what to do", async () => {
    // checkov #4185
    const outcome = await scanWith("none", "", { ...CHART, ...OVERLAY });
    expect(outcome.status).toBe(3);
    expect(notExaminedOf(outcome).filter((line) => line.includes(" render-failed: "))).toEqual([
      "chart:1 render-failed: The chart chart was not rendered: helm is not installed or not on the PATH; install Helm 3 or set WATERTIGHT_HELM to its path.",
      "overlay/kustomization.yaml:1 render-failed: The kustomization overlay was not built: kustomize is not installed or not on the PATH; install Kustomize or kubectl, or set WATERTIGHT_KUSTOMIZE to its path.",
    ]);
  });

  it("15: a chart whose subchart is missing is told", async () => {
    // kubescape #1284, trivy #3813
    const words = "found in Chart.yaml, but missing in charts/ directory: redis";
    const outcome = await scanWith("helm", fails(`Error: ${words}\n`), CHART);
    expect(outcome.status).toBe(3);
    expect(notExaminedOf(outcome)).toEqual([
      `chart:1 render-failed: The chart chart was not rendered: helm says: ${words}.`,
    ]);
  });

  it("16, 22: templates in .yml are examined, and named by the folder of the chart", async () => {
    // trivy #9911, kube-linter #212, kubescape #1772
    const outcome = await scanWith("helm", prints(RENDERED), CHART);
    expect(outcome.status).toBe(1);
    expect(reportOf(outcome).findings.map(({ location }) => location)).toMatchObject([
      { file: "chart/templates/pod.yml", line: 6, rendered: true },
    ]);
    expect(notExaminedOf(outcome)).toEqual([]);
  });

  it("16: a chart that renders nothing is told, beside others too", async () => {
    // trivy #6337
    const words = "chart:1 not-kubernetes: The chart chart renders no objects with these values.";
    const beside = await scanWith("helm", "", { ...CHART, "pod.yaml": POD });
    expect([beside.status, notExaminedOf(beside)]).toEqual([1, [words]]);
    const alone = await scanWith("helm", "", CHART);
    expect(alone.status).toBe(3);
    expect(notExaminedOf(alone)[0]).toBe(words);
  });

  // checkov/open-computer-use #403, kube-linter #209, kube-linter-action #20
  it.each<[string, string[], Record<string, string>, string[]]>([
    [
      "an empty folder",
      scan,
      {},
      [
        ".:1 unreadable: The folder . holds no manifests: no .yaml, .yml or .json file, chart or kustomization that ignore files do not exclude.",
      ],
    ],
    [
      "files without an object",
      scan,
      { "a.yaml": "a: 1\n" },
      [
        "a.yaml:1 not-kubernetes: Not a Kubernetes object: the document has no apiVersion and no kind.",
        "a.yaml:1 unreadable: There is no Kubernetes object in the whole input: nothing was examined.",
      ],
    ],
    [
      "the pipe of a program that failed",
      [...scan.slice(0, -1), "-"],
      {},
      [
        "<stdin>:1 not-kubernetes: The file is empty.",
        "<stdin>:1 unreadable: There is no Kubernetes object in the whole input: nothing was examined.",
      ],
    ],
  ])("18: to have examined nothing is no pass: %s", async (_, argv, files, words) => {
    const outcome = await watertight(argv, files);
    expect(notExaminedOf(outcome)).toEqual(words);
    expect(outcome.status).toBe(3);
  });

  it("18: what is left out on purpose is a pass, and so is the empty list of a namespace without pods", async () => {
    const excluded = await watertight(["scan", ...only("host-network").slice(0, -1), "pod.yaml"], {
      "pod.yaml": POD,
      "watertight.yaml": "exclude: [pod.yaml]\n",
    });
    expect([excluded.status, notExaminedOf(excluded)]).toEqual([
      0,
      [
        "pod.yaml:1 ignored: pod.yaml was named but is excluded by a pattern of --exclude or the configuration.",
      ],
    ]);
    const library = await watertight(scan, { "lib/Chart.yaml": "name: lib\ntype: library\n" });
    expect([library.status, notExaminedOf(library)]).toEqual([
      0,
      [
        "lib/Chart.yaml:1 not-kubernetes: lib is a library chart: it has only definitions for other charts and renders no objects.",
      ],
    ]);
    const empty = await watertight(scan, {
      "list.json": '{"apiVersion":"v1","kind":"List","items":[]}',
    });
    expect([empty.status, notExaminedOf(empty)]).toEqual([0, []]);
  });
});

it("19, 20: SARIF has the line and the path in the repository where the path that was given is absolute", async () => {
  // kube-linter #45, #757, kubescape #2393
  const folder = folderWith({ "deploy/pod.yaml": POD });
  const argv = ["scan", "--no-config", "-o", "sarif", "--check", "host-network"];
  const { stdout } = await watertightIn(folder, [...argv, join(folder, "deploy")]);
  expect(JSON.parse(stdout)).toMatchObject({
    runs: [
      {
        results: [
          {
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "deploy/pod.yaml", uriBaseId: "%SRCROOT%" },
                  region: { startLine: 5, startColumn: 3, endLine: 5, endColumn: 20 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

it("24: exceptions reach what a chart of somebody else renders", async () => {
  // kube-linter #487
  const files = {
    ...CHART,
    "watertight.yaml":
      "exceptions: [{checks: [host-network], kind: Pod, name: web, reason: it has to, owner: shop}]\n",
  };
  const argv = ["scan", ...only("host-network")];
  const outcome = await scanWith("helm", prints(RENDERED), files, argv);
  expect([outcome.status, reportOf(outcome).findings]).toEqual([0, []]);
});

it("10: a Service and its Deployment may lie in sibling folders", async () => {
  // kube-linter #179, #87
  const service = (app: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: ${app}}}\n`;
  const scanWhole = async (app: string): Promise<string[]> =>
    findingsOf(
      await watertight(["scan", ...only("service-selects-nothing")], {
        "services/web.yaml": service(app),
        "workloads/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main}]}
`,
        "watertight.yaml": "wholeCluster: true\n",
      }),
      "service-selects-nothing",
    );
  expect(await scanWhole("web")).toEqual([]);
  expect(await scanWhole("wbe")).toEqual(["Service/web spec.selector services/web.yaml:4"]);
});

// trivy #3234, #2778, polaris #857, #963
it.each(REPORT_FORMATS)(
  "36, 39: what is found in a role or a Service is in the report as %s",
  async (format) => {
    const { stdout } = await watertight(
      ["scan", "--no-config", "-o", format, "--check", "pods-exec,service-external-ips", "."],
      {
        "all.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: debug}
rules: [{apiGroups: [""], resources: [pods/exec], verbs: [create]}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {externalIPs: [203.0.113.9]}
`,
      },
    );
    expect(stdout).toContain("pods-exec");
    expect(stdout).toContain("service-external-ips");
  },
);

it("41: a fix changes its lines and keeps the dashes, the comments and the empty documents around them", async () => {
  // kubescape #1255, #2993, kubeaudit #178
  const before = `---
# The site
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop} # ours
spec:
  containers:
  # the first
  - name: main
    securityContext: # as agreed
      runAsUser: 1000 # why
      allowPrivilegeEscalation: false
---
---
# The end
`;
  const folder = folderWith({ "pod.yaml": before });
  const argv = ["fix", "--no-config", "--check", "capabilities-not-dropped", "--write", "."];
  expect((await watertightIn(folder, argv)).status).toBe(0);
  expect(textIn(folder, "pod.yaml")).toBe(
    before.replace("false\n", "false\n      capabilities:\n        drop:\n        - ALL\n"),
  );
});

it("46: every document is examined, whatever its kind, and empty ones are no fault", async () => {
  // kubesec #287, #120
  const outcome = await watertight(
    ["scan", "--no-config", ...only("host-network", "pods-exec", "service-external-ips")],
    {
      "all.yaml": `---
---
# nothing
---
${POD}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: debug}
rules: [{apiGroups: [""], resources: [pods/exec], verbs: [create]}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {externalIPs: [203.0.113.9]}
---
`,
    },
  );
  expect(outcome.status).toBe(1);
  expect(reportOf(outcome).findings.map(({ check, location }) => [check, location.line])).toEqual([
    ["host-network", 9],
    ["pods-exec", 15],
    ["service-external-ips", 20],
  ]);
  expect(notExaminedOf(outcome)).toEqual([]);
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findingsOf } from "../../testing/report.ts";
import { type Outcome, watertight, watertightIn } from "../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  hostPID: true
  hostNetwork: true
  containers: [{name: main, image: "nginx@sha256:${"a".repeat(64)}"}]
`;
const ANNOTATED = POD.replace(
  "  namespace: shop\n",
  `  namespace: shop
  annotations:
    watertight.dev/ignore: host-pid
    watertight.dev/ignore-reason: it debugs
`,
);
const CONFIGURATION = `exceptions:
  - checks: [host-network]
    name: web
    reason: it listens
    owner: platform
  - checks: [host-ipc]
    name: web
    reason: it shared
    owner: platform
    until: 2026-06-30
`;
const only = ["--check", "host-pid,host-network,exception-expired,exception-unused"];

interface Excepted {
  readonly excepted: readonly { check: string; exception: unknown }[];
  readonly known: readonly unknown[];
  readonly gone: readonly unknown[];
  readonly summary: { readonly excepted: number; readonly known: number; readonly failing: number };
}

const reportOf = ({ stdout }: Outcome): Excepted => JSON.parse(stdout) as Excepted;

describe("exceptions", () => {
  it("do not fail, and are in the report with who says so and where", async () => {
    const outcome = await watertight(["scan", "-o", "json", ...only, "pod.yaml"], {
      "pod.yaml": ANNOTATED,
      "watertight.yaml": CONFIGURATION,
    });
    const { excepted, summary } = reportOf(outcome);
    expect(excepted.map(({ check, exception }) => [check, exception])).toMatchObject([
      [
        "host-pid",
        {
          source: "annotation",
          reason: "it debugs",
          owner: null,
          location: { file: "pod.yaml", line: 7 },
        },
      ],
      [
        "host-network",
        {
          source: "configuration",
          reason: "it listens",
          owner: "platform",
          location: { file: "watertight.yaml", line: 2 },
        },
      ],
    ]);
    expect(findingsOf(outcome, "exception-expired")).toEqual([
      "Configuration/watertight.yaml exceptions[1] watertight.yaml:6",
    ]);
    expect(summary).toMatchObject({ excepted: 2, failing: 0 });
    expect(outcome.status).toBe(0);
  });

  it("are counted in the text", async () => {
    const { stdout } = await watertight(["scan", "--no-config", ...only, "pod.yaml"], {
      "pod.yaml": ANNOTATED,
    });
    expect(stdout).toContain(
      "\n1 finding: 1 high; 1 file, 1 document, 1 object; 0 not examined; 1 excepted\n",
    );
  });

  it("of other scanners are heeded when asked", async () => {
    const files = {
      "pod.yaml": POD.replace(
        "  namespace: shop\n",
        "  namespace: shop\n  annotations: {kube-linter.io/ignore-all: vendored}\n",
      ),
    };
    const argv = ["scan", "--no-config", "-o", "json", ...only, "pod.yaml"];
    expect(reportOf(await watertight(argv, files)).summary).toMatchObject({ excepted: 0 });
    const heeded = await watertight([...argv, "--honour-foreign-exceptions"], files);
    expect(reportOf(heeded).summary).toMatchObject({ excepted: 2, failing: 0 });
    expect(reportOf(heeded).excepted[0]).toMatchObject({
      exception: { source: "foreign", tool: "kube-linter", reason: "vendored" },
    });
  });

  it("of other scanners are translated, and what has no counterpart is named", async () => {
    const { stdout, status } = await watertight(["exceptions", "import", "pod.yaml"], {
      "pod.yaml": POD.replace(
        "  namespace: shop\n",
        `  namespace: shop
  labels: {container.kubeaudit.io/main.allow-privileged: drivers}
  annotations: {checkov.io/skip1: CKV_AWS_1=cloud}
`,
      ),
      ".trivyignore": "# not ours\nCVE-2024-1234 exp:2027-01-01\n",
    });
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "# .trivyignore:2: no check corresponds to trivy's CVE-2024-1234.",
      "# pod.yaml:7: no check corresponds to checkov's CKV_AWS_1.",
    ]);
    expect(parse(stdout)).toEqual({
      exceptions: [
        {
          checks: ["privileged-container"],
          kind: "Pod",
          namespace: "shop",
          name: "web",
          container: "main",
          reason: "drivers",
          owner: "imported from kubeaudit",
        },
      ],
    });
    expect(status).toBe(0);
  });
});

describe("explain", () => {
  const files = {
    "pod.yaml": POD.replace("  namespace: shop\n", "  namespace: shop\n  labels: {app: web}\n"),
    "service.yaml": `apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
`,
  };
  const scan = ["scan", "--no-config", "-o", "json", ...only, "."];

  it("shows how a severity came about", async () => {
    const { stdout } = await watertight(scan, files);
    const { findings } = JSON.parse(stdout) as {
      findings: { check: string; severity: string; fingerprint: string }[];
    };
    const [finding] = findings.filter(({ check }) => check === "host-network");
    expect(finding?.severity).toBe("critical");
    const argv = ["explain", finding?.fingerprint.slice(0, 8) ?? "", ".", "--no-config"];
    const outcome = await watertight(argv, files);
    expect(outcome.status).toBe(0);
    expect(outcome.stdout.split("\n")).toEqual(
      expect.arrayContaining([
        `${finding?.fingerprint ?? ""}  critical  host-network`,
        "Pod shop/web: spec.hostNetwork: pod shares the host's network namespace",
        "Severity: high by the check or the configuration",
        "  +1  exposed: the internet reaches TCP 80 by Service shop/front (spec.type: a load balancer takes connections from everywhere)",
        "  =   critical",
        "Cause: Pod shop/web: host-network",
      ]),
    );
  });

  it("leaves a severity alone that the configuration sets", async () => {
    const { stdout } = await watertight(
      scan.filter((argument) => argument !== "--no-config"),
      { ...files, "watertight.yaml": "checks: {severity: {host-network: low}}\n" },
    );
    const { findings } = JSON.parse(stdout) as {
      findings: { check: string; severity: string; severityReason: unknown[] }[];
    };
    expect(findings.filter(({ check }) => check === "host-network")).toMatchObject([
      { severity: "low", severityReason: [] },
    ]);
  });

  it("says what it needs", async () => {
    await expect(watertight(["explain", "01234567"], files)).rejects.toThrow(
      "Say where the finding 01234567 is: explain 01234567 PATH.",
    );
    await expect(watertight(["explain", "01234567", "pod.yaml"], files)).rejects.toThrow(
      "Nothing that was found in pod.yaml is 01234567.",
    );
  });
});

describe("a baseline", () => {
  let folder = "";
  const put = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  const run = (...argv: string[]): Promise<Outcome> =>
    watertightIn(folder, [...argv, "--no-config", ...only]);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "watertight-journey-"));
    put("pod.yaml", POD.replace("  hostNetwork: true\n", ""));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("lets only new findings fail, and tells what is gone", async () => {
    const written = await run("baseline", "write", "pod.yaml");
    expect(written).toMatchObject({
      status: 0,
      stdout: "watertight-baseline.json: 1 known finding\n",
    });
    expect(await run("scan", "--baseline", "watertight-baseline.json", "pod.yaml")).toMatchObject({
      status: 0,
    });

    rmSync(join(folder, "pod.yaml"));
    put("moved.yaml", `# moved\n\n${POD.replace("  hostPID: true\n", "")}`);
    const outcome = await run(
      ...["scan", "-o", "json", "--baseline", "watertight-baseline.json", "moved.yaml"],
    );
    expect(outcome.status).toBe(1);
    expect(findingsOf(outcome, "host-network")).toEqual(["Pod/web spec.hostNetwork moved.yaml:9"]);
    expect(reportOf(outcome).gone).toMatchObject([
      { check: "host-pid", object: "Pod shop/web", path: "spec.hostPID", count: 1 },
    ]);

    expect(await run("baseline", "check", "moved.yaml")).toMatchObject({
      status: 1,
      stdout: `new  high  moved.yaml:9:3  Pod shop/web  spec.hostNetwork: pod shares the host's network namespace  host-network
gone  high  Pod shop/web  spec.hostPID  host-pid
1 new, 1 gone, 0 known
`,
    });
    expect((await run("baseline", "prune", "moved.yaml")).stdout).toBe(
      "gone  high  Pod shop/web  spec.hostPID  host-pid\nwatertight-baseline.json: 1 finding taken out\n",
    );
    expect(JSON.parse(readFileSync(join(folder, "watertight-baseline.json"), "utf8"))).toEqual({
      schemaVersion: 1,
      findings: [],
    });
  });

  it("is not pruned when a part of the input was not examined", async () => {
    await run("baseline", "write", "pod.yaml");
    const before = readFileSync(join(folder, "watertight-baseline.json"), "utf8");
    put("pod.yaml", "a: [\n");
    const { status, stderr } = await run("baseline", "prune", "pod.yaml");
    expect(status).toBe(3);
    expect(stderr).toContain("watertight-baseline.json stays as it is");
    expect(readFileSync(join(folder, "watertight-baseline.json"), "utf8")).toBe(before);
  });

  it("that is none is wrong usage", async () => {
    put("known.json", '{"schemaVersion":1,"findings":[{"fingerprint":1}]}');
    await expect(run("scan", "--baseline", "known.json", "pod.yaml")).rejects.toThrow(
      "known.json is no baseline; write one with: watertight baseline write --baseline known.json PATH.",
    );
    await expect(run("baseline", "check", "pod.yaml")).rejects.toThrow(
      "The baseline watertight-baseline.json cannot be read",
    );
    expect(existsSync(join(folder, "watertight-baseline.json"))).toBe(false);
  });

  it("or a report can be compared with another", async () => {
    await run("scan", "-o", "json=old.json", "pod.yaml");
    put("pod.yaml", POD.replace("  hostPID: true\n", ""));
    await run("scan", "-o", "json=new.json", "pod.yaml");
    expect(await run("diff", "old.json", "new.json")).toMatchObject({
      status: 1,
      stdout: `gone  high      pod.yaml:7  Pod shop/web  spec.hostPID: pod shares the host's PID namespace  host-pid
new   high      pod.yaml:7  Pod shop/web  spec.hostNetwork: pod shares the host's network namespace  host-network
1 new, 1 gone, 0 unchanged
`,
    });
    expect(await run("diff", "new.json", "pod.yaml")).toMatchObject({
      status: 0,
      stdout: "0 new, 0 gone, 1 unchanged\n",
    });
    const json = await run("diff", "-o", "json", "--fail-on", "critical", "old.json", "new.json");
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      new: [
        {
          check: "host-network",
          object: { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" },
          location: { file: "pod.yaml", line: 7 },
        },
      ],
      gone: [{ check: "host-pid" }],
      unchanged: [],
    });
    expect((await run("diff", "-o", "markdown", "old.json", "new.json")).stdout).toBe(
      `**1 new, 1 gone, 0 unchanged**

### New

| severity | check | object | place | what |
|---|---|---|---|---|
| high | host-network | \`Pod shop/web\` | \`pod.yaml:7\` | \`spec.hostNetwork: pod shares the host's network namespace\` |

### Gone

| severity | check | object | place | what |
|---|---|---|---|---|
| high | host-pid | \`Pod shop/web\` | \`pod.yaml:7\` | \`spec.hostPID: pod shares the host's PID namespace\` |
`,
    );
  });
});

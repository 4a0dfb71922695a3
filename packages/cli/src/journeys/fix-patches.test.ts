import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, only, POD, textIn } from "../../testing/fix-pod.ts";
import { watertightIn } from "../../testing/watertight.ts";

describe("patches for what a chart renders", () => {
  const CHART = {
    "chart/Chart.yaml": "name: shop\nversion: 1.0.0\napiVersion: v2\n",
    "chart/templates/pod.yaml": POD,
    // Prints what Helm would.
    "bin/helm": `#!/bin/sh\ncat <<'END'\n---\n# Source: shop/templates/pod.yaml\n${POD}END\n`,
  };

  async function fixChart(folder: string, ...argv: readonly string[]) {
    chmodSync(join(folder, "bin/helm"), 0o755);
    const before = process.env["WATERTIGHT_HELM"];
    process.env["WATERTIGHT_HELM"] = join(folder, "bin/helm");
    try {
      return await watertightIn(folder, ["fix", ...only, ...argv, "chart"]);
    } finally {
      if (before === undefined) delete process.env["WATERTIGHT_HELM"];
      else process.env["WATERTIGHT_HELM"] = before;
    }
  }

  it("says that no file holds the object, and how to get a patch", async () => {
    expect(await fixChart(folderWith(CHART))).toEqual({
      status: 0,
      stdout: "",
      stderr: `Cannot be fixed here:
  1 finding: The object is what Helm rendered from chart, and in no file as it is; --patches DIR makes a patch for it.

nothing to fix; 1 cannot be fixed here
`,
    });
  });

  it("shows patches as new files, writes them, and overwrites none", async () => {
    const folder = folderWith(CHART);
    const shown = await fixChart(folder, "--patches", "hardening");
    expect(shown.status).toBe(1);
    expect(shown.stdout).toContain("--- /dev/null\n+++ b/hardening/chart/kustomization.yaml\n");
    expect(existsSync(join(folder, "hardening"))).toBe(false);
    const written = await fixChart(folder, "--patches", "hardening", "--write");
    expect(written).toEqual({
      status: 0,
      stdout:
        "hardening/chart/kustomization.yaml: written\nhardening/chart/pod-shop-web.yaml: written\n",
      stderr: "1 fixed in 0 files and 2 files of patches\n",
    });
    expect(
      textIn(folder, "hardening/chart/kustomization.yaml"),
    ).toBe(`# Before each build: helm template RELEASE 'chart' > rendered.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- rendered.yaml
patches:
- path: pod-shop-web.yaml
  target:
    version: v1
    kind: Pod
    namespace: shop
    name: web
`);
    expect(textIn(folder, "hardening/chart/pod-shop-web.yaml")).toBe(`- op: test
  path: /spec/containers/0/name
  value: main
- op: add
  path: /spec/containers/0/securityContext/capabilities
  value:
    drop:
    - ALL
`);
    writeFileSync(join(folder, "hardening/chart/pod-shop-web.yaml"), "mine");
    const again = await fixChart(folder, "--patches", "hardening", "--write");
    expect(again.status).toBe(3);
    expect(again.stderr).toContain(
      "hardening/chart/pod-shop-web.yaml is there already with other content",
    );
    expect(textIn(folder, "hardening/chart/pod-shop-web.yaml")).toBe("mine");
  });
});

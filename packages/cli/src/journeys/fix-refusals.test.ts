import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIXED, folderWith, only, POD, textIn } from "../../testing/fix-pod.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

describe("what cannot be changed", () => {
  it("is a file in another encoding", async () => {
    const utf16 = Buffer.from(`\ufeff${POD}`, "utf16le");
    const folder = folderWith({ "pod.yaml": utf16 });
    const outcome = await watertightIn(folder, ["fix", "-w", ...only, "pod.yaml"]);
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain(
      "  pod.yaml:9:5  capabilities-not-dropped  pod.yaml is not in UTF-8, the only encoding in which files are changed.\n",
    );
    expect(readFileSync(join(folder, "pod.yaml"))).toEqual(utf16);
  });

  it("is a file outside the paths that a symbolic link leads to", async () => {
    const folder = folderWith({
      "outside/pod.yaml": POD,
      "inside/real.txt": POD.replace("web", "in"),
    });
    symlinkSync("../outside/pod.yaml", join(folder, "inside/link.yaml"));
    symlinkSync("real.txt", join(folder, "inside/near.yaml"));
    const outcome = await watertightIn(folder, ["fix", "-w", ...only, "inside"]);
    expect(outcome.status).toBe(3);
    expect(outcome.stdout).toBe("inside/near.yaml: 1 finding fixed\n");
    expect(outcome.stderr).toContain(
      "inside/link.yaml is a symbolic link to a file outside the paths that were given.",
    );
    expect(textIn(folder, "outside/pod.yaml")).toBe(POD);
    expect(textIn(folder, "inside/real.txt")).toBe(FIXED.replace("web", "in"));
    expect(
      (await watertightIn(folder, ["fix", "-w", "-q", ...only, "inside/link.yaml"])).status,
    ).toBe(0);
    expect(textIn(folder, "outside/pod.yaml")).toBe(FIXED);
  });

  it("is standard input", async () => {
    const outcome = await watertight(["fix", ...only, "-"], {}, POD);
    expect(outcome).toEqual({
      status: 0,
      stdout: "",
      stderr: `Cannot be fixed here:
  1 finding: Standard input is no file that could be changed; save it as one first.

nothing to fix; 1 cannot be fixed here
`,
    });
  });

  it("is an anchor that another place uses and wants to stay", async () => {
    const shared = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: a
    securityContext: &context
      readOnlyRootFilesystem: true
  - name: b
    securityContext:
      <<: *context
      runAsNonRoot: true
  - name: c
    securityContext: *context
`;
    const check = [
      "fix",
      "--no-config",
      "--check",
      "run-as-non-root-missing",
      "--unsafe",
      "-w",
      ".",
    ];
    const folder = folderWith({ "pod.yaml": shared });
    expect((await watertightIn(folder, check)).status).toBe(0);
    expect(textIn(folder, "pod.yaml")).toBe(
      shared.replace(
        "readOnlyRootFilesystem: true\n",
        "readOnlyRootFilesystem: true\n      runAsNonRoot: true\n",
      ),
    );
    const wanted = shared.replace("- name: c\n", "- name: c\n    other: *context\n");
    const outcome = await watertightIn(folderWith({ "pod.yaml": wanted }), check);
    expect([outcome.status, outcome.stdout]).toEqual([3, ""]);
    expect(outcome.stderr).toContain('the value stands in the anchor "&context"');
  });

  it("is said with status 3 when something was not examined", async () => {
    const outcome = await watertight(["fix", ...only, "."], {
      "pod.yaml": POD,
      "bad.yaml": "a: [\n",
    });
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain("bad.yaml:2: not examined:");
    expect(outcome.stdout).toContain("+++ b/pod.yaml\n");
  });
});

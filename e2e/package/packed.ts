import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export const ROOT: string = join(import.meta.dirname, "../..");

/** The version of everything that is made from this repository. */
export const VERSION: string = (
  JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string }
).version;

/** The folder that was packed, and the file that came of it; setup.ts makes both. */
export const PACKAGE: string = join(ROOT, "dist/package");
export const PACKED: string = join(ROOT, `dist/watertight-${VERSION}.tgz`);

/** An empty folder outside the repository, gone when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watertight-e2e-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A pod with one weakness that fails a scan. */
export const MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: shop
spec:
  containers:
    - name: agent
      image: registry.shop.example/agent:1
      securityContext:
        privileged: true
`;

/** What a scan of it says first: the position and the check. */
export const WORST = "manifest.yaml:11:9 privileged-container";

/** Position and check of the worst finding of a scan's JSON. */
export function worstOf(json: string): string {
  const { findings } = JSON.parse(json) as {
    readonly findings: readonly {
      readonly check: string;
      readonly severity: string;
      readonly location: { readonly file: string; readonly line: number; readonly column: number };
    }[];
  };
  const critical = findings.filter(({ severity }) => severity === "critical");
  return critical
    .map(({ check, location: { file, line, column } }) => `${file}:${line}:${column} ${check}`)
    .join("\n");
}

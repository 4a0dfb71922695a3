import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A pod to which a fix is safe. */
export const POD = `# The site
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: main # first
    image: nginx:1.27
    securityContext:
      runAsUser: 1000
      allowPrivilegeEscalation: false
`;
/** The pod with it. */
export const FIXED = `# The site
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: main # first
    image: nginx:1.27
    securityContext:
      runAsUser: 1000
      allowPrivilegeEscalation: false
      capabilities:
        drop:
        - ALL
`;
/** The check that has it. */
export const only: readonly string[] = ["--no-config", "--check", "capabilities-not-dropped"];

/** A folder with these files, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-journey-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The text of a file in it. */
export function textIn(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Who runs: the user that `distroless` calls nonroot. */
const ACCOUNTS = {
  "etc/passwd":
    "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/work:/sbin/nologin\n",
  "etc/group": "root:x:0:\nnonroot:x:65532:\n",
} as const;

/** The shared libraries that a program is loaded with, the loader among them, as `ldd` prints them. */
export function librariesIn(said: string): readonly string[] {
  const paths = said
    .split("\n")
    .flatMap((line) => /(?:=> )?(\/\S+) \(0x[0-9a-f]+\)$/.exec(line)?.[1] ?? []);
  return [...new Set(paths)].sort();
}

/** Lays out a root file system that holds a Node.js with its shared libraries, and nothing else; what was there is gone. */
export function layOutNode(node: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const copied: readonly (readonly [from: string, to: string])[] = [
    [node, "nodejs/bin/node"],
    ...librariesIn(execFileSync("ldd", [node], { encoding: "utf8" })).map(
      (path) => [path, path] as const,
    ),
  ];
  for (const [from, to] of copied) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(from, join(folder, to));
    chmodSync(join(folder, to), 0o755);
  }
  for (const [name, text] of Object.entries(ACCOUNTS)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o644);
  }
}

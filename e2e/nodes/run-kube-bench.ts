import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kubeBench } from "./debian.ts";
import { type Dress, flagsOf, PROGRAMS } from "./dress.ts";

/** kube-bench's status of a control: PASS, FAIL, WARN or INFO. */
export type BenchResults = ReadonlyMap<string, string>;

interface BenchDocument {
  readonly Controls: readonly {
    readonly tests: readonly {
      readonly results: readonly { readonly test_number: string; readonly status: string }[];
    }[];
  }[];
}

/** Runs kube-bench in a file system, beside programs of the right names and flags, in process namespaces of their own. */
export function runKubeBench(root: string, dress: Dress): BenchResults {
  const { path, cfg } = kubeBench();
  mkdirSync(join(root, "bench"), { recursive: true });
  copyFileSync(path, join(root, "bench/kube-bench"));
  execFileSync("go", ["build", "-o", join(root, "bench/waiting"), "./waiting"], {
    cwd: join(import.meta.dirname, "go"),
    env: { ...process.env, CGO_ENABLED: "0" },
  });
  cpSync(cfg, join(root, "bench/cfg"), { recursive: true });
  execFileSync("chmod", ["-R", "u+w", join(root, "bench")]);
  const starts = PROGRAMS.map((program) => {
    const file = join(root, "usr/bin", program);
    copyFileSync(join(root, "bench/waiting"), file);
    return `/usr/bin/${program} ${flagsOf(program, dress).join(" ")} &`;
  });
  // Else it waits two minutes for an API server that is not there.
  const kubectl = `#!/bin/sh\necho '{"serverVersion":{"major":"1","minor":"34","gitVersion":"v1.34.0"}}'\n`;
  writeFileSync(join(root, "usr/bin/kubectl"), kubectl, { mode: 0o755 });
  const run =
    "/bench/kube-bench run --targets master,etcd,controlplane,node --benchmark cis-1.12 --config-dir /bench/cfg --config /bench/cfg/config.yaml --json --outputfile /bench/out.json";
  writeFileSync(
    join(root, "bench/run.sh"),
    `mount -t proc proc /proc\n${starts.join("\n")}\nsleep 1\n${run}\n`,
  );
  // The first process of a namespace takes all others with it when it ends.
  execFileSync(
    "unshare",
    ["--pid", "--mount", "--fork", "--kill-child", "chroot", root, "/bin/sh", "/bench/run.sh"],
    {
      stdio: "ignore",
      timeout: 500_000,
    },
  );
  const document = JSON.parse(readFileSync(join(root, "bench/out.json"), "utf8")) as BenchDocument;
  const results = document.Controls.flatMap(({ tests }) => tests.flatMap((test) => test.results));
  return new Map(results.map(({ test_number, status }) => [test_number, status]));
}

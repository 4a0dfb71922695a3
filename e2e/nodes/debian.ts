import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../../conformance/programs.ts";
import type { Need } from "../../tools/test-summary.ts";

const BASE = join(cacheFolder(), "debian-root-bookworm");

function isThere(program: string): boolean {
  return spawnSync("which", [program]).status === 0;
}

/** A Debian file system takes debootstrap, and a root to unpack it. */
export const DEBIAN: Need = {
  name: "Debian root",
  isHere: process.getuid?.() === 0 && (existsSync(BASE) || isThere("debootstrap")),
  hint: "debootstrap, run as root",
};

/** kube-bench is built from its module, or is where WATERTIGHT_KUBE_BENCH says. */
export const KUBE_BENCH: Need = {
  name: "kube-bench",
  isHere:
    process.getuid?.() === 0 &&
    (process.env["WATERTIGHT_KUBE_BENCH"] !== undefined || existsSync(built()) || isThere("go")),
  hint: "go, run as root; WATERTIGHT_KUBE_BENCH names a built one",
};

function built(): string {
  return join(cacheFolder(), "kube-bench-0.15.6/kube-bench");
}

/** The path of kube-bench, and of the `cfg` of its module. */
export function kubeBench(): { readonly path: string; readonly cfg: string } {
  const module = join(import.meta.dirname, "go");
  const path = process.env["WATERTIGHT_KUBE_BENCH"] ?? built();
  if (!existsSync(path)) {
    const env = { ...process.env, CGO_ENABLED: "0" };
    const argv = [
      "build",
      "-trimpath",
      "-ldflags",
      "-s -w",
      "-o",
      path,
      "github.com/aquasecurity/kube-bench",
    ];
    execFileSync("go", argv, { cwd: module, env });
  }
  const list = ["list", "-m", "-f", "{{.Dir}}", "github.com/aquasecurity/kube-bench"];
  const folder = execFileSync("go", list, { cwd: module, encoding: "utf8" }).trim();
  return { path, cfg: join(folder, "cfg") };
}

/** A Debian file system of the test's own; `remove` takes it away. */
export function debianRoot(): { readonly root: string; readonly remove: () => void } {
  if (!existsSync(BASE)) {
    mkdirSync(cacheFolder(), { recursive: true });
    const unfinished = `${BASE}.${process.pid}`;
    const include = "--include=procps,systemd,openssh-server,sudo";
    execFileSync("debootstrap", ["--variant=minbase", include, "bookworm", unfinished]);
    renameSync(unfinished, BASE);
  }
  const folder = mkdtempSync(join(tmpdir(), "watertight-node-"));
  const root = join(folder, "root");
  execFileSync("cp", ["-a", BASE, root]);
  return {
    root,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

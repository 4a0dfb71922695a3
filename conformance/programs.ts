import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Need } from "../tools/test-summary.ts";

/** The real programs that tests and benchmarks run, with the Go packages from which they are built. */
const PROGRAMS = {
  "kube-score": {
    variable: "WATERTIGHT_KUBE_SCORE",
    source: "github.com/zegl/kube-score/cmd/kube-score@v1.20.0",
  },
  helm: { variable: "WATERTIGHT_HELM", source: "helm.sh/helm/v3/cmd/helm@v3.19.0" },
  kustomize: {
    variable: "WATERTIGHT_KUSTOMIZE",
    source: "sigs.k8s.io/kustomize/kustomize/v5@v5.7.1",
  },
} as const;

type ProgramName = keyof typeof PROGRAMS;

/** A program that may be absent: then its path leads nowhere. */
interface Program extends Need {
  readonly path: string;
}

/**
 * The path of a real program: from its environment variable, the PATH or the cache folder, else built with Go into the cache
 * folder, which takes minutes. Throws an `Error` that says what to install when all of that fails.
 */
function program(name: ProgramName): string {
  const found = findProgram(name);
  if (found !== undefined) return found;
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  const { source, variable } = PROGRAMS[name];
  try {
    execFileSync("go", ["install", source], { env: { ...process.env, GOBIN: folder } });
  } catch (cause) {
    throw new Error(
      `${name} is missing and could not be built; install it, set ${variable} to its path, or install Go and run: GOBIN=${folder} go install ${source}`,
      { cause },
    );
  }
  return join(folder, name);
}

/** The path of a program that is on this machine, or undefined. */
function findProgram(name: ProgramName): string | undefined {
  const chosen = process.env[PROGRAMS[name].variable];
  if (chosen) return chosen;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...folders, cacheFolder()].map((folder) => join(folder, name)).find(isExecutable);
}

/** Where programs that tests need are kept between runs. */
export function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "watertight", "bin");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A real program as tests need it. In CI one that cannot be had is an error; elsewhere the reason is printed and it is absent. */
export function neededProgram(name: ProgramName): Program {
  const hint = `${PROGRAMS[name].variable} names it, or Go builds it`;
  try {
    return { name, path: program(name), isHere: true, hint };
  } catch (error) {
    if (process.env["CI"] === "true") throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}
`);
    return { name, path: `no-${name}`, isHere: false, hint };
  }
}

import { realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { runProgram } from "@watertight/manifests";
import type { Context } from "./context.ts";
import { UsageError } from "./usage-error.ts";

/** What git says has changed. */
export interface ChangedFiles {
  /** What it was compared with: `main`, or `the last commit`. */
  readonly since: string;
  /** Whether the file has changed, by the name that locations have. */
  readonly has: (name: string) => boolean;
  /** Whether anything in the folder has. */
  readonly hasBelow: (folder: string) => boolean;
}

const HINT = { verb: "scan" };
/** Of a repository that has no commit yet. */
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/**
 * The files below `paths` that differ from where the current branch left `ref`, what is not committed included. Without a `ref` it is
 * the default branch, and on that branch the last commit. Without git, a repository or the commit it is wrong usage.
 */
export async function changedFiles(
  ref: string,
  paths: readonly string[],
  { workingDirectory, environment }: Pick<Context, "workingDirectory" | "environment">,
): Promise<ChangedFiles> {
  if (paths.includes("-")) {
    throw new UsageError("--changed asks git about files, and standard input is none.", HINT);
  }
  const git = gitIn(environment);
  const folders = paths.map((path) => folderOf(resolve(workingDirectory, path), workingDirectory));
  const changed = new Set<string>();
  let since = "";
  for (const root of await rootsOf(new Set(folders), git)) {
    const base = await baseOf(ref, root, git);
    since = base.words;
    for (const file of await filesSince(base.commit, root, git)) changed.add(join(root, file));
  }
  return {
    since,
    has: remembered((name) => changed.has(realOf(resolve(workingDirectory, withoutMember(name))))),
    hasBelow: remembered((folder) => {
      const real = realOf(resolve(workingDirectory, folder));
      return [...changed].some((file) => file === real || file.startsWith(join(real, "/")));
    }),
  };
}

type Git = (args: readonly string[], cwd: string) => Promise<string | { readonly failed: string }>;

function gitIn(environment: Context["environment"]): Git {
  // Of what a repository says of itself only what is needed to compare: it may be somebody else's.
  const harmless = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];
  return async (args, cwd) => {
    const options = { env: environment, cwd, timeout: 60_000 };
    const result = await runProgram("git", [...harmless, ...args], options);
    return "failed" in result ? result : result.stdout;
  };
}

async function said(git: Git, args: readonly string[], cwd: string): Promise<string | undefined> {
  const result = await git(args, cwd);
  return typeof result === "string" ? result.trim() : undefined;
}

async function rootsOf(folders: ReadonlySet<string>, git: Git): Promise<ReadonlySet<string>> {
  const roots = new Set<string>();
  for (const folder of folders) {
    const root = await git(["rev-parse", "--show-toplevel"], folder);
    if (typeof root !== "string") {
      throw new UsageError(
        `--changed asks git, and git ${root.failed.replace(/[.]?$/, ".")}`,
        HINT,
      );
    }
    roots.add(realOf(root.trimEnd()));
  }
  return roots;
}

interface Base {
  readonly commit: string;
  readonly words: string;
}

async function baseOf(ref: string, root: string, git: Git): Promise<Base> {
  if ((await said(git, ["rev-parse", "--verify", "--quiet", "HEAD"], root)) === undefined) {
    return { commit: EMPTY_TREE, words: "the beginning" };
  }
  const branch = ref === "" ? await defaultBranch(root, git) : ref;
  if (branch === undefined) return { commit: "HEAD", words: "the last commit" };
  const known =
    !branch.startsWith("-") &&
    (await said(git, ["rev-parse", "--verify", "--quiet", `${branch}^{commit}`], root));
  if (known === false || known === undefined) {
    throw new UsageError(
      `git knows no commit "${branch}" here; fetch it, or name another with --changed=REF.`,
      HINT,
    );
  }
  const commit = await said(git, ["merge-base", known, "HEAD"], root);
  if (commit === undefined) {
    throw new UsageError(
      `git finds no common ancestor of "${branch}" and HEAD; where the clone is shallow, fetch its history (git fetch --unshallow).`,
      HINT,
    );
  }
  const head = await said(git, ["rev-parse", "HEAD"], root);
  return ref === "" && commit === head
    ? { commit, words: "the last commit" }
    : { commit, words: branch };
}

async function defaultBranch(root: string, git: Git): Promise<string | undefined> {
  const remote = ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"];
  const origin = await said(git, remote, root);
  const candidates = [
    ...(origin ? [origin] : []),
    "origin/main",
    "origin/master",
    "main",
    "master",
  ];
  for (const branch of candidates) {
    const exists = await said(git, ["rev-parse", "--verify", "--quiet", branch], root);
    if (exists !== undefined) return branch;
  }
  return undefined;
}

async function filesSince(commit: string, root: string, git: Git): Promise<readonly string[]> {
  const lists = [
    ["diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--diff-filter=d", commit, "--"],
    ["ls-files", "--others", "--exclude-standard", "-z"],
  ];
  const files: string[] = [];
  for (const args of lists) {
    const listed = await git(args, root);
    if (typeof listed !== "string") {
      throw new UsageError(
        `--changed asks git, and git ${listed.failed.replace(/[.]?$/, ".")}`,
        HINT,
      );
    }
    files.push(...listed.split("\0").filter((name) => name !== ""));
  }
  return files;
}

/** The folder of a path, or the working directory of what is none, as a pattern. */
function folderOf(path: string, workingDirectory: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return workingDirectory;
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** `web.tgz!web/templates/a.yaml` is in the file `web.tgz`. */
function withoutMember(name: string): string {
  return name.split("!", 1)[0] ?? name;
}

function remembered(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

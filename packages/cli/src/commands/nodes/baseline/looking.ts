import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import type { IntegrityRules } from "@watertight/core/nodes";
import { lookAtFiles } from "@watertight/node-agent";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { createProgress } from "../../../terminal/progress.ts";

/** Which files of which node. */
export interface Asked {
  readonly root: string;
  readonly node: string;
  readonly rules: IntegrityRules;
  /** How many paths are to be expected; 0 where nobody knows. */
  readonly expected: number;
}

/** The root that was given, as a path of this machine. */
export function rootOf(args: Arguments, context: Context): string {
  return resolve(context.workingDirectory, args.value("root") ?? "/");
}

/** The name that was given, else that of the host, which a file system that is not this machine's own has in its /etc/hostname. */
export function nodeNameOf(args: Arguments, root: string): string {
  const given = args.value("node");
  if (given !== undefined) return given;
  if (root === "/") return hostname();
  try {
    return readFileSync(resolve(root, "etc/hostname"), "utf8").trim().split("\n")[0] || "node";
  } catch {
    return "node";
  }
}

/** Looks at the files, telling how far it is. */
export function look(
  { expected, ...asked }: Asked,
  args: Arguments,
  context: Context,
): ReturnType<typeof lookAtFiles> {
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  try {
    return lookAtFiles({
      ...asked,
      time: new Date().toISOString(),
      onProgress: (paths) => {
        progress.update(paths, Math.max(expected, paths), "paths");
      },
    });
  } finally {
    progress.clear();
  }
}

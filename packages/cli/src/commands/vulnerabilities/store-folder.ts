import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Context } from "../../context.ts";

/** The folder that was given, or that of this machine: in XDG_CACHE_HOME, else in ~/.cache. */
export function storeFolder(
  given: string | undefined,
  { environment, workingDirectory }: Pick<Context, "environment" | "workingDirectory">,
): string {
  if (given !== undefined) return resolve(workingDirectory, given);
  const cache = environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache");
  return join(cache, "watertight", "vulnerabilities");
}

import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

/** The names by which a configuration is found. */
export const CONFIGURATION_NAMES = ["watertight.yaml", "watertight.yml"] as const;

/** A configuration and how it was found: upward from the working directory, or from what is to be read. */
export interface FoundConfiguration {
  readonly file: string;
  readonly from: "working-directory" | "path";
  /** A nearer one to what is to be read, which is not used. */
  readonly passedOver?: string;
}

/**
 * The nearest configuration upward from the working directory, else from the paths that are to be read; undefined where there is none.
 * Paths that lead to different ones are wrong usage, for one configuration holds for all of an input.
 */
export async function findConfiguration(
  workingDirectory: string,
  paths: readonly string[],
): Promise<FoundConfiguration | undefined> {
  const here = await nearest(workingDirectory);
  const there = new Set<string>();
  for (const path of paths) {
    if (path === "-") continue;
    const found = await nearest(await folderOf(resolve(workingDirectory, path)));
    if (found !== undefined) there.add(found);
  }
  const [first, second] = there;
  if (here !== undefined) {
    const other = [...there].find((file) => file !== here);
    const passedOver = other === undefined ? {} : { passedOver: other };
    return { file: here, from: "working-directory", ...passedOver };
  }
  if (second !== undefined) {
    throw new UsageError(
      `The paths have different configurations, ${[...there].join(" and ")}; say which holds with --config, or --no-config.`,
    );
  }
  return first === undefined ? undefined : { file: first, from: "path" };
}

async function nearest(directory: string): Promise<string | undefined> {
  const candidates = CONFIGURATION_NAMES.map((name) => join(directory, name));
  const present = await Promise.all(candidates.map(isFile));
  const found = candidates.filter((_, index) => present[index]);
  if (found.length > 1) {
    throw new UsageError(`Both ${found.join(" and ")} exist; keep one of them.`);
  }
  const parent = dirname(directory);
  return found[0] ?? (parent === directory ? undefined : nearest(parent));
}

/** The folder itself, or the one that the file or pattern is in. */
async function folderOf(path: string): Promise<string> {
  return stat(path).then(
    (stats) => (stats.isDirectory() ? path : dirname(path)),
    () => dirname(path),
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

import { basename, resolve } from "node:path";
import type { Configuration } from "@watertight/core/configuration";
import { CONFIGURATION_NAMES } from "./configuration/find.ts";
import type { Context } from "./context.ts";
import { BASELINE_FILE } from "./options.ts";

const NAMES: ReadonlySet<string> = new Set([...CONFIGURATION_NAMES, BASELINE_FILE]);

/** Says of a file's name, relative to the working directory, whether it is Watertight's own: a configuration or the baseline. */
export function ownFiles(
  { workingDirectory }: Pick<Context, "workingDirectory">,
  configuration: Pick<Configuration, "file">,
): (name: string) => boolean {
  return (name) =>
    NAMES.has(basename(name)) || resolve(workingDirectory, name) === configuration.file;
}

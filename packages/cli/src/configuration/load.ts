import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import {
  type Configuration,
  configurationOf,
  withCurrentIds,
} from "@watertight/core/configuration";
import { readText } from "../files.ts";
import { UsageError } from "../usage-error.ts";
import { locateExceptions } from "./locate-exceptions.ts";
import { parseConfiguration } from "./parse.ts";

/** The names by which a configuration is found. */
export const CONFIGURATION_NAMES = ["watertight.yaml", "watertight.yml"] as const;

/** Where to look for the configuration, and what its entries may name. */
export interface ConfigurationRequest {
  readonly workingDirectory: string;
  /** `--config`, relative to the working directory; undefined: look upward. */
  readonly file: string | undefined;
  /** `--no-config`. */
  readonly none: boolean;
  /** The ids that `checks` may name. */
  readonly checkIds: readonly string[];
  /** The ids of today by ids of the past, which it may name too. */
  readonly formerIds: ReadonlyMap<string, readonly string[]>;
}

/** Finds, reads and validates the configuration; one that is wrong throws `UsageError` with every mistake. */
export async function loadConfiguration(request: ConfigurationRequest): Promise<Configuration> {
  const { workingDirectory, none, formerIds } = request;
  if (none && request.file !== undefined) {
    throw new UsageError("--config and --no-config contradict each other; give one of them.");
  }
  const file = none ? undefined : await fileOf(request);
  if (file === undefined) return configurationOf({}, { file, directory: workingDirectory });
  const name = relative(workingDirectory, file) || file;
  const text = await readText(name, "The configuration", { workingDirectory });
  const checkIds = [...request.checkIds, ...formerIds.keys()];
  const parsed = parseConfiguration(text, {
    "check-id": checkIds,
    "excepted-check-id": [...checkIds.filter((id) => !id.startsWith("exception-")), "*"],
  });
  if ("value" in parsed) {
    const value = withCurrentIds(parsed.value, formerIds);
    const { exceptions = [] } = value;
    const places = exceptions.length === 0 ? [] : locateExceptions(text, name);
    return configurationOf(value, {
      file,
      directory: dirname(file),
      exceptions: exceptions.flatMap((exception, index) => {
        const location = places[index];
        return location ? [{ exception, location }] : [];
      }),
    });
  }
  const { mistakes } = parsed;
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  throw new UsageError(`The configuration ${name} has ${count}:`, {
    details: mistakes.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`),
  });
}

async function fileOf(request: ConfigurationRequest): Promise<string | undefined> {
  return request.file === undefined
    ? findConfiguration(request.workingDirectory)
    : resolve(request.workingDirectory, request.file);
}

/** The nearest configuration in a folder or above it. */
async function findConfiguration(directory: string): Promise<string | undefined> {
  const candidates = CONFIGURATION_NAMES.map((name) => join(directory, name));
  const present = await Promise.all(candidates.map(isFile));
  const found = candidates.filter((_, index) => present[index]);
  if (found.length > 1) {
    throw new UsageError(`Both ${found.join(" and ")} exist; keep one of them.`);
  }
  const parent = dirname(directory);
  return found[0] ?? (parent === directory ? undefined : findConfiguration(parent));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

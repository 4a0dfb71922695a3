import { dirname, relative, resolve } from "node:path";
import {
  type Configuration,
  configurationOf,
  withCurrentIds,
} from "@watertight/core/configuration";
import { readText } from "../files.ts";
import { UsageError } from "../usage-error.ts";
import { findConfiguration } from "./find.ts";
import { locateExceptions } from "./locate-exceptions.ts";
import { parseConfiguration } from "./parse.ts";

/** Where to look for the configuration, and what its entries may name. */
export interface ConfigurationRequest {
  readonly workingDirectory: string;
  /** `--config`, relative to the working directory; undefined: look for one. */
  readonly file: string | undefined;
  /** `--no-config`. */
  readonly none: boolean;
  /** The ids that `checks` may name. */
  readonly checkIds: readonly string[];
  /** What is to be read: where there is none upward from the working directory, one is looked for upward from there. */
  readonly paths?: readonly string[];
  /** Is told which one was found, where that may surprise. */
  readonly remark?: (sentence: string) => void;
  /** The ids of today by ids of the past, which it may name too. */
  readonly formerIds: ReadonlyMap<string, readonly string[]>;
}

/** Finds, reads and validates the configuration; one that is wrong throws `UsageError` with every mistake. */
export async function loadConfiguration(request: ConfigurationRequest): Promise<Configuration> {
  const { workingDirectory, none, formerIds } = request;
  if (none && request.file !== undefined) {
    throw new UsageError("--config and --no-config contradict each other; give one of them.");
  }
  const { file, isForeign } = await chosenFile(request);
  if (file === undefined) return configurationOf({}, { file, directory: workingDirectory });
  const name = nameOf(file, workingDirectory);
  const text = await readText(name, "The configuration", { workingDirectory });
  const checkIds = [...request.checkIds, ...formerIds.keys()];
  const parsed = parseConfiguration(text, {
    "check-id": checkIds,
    "excepted-check-id": [...checkIds.filter((id) => !id.startsWith("exception-")), "*"],
  });
  if ("value" in parsed) {
    const value = withCurrentIds(parsed.value, formerIds);
    const { output, ...rest } = value;
    const { exceptions = [] } = rest;
    const places = exceptions.length === 0 ? [] : locateExceptions(text, name);
    // What is to be read does not say which files are written here.
    return configurationOf(isForeign || output === undefined ? rest : value, {
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

interface Chosen {
  readonly file: string | undefined;
  /** Whoever runs the command did not choose it. */
  readonly isForeign: boolean;
}

async function chosenFile(request: ConfigurationRequest): Promise<Chosen> {
  const { workingDirectory, none, file, paths = [], remark = () => undefined } = request;
  if (none) return { file: undefined, isForeign: false };
  if (file !== undefined) return { file: resolve(workingDirectory, file), isForeign: false };
  const found = await findConfiguration(workingDirectory, paths);
  if (found === undefined) return { file: undefined, isForeign: false };
  const isForeign = found.from === "path";
  const name = nameOf(found.file, workingDirectory);
  const { passedOver } = found;
  if (passedOver !== undefined) {
    remark(
      `The configuration is ${name}, not ${nameOf(passedOver, workingDirectory)}; --config says another.`,
    );
  } else if (dirname(found.file) !== workingDirectory) {
    remark(`The configuration is ${name}.`);
  }
  return { file: found.file, isForeign };
}

function nameOf(file: string, workingDirectory: string): string {
  return relative(workingDirectory, file) || file;
}

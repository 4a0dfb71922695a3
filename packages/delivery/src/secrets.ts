import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ConfiguredSecret } from "@watertight/core/configuration";

/** Where secrets and files of a configuration are. */
export interface Surroundings {
  /** The folder of the configuration. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads a secret as it is now, so that a new one needs no restart; throws with a sentence that names where, never what. */
export type ReadSecret = () => Promise<string>;

/** How a secret is read; throws where the configuration does not say exactly one place. */
export function secretReader(
  { file, env }: ConfiguredSecret,
  what: string,
  { directory, environment }: Surroundings,
): ReadSecret {
  if ((file === undefined) === (env === undefined)) {
    throw new Error(`${what} is read from one of file and env: say one of them.`);
  }
  const place = file === undefined ? `the variable ${env ?? ""}` : `the file ${file}`;
  return async () => {
    const read = file === undefined ? environment[env ?? ""] : await readText(directory, file);
    const text = (read ?? "").trim();
    if (text === "") throw new Error(`${what} is not to be had: ${place} is empty or not there`);
    if (/[\r\n\0]/.test(text)) throw new Error(`${what} of ${place} has more than one line`);
    return text;
  };
}

/** "" where it cannot be read. */
async function readText(directory: string, file: string): Promise<string> {
  return readFile(resolve(directory, file), "utf8").catch(() => "");
}

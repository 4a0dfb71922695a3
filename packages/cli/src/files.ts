import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { errorWords } from "@watertight/manifests";
import type { Context } from "./context.ts";
import { UsageError } from "./usage-error.ts";

type Place = Pick<Context, "workingDirectory">;

/** The text of a file that somebody named; `what` it is, as the error says: `The baseline`. */
export async function readText(
  file: string,
  what: string,
  { workingDirectory }: Place,
): Promise<string> {
  return readFile(resolve(workingDirectory, file), "utf8").catch((error: unknown) => {
    throw new UsageError(`${what} ${file} cannot be read: ${errorWords(error)}.`);
  });
}

/** Writes a file that somebody named, with the folders above it. */
export async function writeText(
  file: string,
  text: string,
  what: string,
  place: Place,
): Promise<void> {
  await writeBytes(file, text, what, place);
}

/** The same of bytes. */
export async function writeBytes(
  file: string,
  content: string | Uint8Array,
  what: string,
  { workingDirectory }: Place,
): Promise<void> {
  const path = resolve(workingDirectory, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    // Only the folders above it can be there already, as something else.
    const isFile = error instanceof Error && "code" in error && error.code === "EEXIST";
    const words = isFile ? "a part of its path is not a folder" : errorWords(error);
    throw new UsageError(`${what} ${file} cannot be written: ${words}.`);
  }
}

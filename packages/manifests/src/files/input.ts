import { createReadStream, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { NotExamined } from "@watertight/core/snapshot";
import { errorWords } from "./error-words.ts";
import type { Mapping } from "./mapping.ts";

/** Larger inputs are not read: a JavaScript string cannot hold much more. */
export const MAX_FILE_BYTES: number = 512 * 1024 * 1024;

/** Smaller files are read at once: the way through the thread pool takes ten times as long as a thousand such reads. */
const LARGE = 1024 * 1024;

/** A text to be parsed; `size` is in bytes, and 0 for a named pipe, which is read until its end. */
export type InputFile = {
  /** As shown to people: relative to the working directory, with forward slashes. */
  readonly name: string;
  readonly size: number;
} & ({ readonly path: string } | { readonly bytes: Uint8Array });

/** A chart that Helm is to render: a folder with a Chart.yaml or a packed chart. */
export interface ChartInput {
  readonly name: string;
  readonly path: string;
  readonly archive: boolean;
  /** The name in Chart.yaml; empty when it could not be read. */
  readonly chartName: string;
}

/** A folder that Kustomize is to build because nothing else among the inputs builds on it. */
export interface KustomizationInput {
  readonly name: string;
  readonly path: string;
  /** Name of its kustomization file. */
  readonly file: string;
  /** Names of the input files that it reads, directly or through others: rendered, they are examined only so. */
  readonly consumed: readonly string[];
  /** Those of `consumed` that are patches: parts of objects, which say nothing by themselves. */
  readonly patches: readonly string[];
  /** The first address in it, or in what it builds on, that only the network has. */
  readonly remote: { readonly url: string; readonly file: string } | undefined;
  /** How to build it with less; undefined: only all of it will do. */
  readonly lean: LeanBuild | undefined;
  /** What to build in its place: itself, or what it only gathers, which others may gather too. */
  readonly parts: readonly KustomizationInput[];
}

/**
 * A smaller build with the same output but for files that nothing in it can change: these are examined as they are, on their
 * own lines. Kustomize spends a second on the CustomResourceDefinitions of one project, and its own notes on origins as much
 * again.
 */
export interface LeanBuild {
  /** Input files that the build does not read, by name. */
  readonly leftOut: readonly string[];
  /** Files of which the output is made. */
  readonly sources: readonly InputPlace[];
  /** What to build, by path below a folder of its own; undefined: the kustomization as it is. */
  readonly copy: LeanCopy | undefined;
}

/** A file that a build reads. */
export interface InputPlace {
  /** As the inputs show it, seen from the root of the kustomization. */
  readonly name: string;
  /** Without symbolic links. */
  readonly path: string;
}

/** Kustomizations and files of a build, without what it leaves out. */
export interface LeanCopy {
  /** The folder of the root below the copy. Empty when nothing is left to build. */
  readonly root: string | undefined;
  readonly kustomizations: ReadonlyMap<string, Mapping>;
  /** From the path below the copy to the file that is to stand there. */
  readonly files: ReadonlyMap<string, string>;
}

/** What the arguments of the command stand for; every list is sorted by name. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartInput[];
  readonly kustomizations: readonly KustomizationInput[];
  /** Names of the files that are parts of objects, or of which a kustomization makes objects that may be whole where these are not. */
  readonly parts: ReadonlySet<string>;
  readonly notExamined: readonly NotExamined[];
}

/** The bytes of an input; rejects with an `Error` in whole sentences when it cannot be read any more. */
export async function readInput(file: InputFile): Promise<Uint8Array> {
  if ("bytes" in file) return file.bytes;
  try {
    if (file.size > 0)
      return file.size > LARGE ? await readFile(file.path) : readFileSync(file.path);
    const bytes = await readLimited(createReadStream(file.path));
    if (bytes) return bytes;
  } catch (cause) {
    throw new Error(`${file.name} cannot be read: ${errorWords(cause)}.`, { cause });
  }
  throw new Error(tooLargeReason(file.name));
}

/** Everything that a stream gives, or undefined when that is more than `limit` bytes. */
export async function readLimited(
  stream: AsyncIterable<Uint8Array | string>,
  limit: number = MAX_FILE_BYTES,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The sentence about an input that exceeds `MAX_FILE_BYTES`. */
export function tooLargeReason(name: string): string {
  return `${name} is larger than 512 MiB and was not read; split it into smaller files.`;
}

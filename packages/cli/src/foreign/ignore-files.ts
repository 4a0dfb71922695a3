import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { PlacedException } from "@watertight/core/findings";
import { createAliases } from "@watertight/core/scan";
import { errorWords } from "@watertight/manifests";
import { UsageError } from "../usage-error.ts";
import { type IgnoreEntry, parseTrivyIgnore, parseTrivyIgnoreYaml } from "./trivy-ignore.ts";

/** What ignore files of other scanners hold, and what of it no check of ours corresponds to. */
interface IgnoreFiles {
  readonly exceptions: readonly PlacedException[];
  readonly untranslated: readonly IgnoreEntry[];
}

type Catalogue = Parameters<typeof createAliases>[0];

/** The exceptions in `.trivyignore` and `.trivyignore.yaml` of a folder. */
export async function readIgnoreFiles(
  directory: string,
  catalogue: Catalogue,
): Promise<readonly PlacedException[]> {
  return (await translateIgnoreFiles(directory, catalogue)).exceptions;
}

/** The same, with what could not be translated. */
export async function translateIgnoreFiles(
  directory: string,
  catalogue: Catalogue,
): Promise<IgnoreFiles> {
  const texts = await Promise.all(
    [".trivyignore", ".trivyignore.yaml"].map((name) => textOf(join(directory, name))),
  );
  const entries = [
    ...parseTrivyIgnore(texts[0] ?? "", ".trivyignore"),
    ...parseTrivyIgnoreYaml(texts[1] ?? "", ".trivyignore.yaml"),
  ];
  const aliases = createAliases(catalogue);
  const translated = entries.map((entry) => ({ entry, checks: aliases("trivy", entry.id) }));
  return {
    exceptions: translated.flatMap(({ entry, checks }) =>
      checks.length === 0 ? [] : exceptionsOf(entry, checks),
    ),
    untranslated: translated.flatMap(({ entry, checks }) => (checks.length === 0 ? [entry] : [])),
  };
}

function exceptionsOf(entry: IgnoreEntry, checks: readonly string[]): PlacedException[] {
  const { paths, reason, until, location } = entry;
  const stated = {
    checks,
    reason,
    owner: location.file,
    ...(until === undefined ? {} : { until }),
  };
  const files = paths.length === 0 ? [{}] : paths.map((file) => ({ file }));
  return files.map((file) => ({ exception: { ...stated, ...file }, tool: "trivy", location }));
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new UsageError(`${basename(path)} cannot be read: ${errorWords(error)}.`);
  });
}

import { copyFileSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { KustomizationInput, LeanCopy } from "./input.ts";
import { matchOrigins, type Sources } from "./match-origins.ts";
import { slashes } from "./names.ts";
import {
  inTemporaryFolder,
  isolated,
  type ProgramOptions,
  RENDER_TIMEOUT,
  type Rendered,
} from "./rendered.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";
import { plainLines } from "./words.ts";

/** How Kustomize is found. */
export interface KustomizeOptions extends ProgramOptions {
  /** The program; else WATERTIGHT_KUSTOMIZE of the environment, else `kustomize`, else `kubectl` on the PATH. */
  readonly kustomize?: string;
}

/** A built kustomization, with the way to the file of each object. */
export type RenderedKustomization =
  | (Exclude<Rendered, { readonly failed: string }> & {
      /** `notes`: each object has one, relative to the folder (see `takeOrigin`); else the files, one a document. */
      readonly origins: { readonly notes: string } | { readonly files: readonly string[] };
      /** Names of input files that the build did not read, to be examined as they are. */
      readonly leftOut: readonly string[];
    })
  | { readonly failed: string };

/**
 * Builds a kustomization. Nothing is fetched from the network: what needs it is a failure. It never rejects for a bad
 * kustomization.
 */
export async function renderKustomization(
  kustomization: KustomizationInput,
  options: KustomizeOptions = {},
  known: Sources = new Map(),
): Promise<RenderedKustomization> {
  const { name, remote } = kustomization;
  if (remote) {
    return {
      failed: `The kustomization ${name} was not built: it needs the network for ${remote.url} (in ${remote.file}), which Watertight does not use; build it yourself and scan the output.`,
    };
  }
  // The whole build has the last word on every failure and warning.
  return (
    (await renderLean(kustomization, options, known)) ?? (await renderWhole(kustomization, options))
  );
}

async function renderLean(
  kustomization: KustomizationInput,
  options: KustomizeOptions,
  known: Sources,
): Promise<RenderedKustomization | undefined> {
  if (!kustomization.lean) return undefined;
  const { leftOut, sources, copy } = kustomization.lean;
  if (copy && copy.root === undefined) {
    return { documents: [], warnings: [], origins: { files: [] }, leftOut };
  }
  const result = await inTemporaryFolder((temporary) => {
    const tree = join(temporary, "tree");
    if (copy) writeCopy(copy, tree);
    const folder = copy ? join(tree, copy.root ?? "") : realpathSync(kustomization.path);
    writeFileSync(join(temporary, "kustomization.yaml"), wrapper(temporary, folder));
    return build(temporary, options);
  });
  if ("failed" in result || result.stderr.trim() !== "") return undefined;
  const files = matchOrigins(result.stdout, sources, known);
  if (!files) return undefined;
  return {
    documents: [{ text: result.stdout, file: kustomization.file, line: 1 }],
    warnings: [],
    origins: { files },
    leftOut,
  };
}

function writeCopy({ kustomizations, files }: LeanCopy, tree: string): void {
  for (const [path, file] of files) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    copyFileSync(file, join(tree, path));
  }
  for (const [path, content] of kustomizations) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), JSON.stringify(content));
  }
}

async function renderWhole(
  { name, file, path }: KustomizationInput,
  options: KustomizeOptions,
): Promise<RenderedKustomization> {
  const rendered = await inTemporaryFolder<RenderedKustomization>(async (temporary) => {
    const real = realpathSync(path);
    writeFileSync(
      join(temporary, "kustomization.yaml"),
      wrapper(temporary, real, ["originAnnotations"]),
    );
    const result = await build(temporary, options);
    const folder = relativeFolder(temporary, real);
    const named = (words: string): string =>
      words
        .replaceAll(`'${folder}'`, `'${name}'`)
        .replaceAll(real, name)
        .replaceAll(temporary, ".");
    if ("failed" in result) {
      const advice = result.missing
        ? "; install Kustomize or kubectl, or set WATERTIGHT_KUSTOMIZE to its path"
        : "";
      const words = named(result.failed);
      return { failed: `The kustomization ${name} was not built: kustomize ${words}${advice}.` };
    }
    return {
      documents: [{ text: result.stdout, file, line: 1 }],
      warnings: plainLines(result.stderr).map(
        (line) => `Building the kustomization ${name}, kustomize warns: ${named(line)}`,
      ),
      origins: { notes: folder },
      leftOut: [],
    };
  });
  return "missing" in rendered
    ? { failed: `The kustomization ${name} was not built: kustomize ${rendered.failed}.` }
    : rendered;
}

/** JSON is YAML, and quotes whatever the path holds. */
function wrapper(from: string, real: string, buildMetadata: readonly string[] = []): string {
  return JSON.stringify({
    resources: [relativeFolder(from, real)],
    ...(buildMetadata.length > 0 ? { buildMetadata } : {}),
  });
}

/** Neither path may lead through symbolic links, else `..` goes astray. */
function relativeFolder(from: string, real: string): string {
  return slashes(relative(from, real));
}

async function build(folder: string, options: KustomizeOptions): Promise<ProgramResult> {
  const env = options.env ?? process.env;
  const run = (program: string, verb: string): Promise<ProgramResult> =>
    runProgram(program, [verb, folder], {
      cwd: folder,
      env: isolated(env, folder),
      timeout: options.timeout ?? RENDER_TIMEOUT,
    });
  const chosen = options.kustomize ?? env["WATERTIGHT_KUSTOMIZE"];
  if (chosen) return run(chosen, /kubectl(?:\.exe)?$/.test(chosen) ? "kustomize" : "build");
  const result = await run("kustomize", "build");
  return "missing" in result && result.missing ? run("kubectl", "kustomize") : result;
}

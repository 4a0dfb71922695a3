import { realpathSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { KustomizationInput } from "./input.ts";
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

/** A built kustomization; `folder` is what `fileOfOrigin` needs to find the file of an object. */
export type RenderedKustomization =
  | (Exclude<Rendered, { readonly failed: string }> & { readonly folder: string })
  | { readonly failed: string };

/**
 * Builds a kustomization, every object annotated with its origin (see `takeOrigin`). Nothing is fetched from the network: what
 * needs it is a failure. It never rejects for a bad kustomization.
 */
export async function renderKustomization(
  kustomization: KustomizationInput,
  options: KustomizeOptions = {},
): Promise<RenderedKustomization> {
  const { name, remote, file } = kustomization;
  if (remote) {
    return {
      failed: `The kustomization ${name} was not built: it needs the network for ${remote.url} (in ${remote.file}), which Watertight does not use; build it yourself and scan the output.`,
    };
  }
  return inTemporaryFolder(async (temporary) => {
    // The relative path must not lead through symbolic links, else `..` goes astray.
    const folder = slashes(relative(temporary, realpathSync(kustomization.path)));
    writeFileSync(join(temporary, "kustomization.yaml"), wrapper(folder));
    const result = await build(temporary, options);
    const named = (words: string): string =>
      words
        .replaceAll(`'${folder}'`, `'${name}'`)
        .replaceAll(realpathSync(kustomization.path), name)
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
      folder,
    };
  });
}

/** JSON is YAML, and quotes whatever the path holds. */
function wrapper(folder: string): string {
  return JSON.stringify({ resources: [folder], buildMetadata: ["originAnnotations"] });
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

import { mkdtempSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorWords } from "./error-words.ts";

/** A part of a program's output. */
export interface RenderedDocument {
  /** May hold several YAML documents. */
  readonly text: string;
  /** Name of the file that it was made from, as far as the output says. */
  readonly file: string;
  /** Line of the whole output on which the text begins, from 1. */
  readonly line: number;
}

/** What Helm or Kustomize made of an input, or a whole sentence on why there is nothing. */
export type Rendered =
  | {
      readonly documents: readonly RenderedDocument[];
      /** Whole sentences; the output is there, but its program does not vouch for it. */
      readonly warnings: readonly string[];
    }
  | { readonly failed: string };

/** How programs are found and how long each may take. */
export interface ProgramOptions {
  /** The environment of this process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; 60 000 when absent. */
  readonly timeout?: number;
}

/** The time that a program has when nothing else is said, in milliseconds. */
export const RENDER_TIMEOUT: number = 60_000;

/** Runs `work` with an empty folder of its own, and removes it afterwards. Where there is no place for one, as in a container that may write nothing, a clause says so. */
export async function inTemporaryFolder<Result>(
  work: (folder: string) => Promise<Result>,
): Promise<Result | { readonly failed: string; readonly missing: false }> {
  const folder = temporaryFolder();
  if (typeof folder !== "string") return folder;
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string | { readonly failed: string; readonly missing: false } {
  const place = tmpdir();
  try {
    return mkdtempSync(join(realpathSync(place), "watertight-"));
  } catch (error) {
    return { failed: `needs a temporary folder in ${place}: ${errorWords(error)}`, missing: false };
  }
}

/**
 * The environment in which a renderer runs: nobody's settings, repositories or cluster, and no way to the network, as the
 * verdict must depend on the files alone.
 */
export function isolated(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(?:HELM_|KUSTOMIZE_|KUBECONFIG$)/.test(name),
  );
  const nowhere = "http://127.0.0.1:9";
  return {
    ...Object.fromEntries(kept),
    // Both programs live for a second, and half of it is garbage collection otherwise; the limit keeps large builds modest.
    GOGC: env["GOGC"] ?? "off",
    GOMEMLIMIT: env["GOMEMLIMIT"] ?? "400MiB",
    GOMAXPROCS: env["GOMAXPROCS"] ?? "1",
    HELM_CACHE_HOME: join(folder, "cache"),
    HELM_CONFIG_HOME: join(folder, "config"),
    HELM_DATA_HOME: join(folder, "data"),
    KUBECONFIG: join(folder, "kubeconfig"),
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    NO_PROXY: "",
    no_proxy: "",
  };
}

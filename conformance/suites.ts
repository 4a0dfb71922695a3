import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Need } from "../tools/test-summary.ts";

/*
 * Upstream's own cases and real manifests, which are no part of the project: in the folders that WATERTIGHT_SUITES and
 * WATERTIGHT_CORPUS name, else beside the repository. Where they are absent, tests run on samples of our own.
 */

/** The project's root folder. */
export const ROOT: string = resolve(import.meta.dirname, "..");

/** A folder that may be absent: then its path leads nowhere. */
export interface Folder extends Need {
  readonly path: string;
}

/** The suites that tests read: folders of cases of one matter. */
export type SuiteName =
  | "access"
  | "attack-paths"
  | "audit"
  | "checks"
  | "network"
  | "nodes"
  | "placement"
  | "pod-security"
  | "policy"
  | "vulnerabilities";

export function suite(name: SuiteName): Folder {
  return folderAt(`suite ${name}`, "WATERTIGHT_SUITES", "../shared/suites", name);
}

/** Real manifests. */
export const CORPUS: Folder = folderAt("corpus", "WATERTIGHT_CORPUS", "../shared/corpus");

function folderAt(name: string, variable: string, beside: string, inside = ""): Folder {
  const shown = join(process.env[variable] || beside, inside);
  const path = resolve(ROOT, shown);
  const hint = `${shown}; ${variable} names another folder`;
  return { name, path, isHere: existsSync(path), hint };
}

/** Small recorded inputs: reports of other scanners among them. */
export const CASES: Folder = folderAt("cases", "WATERTIGHT_CASES", "../shared/cases");

/** Libraries of policies of others, as their repositories have them: `kyverno-policies` and `gatekeeper-library`. */
export const POLICY_LIBRARIES: Folder = folderAt(
  "policy libraries",
  "WATERTIGHT_POLICY_LIBRARIES",
  "../shared/policy-libraries",
);

/** A copy of github.com/sigstore/sigstore-conformance: bundles that hold, and ones that must not. */
export const SIGSTORE: Folder = folderAt(
  "sigstore-conformance",
  "WATERTIGHT_SIGSTORE_CONFORMANCE",
  "../shared/sigstore-conformance",
);

import type { Check } from "@watertight/core/checks";
import { didYouMean } from "@watertight/core/vocabulary";
import { UsageError } from "./usage-error.ts";

/**
 * The checks of a name: ours, or that of another tool with or without the tool before it (`trivy:KSV-0017`, `ksv017`), which
 * several checks of ours may share. An unknown name is wrong usage of the verb, with a guess at what was meant.
 */
export function findChecks(name: string, checks: readonly Check[], verb: string): readonly Check[] {
  const own = checks.filter(({ id }) => id === name.toLowerCase());
  if (own.length > 0) return own;
  const wanted = canonicalName(name);
  const known = checks.filter(({ aliases = [] }) =>
    aliases.some((alias) => namesOf(alias).includes(wanted)),
  );
  if (known.length > 0) return known;
  const ids = checks.map(({ id }) => id);
  throw new UsageError(
    `There is no check "${name}"${didYouMean(name, ids)} Run "watertight checks" for the list.`,
    { verb },
  );
}

/** How an alias may be given. A number alone says too little. */
function namesOf(alias: string): readonly string[] {
  const bare = alias.slice(alias.indexOf(":") + 1);
  return /^\d+$/.test(bare) ? [canonicalName(alias)] : [alias, bare].map(canonicalName);
}

/** Without regard to case, and to how a number is filled up: `KSV017`, `AVD-KSV-0017` and `KSV-0017` are one. */
function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  const [, tool = "", letters = "", number = ""] =
    /^([a-z-]*:)?(?:avd-)?(ksv|kcv|c|pop)-?0*(\d+)$/.exec(lower) ?? [];
  return letters === "" ? lower : `${tool}${letters}-${number}`;
}

import { entityText } from "@watertight/core/kubernetes";
import { type ApiUse, minorText } from "@watertight/core/versions";
import { counted, sanitize } from "@watertight/reports/text";
import { fixWords } from "./fix.ts";
import type { DeprecatedUses } from "./uses.ts";

/** For people: by API, what goes first, the surest signal first. */
export function deprecatedText(found: DeprecatedUses): string {
  const { uses, target, statements } = found;
  const groups = new Map<string, ApiUse[]>();
  for (const use of uses) {
    const key = headOf(use);
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  const lines = [...groups].flatMap(([head, those]) => [
    head,
    ...those.map((use) => `  - ${lineOf(use, found)}`),
    ...fixesOf(those),
  ]);
  return `${[...lines, ...statements, ...summaryOf(uses, target)].map(sanitize).join("\n")}\n`;
}

function headOf({ group, version, resource, state, removedIn }: ApiUse): string {
  const api = `${group === "" ? "" : `${group}/`}${version} ${resource}`;
  if (removedIn === null) return `${api}: ${state === "removed" ? "not served" : "deprecated"}`;
  return state === "removed"
    ? `${api}: removed in ${removedIn}`
    : `${api}: deprecated, removed in ${removedIn}`;
}

function lineOf(use: ApiUse, { reading }: DeprecatedUses): string {
  const { object, path, signal, confidence, message } = use;
  const location = object && reading?.snapshot.find(object)?.locate(path);
  const place = location && signal !== "helm-release" ? ` (${location.file}:${location.line})` : "";
  const name = object ? `${nameOf(object)}: ` : "";
  return `${confidence.padEnd(6)} ${signal}: ${name}${message}${place}`;
}

function nameOf({ kind, namespace, name }: NonNullable<ApiUse["object"]>): string {
  return namespace === undefined
    ? `${kind.toLowerCase()}/${name}`
    : entityText({ is: "workload", kind, namespace, name });
}

function fixesOf(uses: readonly ApiUse[]): readonly string[] {
  const words = new Set(uses.flatMap((use) => fixWords(use) ?? []));
  return [...words].map((each) => `    ${each}`);
}

function summaryOf(uses: readonly ApiUse[], target: number): readonly string[] {
  const removed = uses.filter(({ state }) => state === "removed");
  const sure = removed.filter(({ confidence }) => confidence !== "low").length;
  const counts = `For ${minorText(target)}: ${counted(sure, "use")} of what is not served, ${removed.length - sure} more that may be, ${uses.length - removed.length} of what is deprecated.`;
  return sure === 0 ? [counts] : [counts, "Next: end them before the upgrade, then ask again."];
}

import { API_SERVER_FACTS } from "../../control-plane/index.ts";
import type { Severity, Violation } from "../../findings/finding.ts";
import type { FoundComponent } from "../../known-cves/components.ts";
import { type ComponentCves, judgedIn } from "../../known-cves/rows.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { CveJudge, JudgedCve } from "../../versions/cves/judge.ts";
import {
  type ComponentVersion,
  compareComponentVersions,
  parseComponentVersion,
} from "../../versions/cves/version.ts";
import type { ObjectCheck } from "../check.ts";

/** What shows versions, as checks name kinds. */
const VERSION_SHOWERS: readonly string[] = ["Node", "workloads", API_SERVER_FACTS];

/** Where no source says the severity of a CVE, it is taken for this. */
const UNSAID: Severity = "medium";

const WORST_FIRST: readonly string[] = ["critical", "high", "medium", "low"];

/**
 * Asks for components whose worst CVE is of a severity: one finding a component and version, on the first object that shows it, for a
 * hundred nodes of one version are updated by one decision.
 */
export function componentsWithCve(severity: Severity): Pick<ObjectCheck, "kinds" | "evaluate"> {
  return {
    kinds: VERSION_SHOWERS,
    *evaluate(entry, cluster) {
      const { knownCves } = cluster;
      if (!knownCves) return;
      for (const row of judgedIn(cluster)) {
        const violation = violationOf(row, entry, { severity, judge: knownCves });
        if (violation) yield violation;
      }
    },
  };
}

function violationOf(
  { component, judged }: ComponentCves,
  { reference }: SnapshotObject,
  { severity, judge }: { readonly severity: Severity; readonly judge: CveJudge },
): Violation | undefined {
  const [first, ...others] = component.where;
  if (!first || !isSame(first.object, reference)) return undefined;
  const affected = judged
    .filter(({ verdict }) => verdict === "affected")
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const [worst] = affected;
  if (!worst || WORST_FIRST[rankOf(worst)] !== severity) return undefined;
  const more = affected.length > 1 ? ` and ${affected.length - 1} more` : "";
  const elsewhere = others.length > 0 ? `, here and on ${others.length} more` : "";
  const fix = fixedBy(judge, component, affected);
  return {
    path: first.path,
    message: `${component.component} ${component.version}${elsewhere} is affected by ${worst.record.id}${more}${fix}`,
  };
}

function isSame(a: SnapshotObject["reference"], b: SnapshotObject["reference"]): boolean {
  return a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
}

function rankOf({ record }: JudgedCve): number {
  const rank = WORST_FIRST.indexOf(record.severity);
  return rank < 0 ? WORST_FIRST.indexOf(UNSAID) : rank;
}

/** The first version that has all the fixes: of each the next above, and of those the newest that lacks none of the others. */
function fixedBy(
  judge: CveJudge,
  { component, version: text }: FoundComponent,
  affected: readonly JudgedCve[],
): string {
  const ids = new Set(affected.map(({ record }) => record.id));
  let version = parseComponentVersion(text);
  let open = affected;
  // Each round goes up by a release; there are few.
  for (let round = 0; version && open.length > 0 && round < 20; round++) {
    version = nextFor(version, open);
    const answer = version && judge.judge(component, version.text);
    if (!answer || "problem" in answer) return "";
    open = answer.judged.filter(
      ({ record, verdict }) => ids.has(record.id) && verdict !== "not-affected",
    );
  }
  return version && open.length === 0 ? `; ${version.text} has the fixes` : "";
}

function nextFor(
  version: ComponentVersion,
  open: readonly JudgedCve[],
): ComponentVersion | undefined {
  const next = open.map(({ record }) =>
    record.fixedIn
      .flatMap((fixed) => parseComponentVersion(fixed) ?? [])
      .toSorted(compareComponentVersions)
      .find((fixed) => compareComponentVersions(fixed, version) > 0),
  );
  if (next.includes(undefined)) return undefined;
  return next
    .flatMap((fixed) => fixed ?? [])
    .toSorted(compareComponentVersions)
    .at(-1);
}

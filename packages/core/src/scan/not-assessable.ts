import type { Check, ObjectCheck, Unassessable } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { headingOf } from "../findings/words.ts";
import type { NotExamined } from "../snapshot/coverage.ts";
import { fieldText, type SnapshotObject } from "../snapshot/snapshot.ts";
import { speaksOf } from "./routes.ts";

/** What checks could not tell, for the coverage of a report and by check. */
export interface NotAssessable {
  /** One part a field and reason, with the checks that ask for it. */
  readonly parts: readonly NotExamined[];
  /** The first reason that a check has; undefined where it could tell of all that it speaks of. */
  readonly reasonOf: (check: string) => string | undefined;
}

/**
 * What the checks ask and the input does not show, as a value of a plan that is known only after it was applied: it is no pass and
 * no finding. Nothing is computed where no check may say so of any object.
 */
export function notAssessableIn(
  clusters: readonly Cluster[],
  checks: readonly Check[],
): NotAssessable {
  const parts = new Map<string, Part>();
  const reasons = new Map<string, string>();
  for (const { check, entry, path, reason } of unassessed(clusters, checks)) {
    const field = fieldText(entry, path);
    const sentence = `${headingOf(entry.reference)}${field === "" ? "" : ` ${field}`}: ${reason}`;
    const { file, line } = entry.locate(path);
    const key = `${file}\n${line}\n${sentence}`;
    const part = parts.get(key) ?? { file, line, sentence, checks: new Set() };
    part.checks.add(check);
    parts.set(key, part);
    if (!reasons.has(check)) reasons.set(check, sentence);
  }
  return {
    parts: Array.from(parts.values(), notExaminedOf),
    reasonOf: (check) => reasons.get(check),
  };
}

interface Unassessed extends Unassessable {
  readonly check: string;
  readonly entry: SnapshotObject;
}

function* unassessed(
  clusters: readonly Cluster[],
  checks: readonly Check[],
): Generator<Unassessed> {
  for (const check of checks) {
    const asked = askedOf(check);
    if (!asked?.notAssessable) continue;
    for (const { entry, cluster } of objectsOf(asked, clusters)) {
      for (const each of asked.notAssessable(entry, cluster)) {
        yield { ...each, check: check.id, entry };
      }
    }
  }
}

interface Part extends Pick<NotExamined, "file" | "line"> {
  readonly sentence: string;
  readonly checks: Set<string>;
}

function notExaminedOf({ file, line, sentence, checks }: Part): NotExamined {
  const reason = `${sentence}, so that ${[...checks].join(", ")} cannot tell.`;
  return { file, line, kind: "not-assessable", reason };
}

/** What a check asks of objects. */
function askedOf(check: Check): Asked | undefined {
  if (check.on === "pod") return check.elsewhere;
  return check.on === "object" ? check : undefined;
}

type Asked = Pick<ObjectCheck, "kinds" | "notAssessable">;

function* objectsOf(
  check: Asked,
  clusters: readonly Cluster[],
): Generator<{ readonly entry: SnapshotObject; readonly cluster: Cluster }> {
  for (const cluster of clusters) {
    for (const entry of candidatesOf(check, cluster)) {
      if (cluster.judges(entry)) yield { entry, cluster };
    }
  }
}

/** By the index of kinds where that is all that the check speaks of. */
function candidatesOf(check: Asked, { snapshot }: Cluster): readonly SnapshotObject[] {
  const { kinds } = check;
  if (!kinds || kinds.includes("workloads")) {
    return snapshot.objects.filter((entry) => speaksOf(check, entry));
  }
  return kinds.flatMap((kind) => {
    const slash = kind.indexOf("/");
    return snapshot.ofKind(kind.slice(0, Math.max(slash, 0)), kind.slice(slash + 1));
  });
}

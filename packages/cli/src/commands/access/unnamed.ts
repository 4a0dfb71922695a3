import { type AccessSubject, knownSubjects } from "@watertight/core/access";
import type { Snapshot } from "@watertight/core/snapshot";
import { didYouMean } from "@watertight/core/vocabulary";
import { subjectText } from "@watertight/reports/access";

/**
 * A whole sentence where nothing in the input names a subject or one of the groups that it is given, so that an answer may be
 * about a slip of the pen. What Kubernetes itself names, and the account that every namespace has, is there in every cluster.
 */
export function remarkOnUnnamed(
  subject: AccessSubject | undefined,
  groups: readonly string[],
  snapshot: Snapshot,
): string | undefined {
  if (subject === undefined || isInEveryCluster(subject)) return undefined;
  const known = knownSubjects(snapshot);
  const name = nameOf(subject);
  const same = new Set(known.filter(({ kind }) => kind === subject.kind).map(nameOf));
  const isNamed =
    same.has(name) || known.some((each) => each.kind === "Group" && groups.includes(each.name));
  if (isNamed) return undefined;
  return `Nothing in the input names ${subjectText(subject)}${didYouMean(name, [...same])}`;
}

function nameOf({ namespace, name }: AccessSubject): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

function isInEveryCluster({ kind, name }: AccessSubject): boolean {
  return kind === "ServiceAccount" ? name === "default" : name.startsWith("system:");
}

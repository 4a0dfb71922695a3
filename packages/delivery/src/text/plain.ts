import type { ObjectReference } from "@watertight/core/kubernetes";
import type { Change, ChangeKind } from "../change.ts";

/** Text of the input without control characters, and without those that turn the direction of text. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/\p{Cs}/gu, "\ufffd");
}

/** At most so many UTF-16 units, with a sign where there were more. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/\p{Cs}/gu, "")}…`;
}

const WORDS: Readonly<Record<ChangeKind, string>> = {
  "finding.opened": "opened",
  "finding.reopened": "opened again",
  "finding.resolved": "resolved",
  "finding.excepted": "excepted",
  "incident.opened": "incident",
  "incident.updated": "incident goes on",
  "incident.closed": "incident closed",
  "delivery.dropped": "changes were dropped",
  test: "test",
};

/** What became of it: `opened again`. */
export function kindWords(kind: ChangeKind): string {
  return WORDS[kind];
}

/** `Deployment shop/web`; "" where it is about no one object. */
export function objectWords(object: ObjectReference | undefined): string {
  if (object === undefined) return "";
  const place = object.namespace ? `${object.namespace}/` : "";
  return plain(`${object.kind} ${place}${object.name}`);
}

/** One line for people: `high, opened: Privileged container: Deployment shop/web in production`. */
export function lineOf(change: Change): string {
  const { severity, kind, title, object, cluster } = change;
  const what = objectWords(object);
  const where = cluster === "" ? "" : ` in ${plain(cluster)}`;
  const of = what === "" ? "" : `: ${what}`;
  return `${severity}, ${kindWords(kind)}: ${plain(title)}${of}${where}`;
}

/** Further facts of a change as names and values, of which none is empty. */
export function factsOf(change: Change): readonly (readonly [string, string])[] {
  const { severity, cluster, object, container, path, check, message, reason } = change;
  const all: readonly (readonly [string, string])[] = [
    ["Severity", severity],
    ["Cluster", cluster],
    ["Object", objectWords(object)],
    ["Container", container],
    ["Field", path],
    ["Check", check],
    ["What", message],
    ["Reason", reason],
  ];
  return all
    .map(([name, value]) => [name, plain(value)] as const)
    .filter(([, value]) => value !== "");
}

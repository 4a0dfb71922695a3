import type { ConfiguredChannel } from "@watertight/core/configuration";
import { compareSeverity } from "@watertight/core/findings";
import type { Change } from "../change.ts";

/** Which changes a channel gets: what is absent lets all through. */
export type ChannelFilter = Pick<
  ConfiguredChannel,
  "checks" | "clusters" | "kinds" | "namespaces" | "severity"
>;

/** Whether a channel gets a change. What the delivery says of itself passes every filter. */
export function passes(filter: ChannelFilter, change: Change): boolean {
  if (change.kind === "test" || change.kind === "delivery.dropped") return true;
  const { severity, kinds, checks, namespaces, clusters } = filter;
  return (
    (severity === undefined || compareSeverity(change.severity, severity) >= 0) &&
    isIn(kinds, change.kind) &&
    isIn(checks, change.check) &&
    isIn(clusters, change.cluster) &&
    (namespaces === undefined || isIn(namespaces, namespaceOfChange(change)))
  );
}

/** Of a Namespace its own name. */
function namespaceOfChange({ object }: Change): string {
  if (object === undefined) return "";
  return object.kind === "Namespace" ? object.name : (object.namespace ?? "");
}

function isIn(patterns: readonly string[] | undefined, word: string): boolean {
  return patterns === undefined || patterns.some((pattern) => matches(pattern, word));
}

/** Parts between `*` are looked for from left to right, so that no pattern takes longer than its length times the word's. */
function matches(pattern: string, word: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return pattern === word;
  if (!word.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = word.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return word.length - last.length >= at && word.endsWith(last);
}

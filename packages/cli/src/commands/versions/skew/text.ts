import type { NodeRow, SkewRow } from "@watertight/core/known-cves";
import { counted, sanitize } from "@watertight/reports/text";
import { lineOf } from "../support/text.ts";
import type { SkewDocument } from "./json.ts";

const WORST_FIRST = ["no", "unknown", "yes"] as const;

/** What does not fit first, then terms, certificates that end soon, and what to do next. */
export function skewText({ skew, target, support, notShown, remarks }: SkewDocument): string {
  const rows = skew.rows.toSorted((a, b) => rankOf(a) - rankOf(b));
  const nodes = skew.nodes.filter(({ ok }) => ok !== "yes");
  const soon = skew.certificates.filter(({ daysLeft }) => daysLeft < 90);
  const lines = [
    ...rows.flatMap((row) => rowLines(row, target)),
    ...nodes.map(nodeLine),
    ...support.map(lineOf),
    ...soon.map(
      ({ subject, expires, daysLeft }) =>
        `certificate of ${subject} ends on ${expires} (${daysLeft} days)`,
    ),
    ...(skew.certificates.length > soon.length
      ? [
          `${counted(skew.certificates.length - soon.length, "certificate")} that ${skew.certificates.length - soon.length === 1 ? "is" : "are"} seen ends later than in 90 days`,
        ]
      : []),
    ...notShown.map(({ component, reason }) => `${component}: ${reason}`),
    ...remarks,
    ...nextStep(skew.rows, nodes),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function rankOf({ now, target }: SkewRow): number {
  return Math.min(WORST_FIRST.indexOf(now.ok), target ? WORST_FIRST.indexOf(target.ok) : 2);
}

function rowLines(
  { component, version, where, now, target: then }: SkewRow,
  target: string | null,
): readonly string[] {
  const on = where.length > 1 ? ` (${where.length} objects)` : "";
  return [
    `${now.ok.padEnd(7)}  ${component} ${version}${on}: ${now.reason}`,
    ...(then ? [`  ${then.ok.padEnd(7)}  to ${target ?? ""}: ${then.reason}`] : []),
  ];
}

function nodeLine({ about, at, ok, reason, where }: NodeRow): string {
  const when = at === "now" ? "" : " of the target";
  return `${ok.padEnd(7)}  ${about}${when}, ${counted(where.length, "node")}: ${reason}`;
}

function nextStep(rows: readonly SkewRow[], nodes: readonly NodeRow[]): readonly string[] {
  if (rows.some(({ now }) => now.ok === "no")) {
    return [
      "Next: API servers first, then controller manager and scheduler, then kubelets and kube-proxy.",
    ];
  }
  if (rows.some(({ target }) => target?.ok === "no")) {
    return [
      "Next: bring up what has to go before; then the API servers, one minor version at a time.",
    ];
  }
  return nodes.length > 0 ? ["Next: look at the nodes named above."] : [];
}

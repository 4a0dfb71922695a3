import type { ControlResult, ControlStatus, NodeEvaluation } from "@watertight/core/nodes";
import type { Paint } from "../text/paint.ts";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { countsOf, type NodeReport, STATUSES } from "./report.ts";

const WORDS: Readonly<Record<ControlStatus, string>> = {
  fail: "fail",
  unknown: "not known",
  manual: "for a person to judge",
  pass: "pass",
  "not-applicable": "not applicable",
};

const FORMATS = {
  fail: "red",
  unknown: "yellow",
  manual: "cyan",
  pass: "green",
  "not-applicable": "gray",
} as const;

/** `nodes evaluate` for people: of each node what fails, then what is not known and what a person has to say, then the sum. */
export function nodesText({ evaluations }: NodeReport, paint: Paint): string {
  if (evaluations.length === 0) return "There are no facts of any node in the input.\n";
  return `${evaluations.map((each) => sectionOf(each, paint)).join("\n\n")}\n`;
}

function sectionOf({ node, benchmark, results }: NodeEvaluation, paint: Paint): string {
  const counts = countsOf(results);
  const sum = STATUSES.filter((status) => (counts.get(status) ?? 0) > 0)
    .map((status) => paint(FORMATS[status], `${counts.get(status) ?? 0} ${WORDS[status]}`))
    .join(", ");
  const heading = `${paint("bold", sanitize(node))} by ${sanitize(benchmark)}: ${counted(results.length, "control")}`;
  const failed = results
    .filter(({ status }) => status === "fail")
    .map((each) => failure(each, paint));
  const rest = (["unknown", "manual"] as const).flatMap((status) => groups(results, status, paint));
  return [heading, ...failed, ...rest, `  ${sum}`].join("\n");
}

function failure(result: ControlResult, paint: Paint): string {
  const { control, title, seen, where, wanted, reason, remediation } = result;
  const because = reason === "" ? "" : ` (${reason})`;
  const below = [
    `seen: ${seen || "nothing"} at ${where || "no place"}${because}`,
    `wanted: ${wanted}`,
    ...(remediation === "" ? [] : [remediation]),
  ];
  const head = `  ${paint("red", "fail")} ${sanitize(`${control} ${title}`)}`;
  return [head, ...below.map((line) => `    ${sanitize(line)}`)].join("\n");
}

/** What is not known or manual, by its reason: the ids suffice. */
function groups(
  results: readonly ControlResult[],
  status: "unknown" | "manual",
  paint: Paint,
): string[] {
  const byReason = new Map<string, string[]>();
  for (const each of results) {
    if (each.status !== status) continue;
    const list = byReason.get(each.reason) ?? [];
    byReason.set(each.reason, [...list, each.control]);
  }
  return Array.from(
    byReason,
    ([reason, ids]) =>
      `  ${paint(FORMATS[status], WORDS[status])}: ${sanitize(reason)}\n    ${ids.map(sanitize).join(", ")}`,
  );
}

import { versionText } from "@watertight/core/upgrade";
import { counted, sanitize } from "@watertight/reports/text";
import type { AskedPlan } from "./model.ts";
import { nameOfObject, secondsText, stepWords } from "./words.ts";

/** Of steps that say nothing but that they are taken, so many are shown. */
const MOST_STEPS = 60;
const MOST_STOPS = 30;

/** For people: what blocks first, then the steps, what stops, and what is not known. */
export function planText(asked: AskedPlan): string {
  const { plan, collected } = asked;
  const { blockers, closes, unknown } = plan;
  const lines = [
    `From ${versionText(plan.from)} to ${versionText(plan.to)}: ${counted(plan.steps.length, "step")}, ${counted(blockers.length, "blocker")}.`,
    ...section("What blocks:", blockers.flatMap(blockerLines)),
    ...section("Steps:", stepLines(asked)),
    ...section("What stops, or is lost:", stopLines(asked)),
    ...section("Not known:", [
      ...unknown.map(
        ({ object, reason }) => `  - ${object ? `${nameOfObject(object)}: ` : ""}${reason}`,
      ),
      ...collected.statements.map((each) => `  - ${each}`),
    ]),
    ...(closes.length > 0
      ? [`It closes ${counted(closes.length, "CVE")}: ${closes.join(", ")}.`]
      : []),
    nextOf(asked),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function blockerLines({
  kind,
  object,
  caller,
  nodes,
  reason,
  fix,
}: AskedPlan["plan"]["blockers"][number]): readonly string[] {
  const who = object ? nameOfObject(object) : (caller ?? "");
  const where =
    nodes.length === 0
      ? ""
      : ` (${nodes.length === 1 ? `node ${nodes[0] ?? ""}` : `${nodes.length} nodes`})`;
  return [
    `  - ${kind}: ${who === "" ? "" : `${who}: `}${reason}${where}`,
    ...(fix ? [`    ${fix.message}${fix.proven ? " Judged again with it: it passes." : ""}`] : []),
  ];
}

function stepLines({ plan: { steps } }: AskedPlan): readonly string[] {
  const shown = steps.slice(0, MOST_STEPS);
  return [
    ...shown.flatMap((step) => [
      `  ${step.order}. ${stepWords(step)}`,
      ...step.gates
        .filter(({ verdict }) => verdict !== "yes")
        .map(({ gate, verdict, reason }) => `    - ${gate}: ${verdict}: ${reason}`),
    ]),
    ...(steps.length > shown.length
      ? [`  … ${steps.length - shown.length} more; -o json has all of them.`]
      : []),
  ];
}

function stopLines({ plan: { stops } }: AskedPlan): readonly string[] {
  const shown = stops.slice(0, MOST_STOPS);
  return [
    ...shown.map(({ kind, object, node, reason, seconds }) => {
      const when = node === undefined ? "" : `, at the drain of ${node}`;
      const time = kind === "local-data" || node === undefined ? "" : ` (${secondsText(seconds)})`;
      return `  - ${kind}: ${nameOfObject(object)}: ${reason}${when}${time}`;
    }),
    ...(stops.length > shown.length
      ? [`  … ${stops.length - shown.length} more; -o json has all of them.`]
      : []),
  ];
}

function nextOf({ plan: { blockers, steps } }: AskedPlan): string {
  if (blockers.length > 0) return "Next: end what blocks, then ask for the plan again.";
  return steps.length === 0
    ? "Nothing is to be done."
    : "Next: copy etcd, then take the steps one after another; -o markdown is a checklist.";
}

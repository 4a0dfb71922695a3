import { ATTACK_STEPS, type AttackPath, textOfVertex } from "@watertight/core/attack-paths";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { changeText } from "@watertight/reports/attack-paths";
import { positionIn, sanitize } from "@watertight/reports/text";

/** One path a line: who begins, each step and what it gives. */
export function pathLine({ certainty, from, steps }: AttackPath): string {
  const way = steps.map(
    ({ edge, to, unknown }) => `-[${edge}${unknown.length > 0 ? " ?" : ""}]-> ${textOfVertex(to)}`,
  );
  const verdict = certainty === "yes" ? "yes" : "may";
  return `${sanitize(`${verdict}  ${textOfVertex(from)} ${way.join(" ")}`)}\n`;
}

/** A path step by step, with what each rests on and what breaks it. */
export function pathExplained(path: AttackPath, snapshot: Snapshot): string {
  const lines = path.steps.flatMap((step, index) => [
    `  ${index + 1}. ${textOfVertex(step.from)} ${ATTACK_STEPS[step.edge].title}: ${textOfVertex(step.to)}`,
    ...step.unknown.map((reason) => `     not known: ${reason}`),
    ...step.proof.map((each) => {
      const { kind, namespace, name } = each.object;
      const place = namespace === undefined ? name : `${namespace}/${name}`;
      const position = positionIn(snapshot, each);
      return `     ${kind} ${place} ${formatFieldPath(each.path)}: ${each.message}${position === "" ? "" : ` (${position})`}`;
    }),
    ...step.breaks.map(({ change }) => `     broken by: ${changeText(change)}`),
  ]);
  return `${pathLine(path)}${lines.map((line) => `${sanitize(line)}\n`).join("")}`;
}

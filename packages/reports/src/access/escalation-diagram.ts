import { type AccessSubject, type EscalationPath, GOALS } from "@watertight/core/access";
import { sanitize } from "../text/sanitize.ts";
import { subjectText } from "./subject-text.ts";

/** Somebody, and the ways to more rights. */
interface SubjectWays {
  readonly subject: AccessSubject;
  readonly paths: readonly EscalationPath[];
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isSure: boolean;
}

/** The ways as a picture: who or what one is, and the techniques that lead from one to the next. */
export function escalationDiagram(
  subjects: readonly SubjectWays[],
  format: "mermaid" | "dot",
): string {
  const arrows = new Map<string, Arrow>();
  for (const { subject, paths } of subjects) {
    for (const path of paths) {
      for (const arrow of arrowsOf(subjectText(subject), path)) {
        arrows.set(JSON.stringify([arrow.from, arrow.to, arrow.label]), arrow);
      }
    }
  }
  const ids = new Map<string, string>();
  const idOf = (text: string): string => {
    const id = ids.get(text) ?? `n${ids.size + 1}`;
    ids.set(text, id);
    return id;
  };
  const lines = [...arrows.values()].map((arrow) => {
    const [from, to] = [idOf(arrow.from), idOf(arrow.to)];
    return format === "mermaid" ? mermaidArrow(arrow, from, to) : dotArrow(arrow, from, to);
  });
  const nodes = [...ids].map(([text, id]) =>
    format === "mermaid"
      ? `  ${id}["${mermaidText(text)}"]`
      : `  ${id} [label="${dotText(text)}"];`,
  );
  return format === "mermaid"
    ? `${["flowchart LR", ...nodes, ...lines].join("\n")}\n`
    : `${["digraph escalation {", "  rankdir=LR;", "  node [shape=box];", ...nodes, ...lines, "}"].join("\n")}\n`;
}

/** The steps from box to box; who acts next is whom the step before gave, so its box is the same. */
function arrowsOf(start: string, { steps, goal, verdict }: EscalationPath): readonly Arrow[] {
  let from = start;
  return steps.map((step, index) => {
    const isLast = index === steps.length - 1;
    const gained = step.gains.replace(/^acts as /, "");
    const to = isLast && goal !== "accounts" ? GOALS[goal].title : gained;
    const isSure = verdict === "yes" || step.unknown === undefined;
    const arrow = { from, to, label: step.technique, isSure };
    from = to;
    return arrow;
  });
}

function mermaidArrow({ label, isSure }: Arrow, from: string, to: string): string {
  const line = isSure ? "-->" : "-.->";
  return `  ${from} ${line}|"${mermaidText(label)}"| ${to}`;
}

function dotArrow({ label, isSure }: Arrow, from: string, to: string): string {
  return `  ${from} -> ${to} [label="${dotText(label)}"${isSure ? "" : ", style=dashed"}];`;
}

// Mermaid reads entities, written with # instead of &.
function mermaidText(text: string): string {
  return sanitize(text).replace(/[#"<>&`\\]/g, (character) => `#${character.charCodeAt(0)};`);
}

function dotText(text: string): string {
  return sanitize(text).replace(/["\\]/g, "\\$&");
}

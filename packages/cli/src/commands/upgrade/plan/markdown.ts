import { versionText } from "@watertight/core/upgrade";
import { markdownText } from "@watertight/reports/text";
import type { AskedPlan } from "./model.ts";
import { nameOfObject, secondsText, stepWords } from "./words.ts";

/** A checklist for the record of a change. */
export function planMarkdown({ plan, collected }: AskedPlan): string {
  const { from, to, steps, blockers, stops, closes, unknown, actors, assumptions } = plan;
  const text = markdownText;
  const lines = [
    `# Upgrade of Kubernetes from ${versionText(from)} to ${versionText(to)}`,
    "",
    ...heading(
      "Before: what blocks",
      blockers.map(({ kind, object, caller, reason, fix }) => {
        const who = object ? nameOfObject(object) : (caller ?? "the cluster");
        return `- [ ] **${kind}** ${text(who)}: ${text(reason)}${fix ? `. ${text(fix.message)}` : ""}`;
      }),
    ),
    ...heading("Before: what is not known", [
      ...unknown.map(
        ({ object, reason }) =>
          `- [ ] ${object ? `${text(nameOfObject(object))}: ` : ""}${text(reason)}`,
      ),
      ...collected.statements.map((each) => `- [ ] ${text(each)}`),
    ]),
    ...heading("Steps", [
      "- [ ] copy etcd, and try the copy",
      ...steps.flatMap((step) => [
        `- [ ] ${step.order}. ${text(stepWords(step))}`,
        ...step.gates.map(
          ({ gate, verdict, reason }) => `  - ${gate}: ${verdict} (${text(reason)})`,
        ),
        `  - back: ${text(step.rollback)}`,
      ]),
    ]),
    ...heading(
      "What stops, or is lost",
      stops.map(
        ({ kind, object, node, reason, seconds }) =>
          `- ${kind}: ${text(nameOfObject(object))}: ${text(reason)}${node === undefined ? "" : `, at the drain of ${text(node)}`}, ${secondsText(seconds)}`,
      ),
    ),
    ...heading(
      "Who may",
      actors.map(
        ({ action, needs, subjects, auditLevel }) =>
          `- ${action} (${needs.join(", ")}): ${text(subjects.join(", ") || "nobody that is shown")}; audit level ${auditLevel ?? "unknown"}`,
      ),
    ),
    ...heading(
      "CVEs that it closes",
      closes.map((each) => `- ${each}`),
    ),
    ...heading(
      "It rests on",
      assumptions.map((each) => `- ${text(each)}`),
    ),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function heading(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

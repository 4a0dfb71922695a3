import { type AllowedSubject, isPartOfKubernetes } from "@watertight/core/access";
import type { Snapshot } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { counted, sanitize } from "@watertight/reports/text";
import { createLocator, grantText, type Locate } from "../evidence-text.ts";
import { requestText } from "../question.ts";
import type { WhoCanAnswer } from "./answer.ts";
import type { Groups } from "./groups.ts";

/** `access who-can` for people: the subjects with the bindings, roles and rules that allow it. */
export function whoCanText(
  { request, allowed: all, nodes, premises, groups }: WhoCanAnswer,
  snapshot: Snapshot,
  { showSystem }: { readonly showSystem: boolean },
): string {
  const shown = showSystem ? all : all.filter(({ subject }) => !isPartOfKubernetes(subject));
  const locate = createLocator(snapshot);
  const folded = all.length - shown.length;
  const lines = [
    `who can ${requestText(request)}:`,
    ...(shown.length === 0 ? ["  nobody else"] : []),
    ...shown.flatMap((allowed) => allowedLines(allowed, groups, locate)),
    ...(nodes.length === 0 ? [] : [`  the kubelets of nodes ${nodes.join(", ")}`]),
    ...(folded === 0
      ? []
      : [`  and ${counted(folded, "subject")} of Kubernetes itself; --show-system lists them`]),
    "assuming:",
    ...premises.map((premise) => `  ${premise}`),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function allowedLines(
  { subject, grants }: AllowedSubject,
  groups: Groups | undefined,
  locate: Locate,
): readonly string[] {
  const members = groups && subject.kind === "Group" ? groups.membersOf(subject.name) : [];
  return [
    `  ${subjectText(subject)}`,
    ...(grants.length === 0 ? ["    always: the API server asks nobody"] : []),
    ...grants.map((grant) => `    ${grantText(grant, locate)}`),
    ...members.map((member) => `    member ${member}`),
  ];
}

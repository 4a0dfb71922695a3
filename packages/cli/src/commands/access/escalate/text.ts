import {
  type AccessBinding,
  type AccessSubject,
  type EscalationNeed,
  type EscalationPath,
  type EscalationStep,
  GOALS,
  type Grant,
  TECHNIQUES,
} from "@watertight/core/access";
import type { Evidence } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { counted, sanitize } from "@watertight/reports/text";
import { createLocator, evidenceText, grantText } from "../evidence-text.ts";
import { requestText } from "../question.ts";
import type { EscalationReport, SubjectReport } from "./report.ts";

type Locate = (evidence: Evidence) => string | undefined;

/** `access escalate` for people: each way with its steps, what proves them and what breaks them. */
export function escalationText(report: EscalationReport): string {
  const locate = createLocator(report.snapshot);
  const sections = [
    ...report.subjects.map((subject) => subjectLines(subject, locate)),
    alreadyLines(report, locate),
    closingLines(report),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(sanitize).join("\n"));
  return `${text.join("\n\n")}\n`;
}

function subjectLines(report: SubjectReport, locate: Locate): readonly string[] {
  const { subject, paths, holds, isKnown, bounded, cuts } = report;
  const lines = [subjectText(subject)];
  if (!isKnown) lines.push("  is not in the input; what its groups may do it may do");
  for (const goal of holds) lines.push(`  ${GOALS[goal].title} already, by its own rights`);
  if (paths.length === 0) return [...lines, "  has no escalation path"];
  for (const { goal, cut } of cuts) {
    for (const path of paths.filter((one) => one.goal === goal)) {
      lines.push(...pathLines(subject, path, locate));
    }
    if (bounded.includes(goal)) {
      lines.push("  there may be more paths to it; --subject and --paths show more");
    }
    lines.push(
      ...cutLines(subject, goal, cut),
      ...remedyLines(paths.find((one) => one.goal === goal)),
    );
  }
  return lines;
}

function pathLines(
  subject: AccessSubject,
  { goal, verdict, reasons, steps, breakers }: EscalationPath,
  locate: Locate,
): readonly string[] {
  const { title } = GOALS[goal];
  const sure = verdict === "yes" ? "" : "may be: ";
  return [
    `  ${sure}${title} in ${counted(steps.length, "step")}`,
    ...steps.flatMap((step, index) => stepLines(subject, step, index + 1, locate)),
    ...reasons.map((reason) => `    not sure: ${reason}`),
    breakers.length === 0
      ? "    no single binding breaks it"
      : `    any one of these breaks it: ${breakers.map(bindingText).join(", ")}`,
  ];
}

function stepLines(
  subject: AccessSubject,
  step: EscalationStep,
  number: number,
  locate: Locate,
): readonly string[] {
  const { technique, actor, gains, needs, evidence } = step;
  const { title, attack, microsoft } = TECHNIQUES[technique];
  const by = actor === subjectText(subject) ? "" : `as ${actor}, `;
  const ids = [...attack, ...microsoft].join(", ");
  return [
    `    ${number}. ${by}${title}: ${gains} (${technique}${ids === "" ? "" : `, ${ids}`})`,
    ...needs.flatMap((need) => needLines(need, locate)),
    ...evidence.map((one) => `       ${evidenceText(one, locate)}`),
  ];
}

function needLines({ request, grants }: EscalationNeed, locate: Locate): readonly string[] {
  const [first, ...others] = grants;
  const more = others.length === 0 ? "" : `, and ${counted(others.length, "other grant")}`;
  const how = first ? ` ${grantText(first, locate)}${more}` : " with the role that it has bound";
  return [request ? `       may ${requestText(request)}${how}` : `       has its rights${how}`];
}

function cutLines(
  subject: AccessSubject,
  goal: EscalationPath["goal"],
  { bindings, smallest, verified }: SubjectReport["cuts"][number]["cut"],
): readonly string[] {
  const title = GOALS[goal].title;
  if (!verified) {
    return [`  no set of bindings was found whose removal keeps it from this: ${title}`];
  }
  const size = smallest ? "the smallest such set" : "there may be a smaller set";
  return [
    `  so that it no longer ${title} in any way (${size}; searched again without it):`,
    ...bindings.map((binding) => `    ${removalText(subject, binding)}`),
  ];
}

/** What breaks the first way where its bindings have to stay, one line a step. */
function remedyLines(path: EscalationPath | undefined): readonly string[] {
  const remedies = (path?.steps ?? []).map(
    ({ technique }, index) => `    step ${index + 1}: ${TECHNIQUES[technique].remedy}`,
  );
  return remedies.length === 0
    ? []
    : ["  or break the first path where its bindings have to stay:", ...remedies];
}

/** Where the binding names others too, taking out the subject is enough. */
function removalText(subject: AccessSubject, binding: AccessBinding): string {
  const named = binding.subjects.some((one) => subjectText(one) === subjectText(subject));
  const others = binding.subjects.length - 1;
  return named && others > 0
    ? `take ${subjectText(subject)} out of ${bindingText(binding)}, which names ${counted(others, "other")} too`
    : `delete ${bindingText(binding)}`;
}

function bindingText(binding: Grant["binding"]): string {
  return subjectText(binding);
}

function alreadyLines(report: EscalationReport, locate: Locate): readonly string[] {
  const { already, admins, malformed, notShown, deliveries } = report;
  const lines = [
    ...already.map(({ subject }) => `  ${subjectText(subject)}`),
    ...admins.map(({ name, reason }) => `  ${name}: ${reason}`),
  ];
  const delivered = deliveries.flatMap(({ delivery, grants }) => {
    const [grant] = grants;
    if (!grant) return [];
    const { account, reason, suffices, source } = delivery;
    return [
      `critical: ServiceAccount ${account.namespace}/${account.name} is cluster-admin, and ${reason}`,
      `  ${evidenceText(delivery.evidence, locate)}`,
      `  ${grantText(grant, locate)}`,
      ...(suffices === undefined ? [] : [`  ${suffices} (${source ?? ""})`]),
    ];
  });
  return [
    ...(lines.length === 0 ? [] : ["cluster-admin already:", ...lines]),
    ...delivered,
    ...malformed.map((evidence) => evidenceText(evidence, locate)),
    ...notShown,
  ];
}

function closingLines(report: EscalationReport): readonly string[] {
  const { subjects, others, folded, assumptions, unknowns, incomplete } = report;
  const found = subjects.filter(({ paths }) => paths.length > 0).length;
  const sentence =
    found === 0
      ? "No subject can escalate its privileges."
      : `${counted(found, "subject")} may escalate ${found === 1 ? "its" : "their"} privileges.`;
  return [
    sentence,
    ...others.map(
      ({ goal, count }) =>
        `${counted(count, "subject")} besides: ${GOALS[goal].title} (--goal ${goal}).`,
    ),
    ...(folded === 0
      ? []
      : [`${counted(folded, "subject")} of Kubernetes itself left out (--show-system).`]),
    ...(incomplete ? ["Some of the input could not be read: there may be more paths."] : []),
    ...(unknowns.length === 0 ? [] : ["not known:", ...unknowns.map((one) => `  ${one}`)]),
    "assuming:",
    ...assumptions.map((one) => `  ${one}`),
  ];
}

import {
  type AccessBinding,
  type AccessSubject,
  type EscalationNeed,
  type EscalationPath,
  type EscalationStep,
  GOALS,
  type GoalId,
  type Grant,
  isBootstrapping,
  TECHNIQUES,
} from "@watertight/core/access";
import { headingOf } from "@watertight/core/findings";
import { isOfFacts } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { counted, sanitize } from "@watertight/reports/text";
import { shellWord } from "../../../terminal/shell-word.ts";
import { createLocator, evidenceText, grantText, type Locate } from "../evidence-text.ts";
import { requestText } from "../question.ts";
import type { EscalationReport, SubjectReport } from "./report.ts";

/**
 * `access escalate` for people: who is cluster-admin already, then each way with its steps, what proves them and what breaks them.
 * Of everybody, who becomes cluster-admin is shown no ways to less.
 */
export function escalationText(report: EscalationReport): string {
  const locate = createLocator(report.snapshot);
  const already = alreadyLines(report, locate);
  const asked = report.subjects.map((subject) => subjectLines(subject, report.isOfAll, locate));
  const sections = [
    ...(report.isOfAll ? [already, ...asked] : [...asked, already]),
    ...(report.subjects.some(({ paths }) => paths.length > 0)
      ? [assumptionLines(report), closingLines(report)]
      : [closingLines(report), assumptionLines(report)]),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(sanitize).join("\n"));
  return `${text.join("\n\n")}\n`;
}

function subjectLines(report: SubjectReport, isOfAll: boolean, locate: Locate): readonly string[] {
  const { subject, paths, holds, isKnown, cuts } = report;
  const lines = [subjectText(subject)];
  if (!isKnown) lines.push("  is not in the input; what its groups may do it may do");
  for (const goal of holds) lines.push(`  ${heldText(goal)} already, by its own rights`);
  if (paths.length === 0) {
    return holds.includes("cluster-admin") ? lines : [...lines, "  has no escalation path"];
  }
  const [worst] = cuts;
  const isBrief = isOfAll && worst?.goal === "cluster-admin";
  const shown = isBrief ? [worst] : cuts;
  return [
    ...lines,
    ...shown.flatMap((each) => goalLines(report, each, locate)),
    ...(isBrief ? lesserLines(report) : []),
  ];
}

/** Nobody becomes what they are. */
function heldText(goal: GoalId): string {
  return GOALS[goal].title.replace(/^becomes /, "is ");
}

function goalLines(
  { subject, paths, bounded }: SubjectReport,
  { goal, cut }: SubjectReport["cuts"][number],
  locate: Locate,
): readonly string[] {
  const those = paths.filter((one) => one.goal === goal);
  return [
    ...those.flatMap((path) => pathLines(subject, path, locate)),
    ...(bounded.includes(goal)
      ? ["  there may be more paths to it; --subject and --paths show more"]
      : []),
    ...cutLines(subject, goal, cut),
    ...remedyLines(those[0]),
  ];
}

/** The goals besides cluster-admin, each in half a line. */
function lesserLines({ subject, paths, cuts }: SubjectReport): readonly string[] {
  const others = cuts.slice(1).map(({ goal }) => {
    const steps = paths.find((one) => one.goal === goal)?.steps.length ?? 0;
    return `${GOALS[goal].title} in ${counted(steps, "step")}`;
  });
  return others.length === 0
    ? []
    : [
        `  without that, too: ${others.join("; ")} (--subject ${shellWord(subjectArgument(subject))} shows how)`,
      ];
}

/** As `--subject` takes it. */
function subjectArgument({ kind, namespace, name }: AccessSubject): string {
  return kind === "ServiceAccount" ? `${namespace}/${name}` : `${kind.toLowerCase()}:${name}`;
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
    breakersLine(breakers),
  ];
}

/** What Kubernetes makes itself is no advice: it makes it again, and does not work without. */
function breakersLine(breakers: EscalationPath["breakers"]): string {
  const removable = breakers.filter((binding) => !isBootstrapping(binding));
  if (removable.length > 0) {
    return `    any one of these breaks it: ${removable.map(bindingText).join(", ")}`;
  }
  return breakers.length === 0
    ? "    no single binding breaks it"
    : "    no single binding breaks it but those that Kubernetes makes itself";
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
  const { object, reference } = binding.object;
  if (isOfFacts(object)) return `take away in the cloud what ${headingOf(reference)} says`;
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

function assumptionLines({ assumptions, unknowns, folded }: EscalationReport): readonly string[] {
  return [
    ...(unknowns.length === 0 ? [] : ["not known:", ...unknowns.map((one) => `  ${one}`)]),
    "assuming:",
    ...assumptions.map((one) => `  ${one}`),
    ...(folded === 0
      ? []
      : [`${counted(folded, "subject")} of Kubernetes itself left out (--show-system).`]),
  ];
}

function closingLines(report: EscalationReport): readonly string[] {
  const { subjects, others, incomplete } = report;
  const found = subjects.filter(({ paths }) => paths.length > 0);
  const sentence =
    found.length === 0
      ? "No subject can escalate its privileges."
      : `${counted(found.length, "subject")} may escalate ${found.length === 1 ? "its" : "their"} privileges.`;
  return [
    sentence,
    ...others.map(
      ({ goal, count }) =>
        `${counted(count, "subject")} besides: ${GOALS[goal].title} (--goal ${goal}).`,
    ),
    ...(incomplete ? ["Some of the input could not be read: there may be more paths."] : []),
    ...(found.length > 1 ? stoppingLines(found) : []),
  ];
}

/** The bindings without which several subjects have no path to the worst that they reach; only where all their paths are known. */
function stoppingLines(found: readonly SubjectReport[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { paths, bounded, cuts } of found) {
    const [worst] = cuts;
    if (!worst || bounded.includes(worst.goal)) continue;
    const [first, ...others] = paths
      .filter(({ goal }) => goal === worst.goal)
      .map(({ breakers }) => breakers.filter((each) => !isBootstrapping(each)).map(bindingText));
    const common = (first ?? []).filter((each) => others.every((other) => other.includes(each)));
    for (const each of new Set(common)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const most = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return most.length === 0
    ? []
    : [
        "",
        "Bindings that are in every path of several subjects:",
        ...most.slice(0, 5).map(([binding, count]) => `  ${counted(count, "subject")}: ${binding}`),
      ];
}

import { GOAL_IDS, GOALS, type GoalId } from "@watertight/core/access";
import { escalationDiagram } from "@watertight/reports/access";
import type { DocumentFacts } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../terminal/wrap.ts";
import { readAccessOf } from "../reading.ts";
import { namedSubject } from "../subject.ts";
import { escalationJson } from "./json.ts";
import { type EscalationReport, reportOf, type SubjectReport } from "./report.ts";
import { escalationText } from "./text.ts";

/** `access escalate`: every way to more rights, of everybody or of some. */
export const run: Run = async (args, context) => {
  const wanted = args.values("subject").map((text) => namedSubject(text, "access escalate"));
  const access = await readAccessOf(args.operands, args, context);
  const { cluster, snapshot, gap } = access;
  const { accessAtStart: authorizer, escalation } = cluster;
  const report = reportOf(
    { snapshot, authorizer, escalation, incomplete: gap !== undefined },
    {
      wanted,
      goals: goalsOf(args),
      limit: args.integer("paths") ?? (wanted.length > 0 ? 20 : 3),
      showSystem: args.flag("show-system"),
    },
  );
  const ending = endingOf(report, gap);
  context.statusSoFar(ending.status);
  const output = args.value("output") ?? "text";
  if (output === "text") writeText(context.stdout, escalationText(report));
  else context.stdout.write(documentOf(report, output, factsOf(access)));
  return ending;
};

function goalsOf(args: Arguments): readonly GoalId[] {
  const given = new Set(args.values("goal"));
  return GOAL_IDS.filter((goal) => (given.size === 0 ? GOALS[goal].isEscalation : given.has(goal)));
}

function documentOf(report: EscalationReport, format: string, facts: DocumentFacts): string {
  return format === "mermaid" || format === "dot"
    ? escalationDiagram(report.subjects, format)
    : escalationJson(report, facts);
}

/** A way that is sure is there, whatever could not be read; that there is none is sure only where all was read and known. */
function endingOf({ subjects, unknowns }: EscalationReport, gap: string | undefined): Ending {
  const paths = subjects.flatMap((one: SubjectReport) => one.paths);
  const sure = subjects.filter((one) => one.paths.some(({ verdict }) => verdict === "yes"));
  if (sure.length > 0) {
    return ended(`${counted(sure.length, "subject")} can escalate privileges.`);
  }
  if (gap !== undefined) return endedIncomplete(gap);
  const [unknown] = unknowns;
  if (unknown !== undefined) return endedIncomplete(`Not all is known: ${unknown}`);
  return paths.length === 0
    ? CLEAN
    : endedIncomplete(
        "Whether the ways that were found are open hangs on what the input does not show.",
      );
}

import { GOAL_IDS, GOALS, type GoalId } from "@watertight/core/access";
import { escalationDiagram } from "@watertight/reports/access";
import type { Arguments, Run } from "../../../command.ts";
import { EXIT_STATUS, type ExitStatus } from "../../../exit-status.ts";
import { UsageError } from "../../../usage-error.ts";
import { readAccessOf } from "../reading.ts";
import { namedSubject } from "../subject.ts";
import { escalationJson } from "./json.ts";
import { type EscalationReport, reportOf, type SubjectReport } from "./report.ts";
import { escalationText } from "./text.ts";

/** `access escalate`: every way to more rights, of everybody or of some. */
export const run: Run = async (args, context) => {
  const wanted = args.values("subject").map((text) => namedSubject(text, "access escalate"));
  const paths = [...args.values("filename"), ...args.operands];
  if (paths.length === 0) {
    throw new UsageError("Say where the roles and bindings are: PATH.", {
      verb: "access escalate",
    });
  }
  const { cluster, snapshot, incomplete } = await readAccessOf(paths, args, context);
  const { accessAtStart: authorizer, escalation } = cluster;
  const report = reportOf(
    { snapshot, authorizer, escalation, incomplete },
    {
      wanted,
      goals: goalsOf(args),
      limit: args.integer("paths") ?? (wanted.length > 0 ? 20 : 3),
      showSystem: args.flag("show-system"),
    },
  );
  const status = statusOf(report);
  context.statusSoFar(status);
  context.stdout.write(textOf(report, args.value("output")));
  return status;
};

function goalsOf(args: Arguments): readonly GoalId[] {
  const given = new Set(args.values("goal"));
  return GOAL_IDS.filter((goal) => (given.size === 0 ? GOALS[goal].isEscalation : given.has(goal)));
}

function textOf(report: EscalationReport, format: string | undefined): string {
  if (format === "json") return escalationJson(report);
  if (format === "mermaid" || format === "dot") return escalationDiagram(report.subjects, format);
  return escalationText(report);
}

/** A way that is sure is there, whatever could not be read; that there is none is sure only where all was read and known. */
function statusOf({ subjects, incomplete, unknowns }: EscalationReport): ExitStatus {
  const paths = subjects.flatMap((one: SubjectReport) => one.paths);
  if (paths.some(({ verdict }) => verdict === "yes")) return EXIT_STATUS.findings;
  return paths.length > 0 || incomplete || unknowns.length > 0
    ? EXIT_STATUS.incomplete
    : EXIT_STATUS.clean;
}

import type { ObjectsAnswer } from "@watertight/core/nodes";
import { type ControlResult, createAssessment, FRAMEWORKS } from "@watertight/core/scan";
import { counted } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { prepareScan } from "../../scanning.ts";

/** What the checks say of a cluster's objects, by the control of the CIS benchmark 1.12. */
export interface ObjectsAnswers {
  readonly answers: ReadonlyMap<string, ObjectsAnswer>;
  readonly scanning: Awaited<ReturnType<typeof prepareScan>>;
}

/** Runs the checks that speak to the CIS benchmark over the objects of these paths. */
export async function objectsAnswers(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<ObjectsAnswers> {
  const framework = FRAMEWORKS.find(({ id }) => id === "cis-1.12");
  const scanning = await prepareScan(args, context, "nodes evaluate", {
    paths,
    runs: ({ references }) => references.some(({ standard }) => standard === "cis-1.12"),
  });
  const { catalogue, checks, snapshot, gap } = scanning;
  if (!framework) return { answers: new Map(), scanning };
  const assessment = createAssessment(framework, {
    snapshot,
    catalogue,
    running: new Set(checks.map(({ id }) => id)),
    complete: gap === undefined,
  });
  for (const finding of scanning.findings()) assessment.add(finding);
  const answers = assessment.results().map((each) => [each.control.id, answerOf(each)] as const);
  return { answers: new Map(answers), scanning };
}

function answerOf({ status, reason = "", failing, findings }: ControlResult): ObjectsAnswer {
  if (status === "fail") {
    return {
      status,
      reason: `${counted(findings, "finding")} of ${failing.join(", ")}`,
      where: "the objects of the cluster",
    };
  }
  const where = status === "pass" ? "the objects of the cluster" : "";
  return { status: status === "not-assessable" ? "unknown" : status, reason, where };
}

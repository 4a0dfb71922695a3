import type { Check } from "../../checks/check.ts";
import { componentConfigurationsOf } from "../../checks/facts/component-configurations.ts";
import { componentProcessesOf } from "../../checks/facts/component-processes.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { speaksOf } from "../routes.ts";
import type { Control, Framework } from "./framework.ts";

export type ControlStatus = "pass" | "fail" | "manual" | "not-assessable";

/** What a scan says of one control. */
export interface ControlResult {
  readonly control: Control;
  readonly status: ControlStatus;
  /** Lower-case clause: why it is neither passed nor failed. */
  readonly reason?: string;
  /** The checks that speak to it. */
  readonly checks: readonly string[];
  /** Findings of those checks, those that another finding stands for included. */
  readonly findings: number;
  /** Of findings that an exception accepts. */
  readonly excepted: number;
}

/** What the results rest on. */
export interface AssessmentInput {
  readonly snapshot: Snapshot;
  /** All checks, and the ids of those that ran. */
  readonly catalogue: readonly Check[];
  readonly running: ReadonlySet<string>;
  /** Whether all of the input was examined. */
  readonly complete: boolean;
}

export interface Assessment {
  readonly add: (finding: Finding) => void;
  /** To be asked when all findings were added. */
  readonly results: () => readonly ControlResult[];
}

/** Counts findings by control. What was not looked at is never passed. */
export function createAssessment(framework: Framework, input: AssessmentInput): Assessment {
  const findings = new Map<string, number>();
  const excepted = new Map<string, number>();
  return {
    add: ({ check, standsFor = [], exception }) => {
      const counts = exception ? excepted : findings;
      for (const id of [check, ...standsFor.map((each) => each.check)]) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    },
    results: () =>
      framework.controls.map((control) => {
        const checks = input.catalogue.filter(({ references }) =>
          references.some(({ standard, id }) => standard === control.standard && id === control.id),
        );
        const count = (counts: ReadonlyMap<string, number>): number =>
          checks.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
        const found = count(findings);
        return {
          control,
          ...(found > 0 ? { status: "fail" } : unfailed(control, checks, input)),
          checks: checks.map(({ id }) => id),
          findings: found,
          excepted: count(excepted),
        };
      }),
  };
}

type Status = Pick<ControlResult, "status" | "reason">;

/** The status of a control without findings. */
function unfailed(control: Control, checks: readonly Check[], input: AssessmentInput): Status {
  if (checks.length === 0) return withoutChecks(control);
  const idle = checks.find(({ id }) => !input.running.has(id));
  if (idle) return notAssessable(`check ${idle.id} did not run`);
  if (!input.complete) return notAssessable("a part of the input was not examined");
  const { program, judged } = control;
  if (program !== undefined) {
    return runs(program, input.snapshot)
      ? { status: "pass" }
      : notAssessable(`nothing in the input runs or configures ${program}`);
  }
  if (!checks.some((check) => concerns(check, input.snapshot))) {
    return notAssessable("nothing that it is about is in the input");
  }
  if (judged === "objects") return { status: "pass" };
  return { status: "manual", reason: "nothing was found, but checks see only a part of it" };
}

function withoutChecks({ judged }: Control): Status {
  return judged === "elsewhere"
    ? notAssessable("no object shows it")
    : { status: "manual", reason: "no check speaks to it" };
}

function notAssessable(reason: string): Status {
  return { status: "not-assessable", reason };
}

/** Whether a pod of the input runs a component, or an object configures it. */
function runs(program: string, { objects }: Snapshot): boolean {
  return objects.some(({ object, podTemplates }) =>
    [...podTemplates.flatMap(componentProcessesOf), ...componentConfigurationsOf(object)].some(
      ({ component }) => component === program,
    ),
  );
}

/** Whether there is anything in the input that the check is shown. */
function concerns(check: Check, { objects }: Snapshot): boolean {
  switch (check.on) {
    case "pod":
      return objects.some(
        (target) =>
          target.podTemplates.some((pod) => check.speaksOf?.(pod) ?? true) ||
          (check.elsewhere !== undefined && speaksOf(check.elsewhere, target)),
      );
    case "object":
      return objects.some((target) => speaksOf(check, target));
    case "exception":
      return false;
  }
}

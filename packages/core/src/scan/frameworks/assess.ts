import type { Check, PodCheck } from "../../checks/check.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
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
  /** Those of them that found something that no exception accepts. */
  readonly failing: readonly string[];
  /** Findings of those checks, those that another finding stands for included. */
  readonly findings: number;
  /** Of findings that an exception accepts. */
  readonly excepted: number;
  /** What fails on nodes, by the facts of them; absent where none were given. */
  readonly nodes?: readonly NodeFailure[];
}

/** A demand of a benchmark that a node does not keep to. */
interface NodeFailure {
  readonly node: string;
  readonly benchmark: string;
  readonly control: string;
  readonly seen: string;
  readonly where: string;
}

/** What facts of nodes say of a framework's control. */
export interface NodesAnswer {
  readonly status: ControlStatus;
  /** Lower-case clause, where it is neither passed nor failed. */
  readonly reason?: string;
  readonly failures: readonly NodeFailure[];
  /** Whether it is an answer to this very control, and not to a part of it. */
  readonly isWhole: boolean;
}

/** What the results rest on. */
export interface AssessmentInput {
  readonly snapshot: Snapshot;
  /** All checks, and the ids of those that ran. */
  readonly catalogue: readonly Check[];
  readonly running: ReadonlySet<string>;
  /** Whether all of the input was examined. */
  readonly complete: boolean;
  /** Why a check could not tell of an object that it speaks of; undefined where it always could. Absent: all could. */
  readonly unassessedBy?: (check: string) => string | undefined;
  /** What facts of nodes say of a control; undefined: nothing. Absent: there are none. */
  readonly ofNodes?: (control: Control) => NodesAnswer | undefined;
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
        const checks = input.catalogue.filter((check) => speaksTo(check, control));
        const count = (counts: ReadonlyMap<string, number>): number =>
          checks.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
        const found = count(findings);
        const nodes = input.ofNodes?.(control);
        const broken = found > 0 || nodes?.status === "fail";
        return {
          control,
          ...(broken ? { status: "fail" } : keptOrOpen(control, checks, input, nodes)),
          checks: checks.map(({ id }) => id),
          failing: checks.map(({ id }) => id).filter((id) => (findings.get(id) ?? 0) > 0),
          findings: found,
          excepted: count(excepted),
          ...(input.ofNodes && { nodes: nodes?.failures ?? [] }),
        };
      }),
  };
}

type Status = Pick<ControlResult, "status" | "reason">;

/** The status of a control that nothing breaks, by what checks and nodes say: what one of them cannot tell, the other may. */
function keptOrOpen(
  control: Control,
  checks: readonly Check[],
  input: AssessmentInput,
  nodes: NodesAnswer | undefined,
): Status {
  const byChecks = unfailed(control, checks, input);
  if (!nodes || byChecks.status === "pass") return byChecks;
  if (!input.complete) return notAssessable("a part of the input was not examined");
  return openByNodes(byChecks, nodes, isOfNodes(control, checks));
}

/** `decides`: whether nodes alone decide the control. */
function openByNodes(byChecks: Status, nodes: NodesAnswer, decides: boolean): Status {
  if (nodes.status === "pass") {
    return nodes.isWhole && decides ? { status: "pass" } : { ...PARTLY_BY_NODES };
  }
  const isNearer = decides || (!nodes.isWhole && byChecks.status === "not-assessable");
  return isNearer ? { status: nodes.status, reason: nodes.reason ?? "" } : byChecks;
}

const PARTLY_BY_NODES: Status = {
  status: "manual",
  reason: "nothing was found, but nodes show only a part of it",
};

/** Whether nodes alone decide a control: it is about them, and checks see no part of it that they do not. */
function isOfNodes({ judged }: Control, checks: readonly Check[]): boolean {
  return judged === "elsewhere" || judged === "manual" || checks.length === 0;
}

/** The status of a control without findings. */
function unfailed(control: Control, checks: readonly Check[], input: AssessmentInput): Status {
  if (checks.length === 0) return withoutChecks(control);
  const idle = checks.find(({ id }) => !input.running.has(id));
  if (idle) return notAssessable(`check ${idle.id} did not run`);
  const unseen = unseenReason(control, checks, input.snapshot);
  if (unseen !== undefined) return notAssessable(unseen);
  for (const { id } of checks) {
    const unknown = input.unassessedBy?.(id);
    if (unknown !== undefined) return notAssessable(unknown);
  }
  if (!input.complete) return notAssessable("a part of the input was not examined");
  if (control.judged === "objects" || control.program !== undefined) return { status: "pass" };
  return { status: "manual", reason: "nothing was found, but checks examine only a part of it" };
}

function unseenReason(
  { program }: Control,
  checks: readonly Check[],
  snapshot: Snapshot,
): string | undefined {
  if (program !== undefined) {
    const shown = isShown(checks, snapshot);
    return shown ? undefined : `the input does not show this setting of ${program}`;
  }
  const concerned = checks.some((check) => concerns(check, snapshot));
  return concerned ? undefined : "the input holds nothing that it is about";
}

function withoutChecks({ judged, program }: Control): Status {
  if (program !== undefined) return notAssessable("no check examines it");
  return judged === "elsewhere"
    ? notAssessable("no Kubernetes object shows it")
    : { status: "manual", reason: "no check examines it" };
}

function notAssessable(reason: string): Status {
  return { status: "not-assessable", reason };
}

/** Whether a check refers to a control, or to another that is the same; of one about a program, pods that do not run it say nothing. */
export function speaksTo(check: Check, { standard, id, program, alsoBy = [] }: Control): boolean {
  if (program !== undefined && check.on === "pod" && !check.shows) return false;
  const meant = [{ standard, id }, ...alsoBy];
  return check.references.some((each) =>
    meant.some((control) => each.standard === control.standard && each.id === control.id),
  );
}

/** Whether the input shows what checks ask of a program: its settings, or for want of such a check what it is configured by. */
function isShown(checks: readonly Check[], snapshot: Snapshot): boolean {
  const ofSettings = checks.filter((check) => check.on === "pod");
  const deciding = ofSettings.length > 0 ? ofSettings : checks;
  return deciding.every((check) => concerns(check, snapshot));
}

/** Whether there is anything in the input that the check is shown. */
function concerns(check: Check, { objects }: Snapshot): boolean {
  return objects.some(isShownTo(check));
}

/** The objects that a check is shown, which it then has judged; of settings of a program those that show them. */
export function examinedBy(check: Check, { objects }: Snapshot): readonly SnapshotObject[] {
  return objects.filter(isShownTo(check));
}

function isShownTo(check: Check): (target: SnapshotObject) => boolean {
  switch (check.on) {
    case "pod": {
      const { shows } = check;
      return (target) => isSpokenOf(check, target) && (shows?.(target) ?? true);
    }
    case "object":
      return (target) => speaksOf(check, target);
    case "exception":
      return () => false;
  }
}

function isSpokenOf({ speaksOf: of, elsewhere }: PodCheck, target: SnapshotObject): boolean {
  return (
    target.podTemplates.some((pod) => of?.(pod) ?? true) ||
    (elsewhere !== undefined && speaksOf(elsewhere, target))
  );
}

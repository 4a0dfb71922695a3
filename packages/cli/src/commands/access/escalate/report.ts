import {
  type AccessSubject,
  type Authorizer,
  type Cut,
  type DeliveryAccount,
  deliveryAccountsOf,
  type Escalation,
  type EscalationPath,
  type EscalationSubject,
  everythingGrantsOf,
  GOALS,
  type GoalId,
  type Grant,
  type ImplicitAdmins,
  implicitAdminsOf,
  SYSTEM_MASTERS,
  userOfDeliveryAccount,
} from "@watertight/core/access";
import type { Snapshot } from "@watertight/core/snapshot";

/** What was read and what follows from it. */
export interface EscalationMaterial {
  readonly snapshot: Snapshot;
  readonly authorizer: Authorizer;
  readonly escalation: Escalation;
  /** Something that should have been read was not. */
  readonly incomplete: boolean;
}

export interface EscalationChoice {
  /** None: everybody but what is part of Kubernetes. */
  readonly wanted: readonly AccessSubject[];
  readonly goals: readonly GoalId[];
  readonly limit: number;
  readonly showSystem: boolean;
}

/** A subject with its ways, and what breaks all of them. */
export interface SubjectReport {
  readonly subject: AccessSubject;
  /** The input names it. */
  readonly isKnown: boolean;
  readonly isSystem: boolean;
  readonly holds: readonly GoalId[];
  readonly paths: readonly EscalationPath[];
  readonly bounded: readonly GoalId[];
  readonly cuts: readonly { readonly goal: GoalId; readonly cut: Cut }[];
}

/** Everything that the formats print. */
export interface EscalationReport extends ImplicitAdmins {
  readonly snapshot: Snapshot;
  /** Nobody was asked for by name. */
  readonly isOfAll: boolean;
  /** Those with a way, or those that were asked for. */
  readonly subjects: readonly SubjectReport[];
  /** Who is cluster-admin by a binding, and so not asked for ways. */
  readonly already: readonly EscalationSubject[];
  /** How many others hold what is no escalation, by goal: found with `--goal`. */
  readonly others: readonly { readonly goal: GoalId; readonly count: number }[];
  readonly deliveries: readonly {
    readonly delivery: DeliveryAccount;
    readonly grants: readonly Grant[];
  }[];
  /** Subjects that are part of Kubernetes and were left out. */
  readonly folded: number;
  readonly assumptions: readonly string[];
  readonly unknowns: readonly string[];
  readonly incomplete: boolean;
}

/** Asks for the ways of everybody, or of those that were named. */
export function reportOf(
  { snapshot, authorizer, escalation, incomplete }: EscalationMaterial,
  choice: EscalationChoice,
): EscalationReport {
  const { subjects: all, assumptions, unknowns } = escalation;
  const shown = choice.showSystem ? all : all.filter(({ isSystem }) => !isSystem);
  const already = shown.filter(({ holds }) => holds.includes("cluster-admin"));
  const asked =
    choice.wanted.length > 0
      ? choice.wanted.map((subject) => knownOr(all, subject))
      : shown.filter(({ holds }) => !holds.includes("cluster-admin"));
  const subjects = asked
    .map((one) => subjectReport(escalation, one, choice))
    .filter(({ paths }) => paths.length > 0 || choice.wanted.length > 0);
  return {
    snapshot,
    isOfAll: choice.wanted.length === 0,
    subjects,
    already,
    others: othersOf(shown, choice.goals),
    deliveries: deliveryAccountsOf(snapshot).map((delivery) => ({
      delivery,
      grants: everythingGrantsOf(authorizer, userOfDeliveryAccount(delivery)),
    })),
    ...implicitAdminsOf(snapshot),
    folded: all.length - shown.length,
    assumptions,
    unknowns,
    incomplete,
  };
}

function knownOr(all: readonly EscalationSubject[], subject: AccessSubject): EscalationSubject {
  const found = all.find(
    ({ subject: { kind, namespace, name } }) =>
      kind === subject.kind && namespace === subject.namespace && name === subject.name,
  );
  if (found) return found;
  // No binding is asked for this group: whoever is in it may do everything.
  const isMasters = subject.kind === "Group" && subject.name === SYSTEM_MASTERS;
  const holds: readonly GoalId[] = isMasters ? ["cluster-admin"] : [];
  return { subject, isSystem: isMasters, isKnown: isMasters, holds, reaches: holds };
}

function subjectReport(
  escalation: Escalation,
  { subject, isSystem, isKnown, holds, reaches }: EscalationSubject,
  { wanted, goals, limit }: EscalationChoice,
): SubjectReport {
  const single = wanted.length > 0;
  const open = goals.filter(
    (goal) => !holds.includes(goal) && (!isKnown || reaches.includes(goal)),
  );
  const { paths, bounded } = holds.includes("cluster-admin")
    ? { paths: [], bounded: [] }
    : escalation.pathsOf(subject, { goals: open, limit, ownOnly: !single, thorough: single });
  const reached = open.filter((goal) => paths.some((path) => path.goal === goal));
  return {
    subject,
    isKnown,
    isSystem,
    holds,
    paths,
    bounded: bounded.filter((goal) => reached.includes(goal)),
    cuts: reached.map((goal) => ({ goal, cut: escalation.cutOf(subject, goal) })),
  };
}

function othersOf(
  subjects: readonly EscalationSubject[],
  goals: readonly GoalId[],
): EscalationReport["others"] {
  const rest = Object.keys(GOALS).filter(
    (goal): goal is GoalId => !goals.some((shown) => shown === goal) && goal in GOALS,
  );
  return rest
    .map((goal) => ({
      goal,
      count: subjects.filter(
        ({ holds, reaches }) => !holds.includes("cluster-admin") && reaches.includes(goal),
      ).length,
    }))
    .filter(({ count }) => count > 0);
}

import { showsAll } from "../../snapshot/completeness.ts";
import { isOfFacts } from "../../snapshot/facts.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { type Authorizer, type AuthorizerOptions, createAuthorizer } from "../authorizer.ts";
import type { AccessBinding, AccessRole, AccessSubject } from "../model.ts";
import { usernameOf } from "../rbac-index.ts";
import { compareAccess, type SubjectChange } from "../rights/compare-access.ts";
import type { Right } from "../rights/right.ts";
import { createRightSet } from "../rights/right-set.ts";
import { createRoleRights } from "../rights/role-rights.ts";
import { SYSTEM_MASTERS } from "../user.ts";
import { applyObjects } from "./apply-objects.ts";
import { concreteLosses, type Loss } from "./concrete-losses.ts";
import { createEditable } from "./editable.ts";
import { type Excess, excessesOf } from "./excess.ts";
import type { Narrowed, Narrowing } from "./model.ts";
import { createNarrowingContext, type NarrowingContext, narrowByPrinciple } from "./narrow.ts";
import { type NarrowedObjects, narrowedObjects } from "./narrowed-objects.ts";
import { planChanges } from "./plan.ts";
import type { Usage } from "./usage.ts";

/** What subjects hold beyond what they need, and the objects that leave them what they need. */
export interface LeastPrivilege extends NarrowedObjects {
  /** Sorted by subject and principle. */
  readonly excesses: readonly Excess[];
  /** What changes in effective rights when all is applied and deleted, computed by the engine on the narrowed input. */
  readonly changes: readonly SubjectChange[];
  /** The same in what can no longer be done, with wildcards resolved. */
  readonly losses: readonly Loss[];
  /** The input with everything applied and deleted. */
  readonly narrowed: Snapshot;
  /** Bindings of which nothing could be decided because the input does not show their role. */
  readonly undecided: readonly AccessBinding[];
}

export interface LeastPrivilegeOptions {
  readonly authorizer?: AuthorizerOptions;
  /** What a log shows; who is in it keeps what was used and nothing else. */
  readonly usage?: Usage;
  /** The log covers all that subjects ever need: who is not in it needs nothing. */
  readonly isWindowComplete?: boolean;
}

/** Narrows the bindings of the input; those that only Kubernetes' own bootstrap policy has stay as they are. */
export function leastPrivilege(
  snapshot: Snapshot,
  authorizer: Authorizer,
  options: LeastPrivilegeOptions = {},
): LeastPrivilege {
  // What the cloud gives is taken away there: no object of the cluster does.
  const bindings = authorizer.bindings.filter(
    ({ defaulted, object }) => !defaulted && !isOfFacts(object.object),
  );
  const context = createNarrowingContext(snapshot, bindings);
  const roles = createRoleRights();
  const narrowings = bindings.flatMap((binding) => {
    const { role, namespace } = binding;
    if (!role) return [];
    const { rights } = roles.held(roles.keyOf([role]), namespace);
    return narrowBinding({ binding, role, rights }, context, options);
  });
  const plan = planChanges(
    narrowings.map(({ use }) => use),
    createEditable(authorizer.roles),
  );
  const objects = narrowedObjects(plan, authorizer.roles, authorizer.bindings);
  const narrowed = applyObjects(snapshot, objects);
  const isWhole = showsAll(snapshot);
  const after = createAuthorizer(narrowed, options.authorizer);
  const changes = compareAccess({ authorizer, isWhole }, { authorizer: after, isWhole });
  return {
    ...objects,
    excesses: excessesOf(narrowings, context),
    changes,
    losses: concreteLosses(changes, after, context.known),
    narrowed,
    undecided: bindings.filter(({ problem }) => problem !== undefined),
  };
}

interface GivenRights {
  readonly binding: AccessBinding;
  readonly role: AccessRole;
  readonly rights: readonly Right[];
}

function narrowBinding(
  { binding, role, rights }: GivenRights,
  context: NarrowingContext,
  options: LeastPrivilegeOptions,
): readonly Narrowing[] {
  const { namespace } = binding;
  return binding.subjects.flatMap((subject, index) => {
    if (!isNarrowable(subject)) return [];
    const usage = usageOf(subject, options);
    const narrowed = usage
      ? narrowByUsage(usage.keptBy(binding, index), context, { subject, namespace, rights })
      : narrowByPrinciple(context, subject, namespace, rights);
    const use = {
      binding,
      role,
      subject: index,
      scopes: narrowed.scopes,
      unchanged: isUnchanged(narrowed.scopes, namespace, rights),
    };
    return [{ ...narrowed, use, subject, byUsage: usage !== undefined }];
  });
}

// A binding takes nothing from the group that may do everything, and what is nobody has nothing.
function isNarrowable(subject: AccessSubject): boolean {
  if (subject.kind === "Group") return subject.name !== SYSTEM_MASTERS;
  return usernameOf(subject) !== undefined;
}

function usageOf(
  subject: AccessSubject,
  { usage, isWindowComplete = false }: LeastPrivilegeOptions,
): Usage | undefined {
  return usage && (isWindowComplete || usage.seen(subject)) ? usage : undefined;
}

interface Granted {
  readonly subject: AccessSubject;
  readonly namespace: string;
  readonly rights: readonly Right[];
}

function narrowByUsage(
  used: ReadonlyMap<string, readonly Right[]>,
  context: NarrowingContext,
  { subject, namespace, rights }: Granted,
): Narrowed {
  const given = rights.filter((right) => context.given(subject, namespace, right));
  const scopes = new Map(used);
  if (given.length > 0) scopes.set(namespace, [...(used.get(namespace) ?? []), ...given]);
  const kept = createRightSet(scopes.get(namespace) ?? []);
  const judgements = rights
    .filter((right) => !kept.covers(right))
    .map((right) => ({ principle: "not-used", right, outcome: "narrowed" }) as const);
  return { scopes, judgements };
}

function isUnchanged(
  scopes: ReadonlyMap<string, readonly Right[]>,
  namespace: string,
  rights: readonly Right[],
): boolean {
  if ([...scopes.keys()].some((scope) => scope !== namespace)) return false;
  const kept = scopes.get(namespace) ?? [];
  // Mostly nothing was taken away at all.
  if (kept.length === rights.length && kept.every((right, at) => right === rights[at])) return true;
  return rights.every(createRightSet(kept).covers);
}

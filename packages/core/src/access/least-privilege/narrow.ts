import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { isUrlRight, type ResourceRight, type Right } from "../rights/right.ts";
import { isOpenGroup } from "../rights/subjects.ts";
import { type Accounts, isDefaultAccount, readAccounts } from "./accounts.ts";
import { createGivenByKubernetes, type GivenByKubernetes } from "./bootstrap-rights.ts";
import { type Danger, dangerOf } from "./dangers.ts";
import { createHomes, type Homes } from "./homes.ts";
import {
  expandRight,
  isExplicit,
  type KnownResources,
  knownResources,
  namesResource,
} from "./known-resources.ts";
import { expandUrl } from "./known-urls.ts";
import type { Judgement, Narrowed } from "./model.ts";
import type { Outcome, PrincipleId } from "./principles.ts";

/** What decides, read once. */
export interface NarrowingContext {
  readonly accounts: Accounts;
  readonly homes: Homes;
  readonly known: KnownResources;
  readonly given: GivenByKubernetes;
}

export function createNarrowingContext(
  snapshot: Snapshot,
  bindings: readonly AccessBinding[],
): NarrowingContext {
  return {
    accounts: readAccounts(snapshot),
    homes: createHomes(snapshot, bindings),
    known: knownResources(snapshot),
    given: createGivenByKubernetes(),
  };
}

/** Narrows by principle what a binding of a namespace ("" for the cluster) gives to a subject. */
export function narrowByPrinciple(
  context: NarrowingContext,
  subject: AccessSubject,
  namespace: string,
  rights: readonly Right[],
): Narrowed {
  const scopes = new Map<string, Right[]>();
  const judgements: Judgement[] = [];
  const keep = (scope: string, right: Right): void => {
    const list = scopes.get(scope);
    if (list) list.push(right);
    else scopes.set(scope, [right]);
  };
  const whole = judgeWhole(context, subject);
  for (const right of rights) {
    if (context.given(subject, namespace, right)) keep(namespace, right);
    else if (whole === undefined) judge(right);
    else judgements.push({ principle: whole, right, outcome: "dropped" });
  }

  function judge(right: Right): void {
    if (isUrlRight(right)) {
      const parts = expandUrl(right);
      if (parts.length !== 1 || parts[0] !== right) {
        judgements.push({ principle: "wildcard", right, outcome: "narrowed" });
      }
      for (const part of parts) keep(namespace, part);
      return;
    }
    const place = { namespace, homes: context.homes.of(subject) };
    const fates = expandRight(right, context.known)
      .filter((part) => part === right || canBeIn(namespace, part, context.known))
      .map((part) => fateOf(part, right, place, context.known));
    for (const { part, scopes: kept } of fates) for (const scope of kept) keep(scope, part);
    const judgement = judgementOn(right, fates, place);
    if (judgement) judgements.push(judgement);
  }

  return { scopes, judgements };
}

/** Whether a request for a resource can be in a namespace; that for a Namespace is in itself. */
function canBeIn(
  namespace: string,
  { group, resource }: ResourceRight,
  known: KnownResources,
): boolean {
  if (namespace === "" || (group === "" && resource.startsWith("namespaces"))) return true;
  return known.find(group, resource)?.namespaced ?? true;
}

/** The principle by which a subject should have nothing at all. */
function judgeWhole(
  { accounts }: NarrowingContext,
  subject: AccessSubject,
): PrincipleId | undefined {
  if (isOpenGroup(subject)) return "everyone";
  if (subject.kind !== "ServiceAccount") return undefined;
  if (accounts.exists(subject) === "no") return "missing-account";
  if (isDefaultAccount(subject) && !accounts.isUsed(subject)) return "default-account";
  return undefined;
}

interface Place {
  /** Where the binding holds. */
  readonly namespace: string;
  readonly homes: readonly string[];
}

interface Fate {
  readonly part: ResourceRight;
  readonly danger: Danger | undefined;
  /** Where it remains. */
  readonly scopes: readonly string[];
}

/** What becomes of a right without wildcards that is part of a right as it is written. */
function fateOf(
  part: ResourceRight,
  written: ResourceRight,
  { namespace, homes }: Place,
  known: KnownResources,
): Fate {
  const danger = dangerOf(part);
  if (!danger || isAllowed(danger, namesResource(written), part, homes)) {
    return { part, danger, scopes: [namespace] };
  }
  const isNamespaced = known.find(part.group, part.resource)?.namespaced ?? true;
  if (danger.limit === "never" || !isNamespaced) return { part, danger, scopes: [] };
  const own = namespace === "" ? homes : homes.filter((home) => home === namespace);
  return { part, danger, scopes: own };
}

/** Whether a dangerous right stays wherever it is. */
function isAllowed(
  { limit }: Danger,
  isNamed: boolean,
  { name }: ResourceRight,
  homes: readonly string[],
): boolean {
  if (!isNamed || limit === "never") return false;
  // One object by its name is as narrow as it gets; and of some people nobody knows where they belong.
  return limit === "named" || name !== undefined || homes.length === 0;
}

function judgementOn(
  right: ResourceRight,
  fates: readonly Fate[],
  place: Place,
): Judgement | undefined {
  const principle = isExplicit(right) ? principleOf(fates[0]?.danger, place) : "wildcard";
  if (principle === undefined) return undefined;
  return { principle, right, outcome: outcomeOf(right, fates, place) };
}

function outcomeOf(right: ResourceRight, fates: readonly Fate[], { namespace }: Place): Outcome {
  if (fates.every(({ scopes }) => scopes.length === 0)) return "dropped";
  const isUnchanged = fates.some(
    ({ part, scopes }) => part === right && scopes.includes(namespace),
  );
  return isUnchanged ? "kept" : "narrowed";
}

function principleOf(
  danger: Danger | undefined,
  { namespace, homes }: Place,
): PrincipleId | undefined {
  if (!danger) return undefined;
  const { id, limit } = danger;
  if (limit === "never") return "escalation";
  if (homes.includes(namespace)) return undefined;
  if (limit === "home") return id === "read-secrets" ? "secrets" : "outside-namespace";
  return namespace === "" ? "cluster-wide" : undefined;
}

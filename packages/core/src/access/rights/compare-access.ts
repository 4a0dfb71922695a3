import { compareBytes } from "../../kubernetes/go-text.ts";
import type { Authorizer } from "../authorizer.ts";
import type { AccessBinding, AccessRole, AccessSubject } from "../model.ts";
import type { PolicyRule } from "../rule.ts";
import { SYSTEM_MASTERS } from "../user.ts";
import { compareSubjects, subjectKey } from "../who-can.ts";
import { mergeRights } from "./merge-rights.ts";
import { isUrlRight, type Right } from "./right.ts";
import { createRightSet, type RightSet, rightsOfRules } from "./right-set.ts";
import { indexSubjects, namespacesOf, type SubjectBindings } from "./subject-bindings.ts";
import { groupSubject, impliedGroupsOf, userOfSubject } from "./subjects.ts";

/** Rights that one side has in a scope and the other has not. */
export interface ChangedRights {
  /** "" for the whole cluster. */
  readonly namespace: string;
  readonly rule: PolicyRule;
  /** Of a right in the whole cluster: the namespaces in which the other side has it too. */
  readonly exceptIn: readonly string[];
}

/** What one subject gained and lost between two pictures of a cluster. */
export interface SubjectChange {
  readonly subject: AccessSubject;
  readonly gained: readonly ChangedRights[];
  readonly lost: readonly ChangedRights[];
  /** Roles that only the new picture gives and whose rules the input does not show, as `ClusterRole "a" in namespace "b"`. */
  readonly gainedUnknown: readonly string[];
  readonly lostUnknown: readonly string[];
}

/** One of the two pictures; `isWhole` says whether a role that is missing does not exist. */
export interface AccessPicture {
  readonly authorizer: Authorizer;
  readonly isWhole: boolean;
}

/**
 * What each subject may do on one side and not on the other, by RBAC, in effective rights: who is named how, in which order
 * and by which object does not matter. What a subject has by a group that it is in by its nature stands under the group.
 */
export function compareAccess(
  before: AccessPicture,
  after: AccessPicture,
): readonly SubjectChange[] {
  const sets = createRoleRights();
  const old = pictureOf(before, sets);
  const now = pictureOf(after, sets);
  const subjects = new Map<string, AccessSubject>();
  for (const subject of [...old.index.subjects, ...now.index.subjects]) {
    subjects.set(subjectKey(subject), subject);
  }
  const differences = new Map<string, Difference>();
  const differenceOf = (subject: AccessSubject): Difference => {
    const key = subjectKey(subject);
    const known = differences.get(key);
    if (known) return known;
    const found = differenceBetween(old.heldBy(subject), now.heldBy(subject));
    differences.set(key, found);
    return found;
  };
  return [...subjects.values()]
    .filter(({ kind, name }) => kind !== "Group" || name !== SYSTEM_MASTERS)
    .sort(compareSubjects)
    .flatMap((subject) => {
      const own = differenceOf(subject);
      if (isEmpty(own)) return [];
      const inherited = impliedGroupsOf(subject).map((group) => differenceOf(groupSubject(group)));
      const change = changeOf(subject, withoutInherited(own, inherited));
      return change.gained.length + change.lost.length === 0 &&
        change.gainedUnknown.length + change.lostUnknown.length === 0
        ? []
        : [change];
    });
}

/** What somebody has, by scope, with a key for each that is equal where the rights are. */
interface Held {
  readonly scopes: ReadonlyMap<string, HeldIn>;
  readonly unknown: ReadonlySet<string>;
}

interface HeldIn {
  readonly key: string;
  readonly rights: () => readonly Right[];
}

interface Picture {
  readonly index: SubjectBindings;
  readonly heldBy: (subject: AccessSubject) => Held;
}

function pictureOf({ authorizer, isWhole }: AccessPicture, sets: RoleRights): Picture {
  const index = indexSubjects(authorizer.chain.modes.includes("RBAC") ? authorizer.bindings : []);
  return {
    index,
    heldBy: (subject) => heldThrough(index.of(userOfSubject(subject)), isWhole, sets),
  };
}

function heldThrough(bindings: readonly AccessBinding[], isWhole: boolean, sets: RoleRights): Held {
  const scopes = new Map<string, HeldIn>();
  for (const namespace of ["", ...namespacesOf(bindings)]) {
    const roles = bindings
      .filter((binding) => binding.namespace === namespace)
      .flatMap(({ role }) => role ?? []);
    const ids = [...new Set(roles.map(sets.idOf))].sort((a, b) => a - b);
    const rights = (): readonly Right[] =>
      ids.flatMap(sets.rightsOf).filter((right) => namespace === "" || !isUrlRight(right));
    scopes.set(namespace, { key: ids.join(), rights });
  }
  const unknown = isWhole ? [] : bindings.filter(({ problem }) => problem !== undefined);
  return { scopes, unknown: new Set(unknown.map(describeUnknown)) };
}

function describeUnknown({ namespace, roleRef: { kind, name } }: AccessBinding): string {
  const role = `${kind} ${JSON.stringify(name)}`;
  return namespace === "" ? role : `${role} in namespace ${JSON.stringify(namespace)}`;
}

/** Roles that allow the same have the same number, so that most comparisons need no look at rules. */
interface RoleRights {
  readonly idOf: (role: AccessRole) => number;
  readonly rightsOf: (id: number) => readonly Right[];
}

function createRoleRights(): RoleRights {
  const ids = new Map<AccessRole, number>();
  const byText = new Map<string, number>();
  const rights: (readonly Right[])[] = [];
  return {
    idOf: (role) => {
      const known = ids.get(role);
      if (known !== undefined) return known;
      const maximal = createRightSet(rightsOfRules(role.rules)).maximal();
      const text = JSON.stringify(maximal.map((right) => JSON.stringify(sortable(right))).sort());
      const id = byText.get(text) ?? rights.push(maximal) - 1;
      byText.set(text, id);
      ids.set(role, id);
      return id;
    },
    rightsOf: (id) => rights[id] ?? [],
  };
}

function sortable(right: Right): readonly (string | undefined)[] {
  return isUrlRight(right)
    ? [right.verb, right.url]
    : [right.verb, right.group, right.resource, right.name];
}

/** A right in a scope, as `ChangedRights` has many of. */
export interface ScopedRight {
  readonly namespace: string;
  readonly right: Right;
  readonly exceptIn: readonly string[];
}

interface Difference {
  readonly gained: readonly ScopedRight[];
  readonly lost: readonly ScopedRight[];
  readonly gainedUnknown: readonly string[];
  readonly lostUnknown: readonly string[];
}

const NO_DIFFERENCE: Difference = { gained: [], lost: [], gainedUnknown: [], lostUnknown: [] };

function isEmpty({ gained, lost, gainedUnknown, lostUnknown }: Difference): boolean {
  return gained.length + lost.length + gainedUnknown.length + lostUnknown.length === 0;
}

function differenceBetween(old: Held, now: Held): Difference {
  const isSame = isSameIn(old, now);
  const namespaces = [...new Set([...old.scopes.keys(), ...now.scopes.keys()])];
  const gainedUnknown = [...now.unknown]
    .filter((role) => !old.unknown.has(role))
    .sort(compareBytes);
  const lostUnknown = [...old.unknown].filter((role) => !now.unknown.has(role)).sort(compareBytes);
  if (namespaces.every(isSame)) {
    return gainedUnknown.length + lostUnknown.length === 0
      ? NO_DIFFERENCE
      : { ...NO_DIFFERENCE, gainedUnknown, lostUnknown };
  }
  const sides = { old: setsOf(old), now: setsOf(now) };
  return {
    gained: missingFrom(sides.old, sides.now, now.scopes.keys()),
    lost: missingFrom(sides.now, sides.old, old.scopes.keys()),
    gainedUnknown,
    lostUnknown,
  };
}

/** Whether both sides have roles that allow the same in a scope; they may still allow the same where this says no. */
function isSameIn(old: Held, now: Held): (namespace: string) => boolean {
  return (namespace) =>
    (old.scopes.get(namespace)?.key ?? "") === (now.scopes.get(namespace)?.key ?? "");
}

interface Side {
  readonly everywhere: RightSet;
  /** What holds in a namespace, that of the whole cluster included. */
  readonly covers: (namespace: string, right: Right) => boolean;
  /** What is given in a scope itself. */
  readonly own: (namespace: string) => readonly Right[];
  readonly namespaces: readonly string[];
}

function setsOf({ scopes }: Held): Side {
  const sets = new Map(
    [...scopes].map(([namespace, { rights }]) => [namespace, createRightSet(rights())]),
  );
  const everywhere = sets.get("") ?? createRightSet([]);
  return {
    everywhere,
    covers: (namespace, right) =>
      everywhere.covers(right) || (sets.get(namespace)?.covers(right) ?? false),
    own: (namespace) => sets.get(namespace)?.maximal() ?? [],
    namespaces: [...scopes.keys()].filter((namespace) => namespace !== "").sort(compareBytes),
  };
}

/** The rights of `having` that `other` lacks. */
function missingFrom(
  other: Side,
  having: Side,
  namespaces: Iterable<string>,
): readonly ScopedRight[] {
  const found: ScopedRight[] = [];
  for (const namespace of namespaces) {
    for (const right of having.own(namespace)) {
      if (namespace !== "" && having.everywhere.covers(right)) continue;
      if (other.covers(namespace, right)) continue;
      const exceptIn =
        namespace === "" ? other.namespaces.filter((each) => other.covers(each, right)) : [];
      found.push({ namespace, right, exceptIn });
    }
  }
  return found;
}

function withoutInherited(own: Difference, inherited: readonly Difference[]): Difference {
  const changed = inherited.filter((difference) => !isEmpty(difference));
  if (changed.length === 0) return own;
  return {
    gained: notIn(
      own.gained,
      changed.flatMap(({ gained }) => gained),
    ),
    lost: notIn(
      own.lost,
      changed.flatMap(({ lost }) => lost),
    ),
    gainedUnknown: own.gainedUnknown.filter(
      (role) => !changed.some(({ gainedUnknown }) => gainedUnknown.includes(role)),
    ),
    lostUnknown: own.lostUnknown.filter(
      (role) => !changed.some(({ lostUnknown }) => lostUnknown.includes(role)),
    ),
  };
}

function notIn(
  own: readonly ScopedRight[],
  inherited: readonly ScopedRight[],
): readonly ScopedRight[] {
  const byNamespace = new Map<string, Right[]>();
  for (const { namespace, right } of inherited) {
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), right]);
  }
  const sets = new Map([...byNamespace].map(([key, rights]) => [key, createRightSet(rights)]));
  return own.filter(
    ({ namespace, right }) =>
      !(sets.get("")?.covers(right) ?? false) && !(sets.get(namespace)?.covers(right) ?? false),
  );
}

function changeOf(subject: AccessSubject, difference: Difference): SubjectChange {
  return {
    subject,
    gained: mergeChanges(difference.gained),
    lost: mergeChanges(difference.lost),
    gainedUnknown: difference.gainedUnknown,
    lostUnknown: difference.lostUnknown,
  };
}

/** Rights that changed, merged where namespace and exceptions are the same. */
export function mergeChanges(rights: readonly ScopedRight[]): readonly ChangedRights[] {
  const namespaces = [...new Set(rights.map(({ namespace }) => namespace))].sort(compareBytes);
  return namespaces.flatMap((namespace) =>
    mergeRights(
      rights
        .filter((one) => one.namespace === namespace)
        .map(({ right, exceptIn }) => ({ right, tags: [exceptIn] })),
      ([exceptIn = []]) => JSON.stringify(exceptIn),
    ).map(({ rule, tags: [exceptIn = []] }) => ({ namespace, rule, exceptIn })),
  );
}

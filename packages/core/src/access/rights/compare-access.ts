import { compareBytes } from "../../kubernetes/go-text.ts";
import type { Authorizer } from "../authorizer.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import type { PolicyRule } from "../rule.ts";
import { SYSTEM_MASTERS } from "../user.ts";
import { compareSubjects, subjectKey } from "../who-can.ts";
import { mergeRights } from "./merge-rights.ts";
import type { Right } from "./right.ts";
import { createRightSet } from "./right-set.ts";
import {
  createRoleRights,
  type HeldRights,
  type RoleRights,
  rolesByNamespace,
} from "./role-rights.ts";
import { indexSubjects } from "./subject-bindings.ts";
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
  const roles = createRoleRights();
  const old = pictureOf(before, roles);
  const now = pictureOf(after, roles);
  const subjects = new Map<string, AccessSubject>();
  for (const subject of [...old.subjects, ...now.subjects]) {
    subjects.set(subjectKey(subject), subject);
  }
  const differences = new Map<string, Difference>();
  const differenceOf = (subject: AccessSubject): Difference => {
    const key = subjectKey(subject);
    const known = differences.get(key);
    if (known) return known;
    // Where all that names a subject is the same, whatever it gained or lost is of its groups.
    const isSame = old.ownKey(subject) === now.ownKey(subject);
    const found = isSame
      ? NO_DIFFERENCE
      : differenceBetween(old.heldBy(subject), now.heldBy(subject));
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
      const left = withoutInherited(own, inherited);
      return isEmpty(left) ? [] : [changeOf(subject, left)];
    });
}

/** What somebody has by scope: the keys of its roles are equal where the rights are. */
interface Held {
  readonly scopes: ReadonlyMap<string, string>;
  readonly unknown: ReadonlySet<string>;
  readonly rightsIn: (namespace: string) => HeldRights;
}

interface Picture {
  readonly subjects: readonly AccessSubject[];
  /** Equal where the bindings that name a subject give the same. */
  readonly ownKey: (subject: AccessSubject) => string;
  /** With what it has by its groups. */
  readonly heldBy: (subject: AccessSubject) => Held;
}

function pictureOf({ authorizer, isWhole }: AccessPicture, roles: RoleRights): Picture {
  const index = indexSubjects(authorizer.chain.modes.includes("RBAC") ? authorizer.bindings : []);
  return {
    subjects: index.subjects,
    ownKey: (subject) => {
      const { scopes, unknown } = heldThrough(index.naming(subject), isWhole, roles);
      const given = [...scopes]
        .filter(([, key]) => key !== "")
        .sort(([a], [b]) => compareBytes(a, b));
      return JSON.stringify([given, [...unknown].sort(compareBytes)]);
    },
    heldBy: (subject) => heldThrough(index.of(userOfSubject(subject)), isWhole, roles),
  };
}

function heldThrough(
  bindings: readonly AccessBinding[],
  isWhole: boolean,
  roles: RoleRights,
): Held {
  const scopes = new Map<string, string>();
  for (const [namespace, given] of rolesByNamespace(bindings)) {
    scopes.set(namespace, roles.keyOf(given));
  }
  const unknown = isWhole ? [] : bindings.filter(({ problem }) => problem !== undefined);
  return {
    scopes,
    unknown: new Set(unknown.map(describeUnknown)),
    rightsIn: (namespace) => roles.held(scopes.get(namespace) ?? "", namespace),
  };
}

function describeUnknown({ namespace, roleRef: { kind, name } }: AccessBinding): string {
  const role = `${kind} ${JSON.stringify(name)}`;
  return namespace === "" ? role : `${role} in namespace ${JSON.stringify(namespace)}`;
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
  const gainedUnknown = [...now.unknown].filter((role) => !old.unknown.has(role));
  const lostUnknown = [...old.unknown].filter((role) => !now.unknown.has(role));
  return {
    gained: missingFrom(old, now),
    lost: missingFrom(now, old),
    gainedUnknown: gainedUnknown.sort(compareBytes),
    lostUnknown: lostUnknown.sort(compareBytes),
  };
}

/** The rights of `having` that `other` lacks. */
function missingFrom(other: Held, having: Held): readonly ScopedRight[] {
  const found: ScopedRight[] = [];
  const everywhere = having.rightsIn("");
  const places = [...other.scopes.keys()]
    .filter((namespace) => namespace !== "")
    .sort(compareBytes);
  for (const namespace of having.scopes.keys()) {
    for (const right of having.rightsIn(namespace).rights) {
      if (namespace !== "" && everywhere.covers(right)) continue;
      if (holds(other, namespace, right)) continue;
      const exceptIn = namespace === "" ? places.filter((each) => holds(other, each, right)) : [];
      found.push({ namespace, right, exceptIn });
    }
  }
  return found;
}

function holds({ rightsIn }: Held, namespace: string, right: Right): boolean {
  return rightsIn("").covers(right) || rightsIn(namespace).covers(right);
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

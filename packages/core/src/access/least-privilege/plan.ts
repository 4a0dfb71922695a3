import type { AccessBinding, AccessRole, AccessSubject } from "../model.ts";
import { mergeRules } from "../rights/merge-rights.ts";
import type { Right } from "../rights/right.ts";
import { createRightSet } from "../rights/right-set.ts";
import type { PolicyRule } from "../rule.ts";
import type { Use } from "./model.ts";

/** A role whose rules change, under its name. */
export interface RoleChange {
  readonly role: AccessRole;
  readonly rules: readonly PolicyRule[];
}

/** A binding that keeps some of its subjects, or none: then it is to be deleted. */
export interface BindingChange {
  readonly binding: AccessBinding;
  /** Indices in its subjects, ascending. */
  readonly subjects: readonly number[];
}

/** A new role with a new binding that gives it. */
export interface NewGrant {
  /** "" for a ClusterRole and a ClusterRoleBinding. */
  readonly namespace: string;
  readonly rules: readonly PolicyRule[];
  readonly subjects: readonly AccessSubject[];
  /** The binding that gave it before. */
  readonly replaces: AccessBinding;
}

/** What has to change so that every subject has what it is to keep, and no more. */
export interface Plan {
  readonly roles: readonly RoleChange[];
  readonly bindings: readonly BindingChange[];
  readonly grants: readonly NewGrant[];
}

/**
 * Plans with as few changes of names as possible: a role keeps its name where all who keep something of it in its place keep
 * the same; else it stays with those who keep all, and the others get roles of their own, because the `roleRef` of a binding
 * cannot be changed. `isEditable` says which roles are the input's own.
 */
export function planChanges(uses: readonly Use[], isEditable: (role: AccessRole) => boolean): Plan {
  const byRole = groupBy(uses, ({ role }) => role);
  const plans = [...byRole].map(([role, list]) => planRole(role, list, isEditable(role)));
  return {
    roles: plans.flatMap(({ roles }) => roles),
    bindings: plans.flatMap(({ bindings }) => bindings),
    grants: plans.flatMap(({ grants }) => grants),
  };
}

/** Stands for all that a role has. */
const WHOLE = "*";

interface OwnUse extends Use {
  /** What is kept in the place of the binding, merged. */
  readonly rules: readonly PolicyRule[];
  /** Equal where the same is kept there; "" for nothing. */
  readonly key: string;
}

function planRole(role: AccessRole, uses: readonly Use[], editable: boolean): Plan {
  const own = uses.map(ownUse);
  const first = own.find(({ key }) => key !== "");
  const isWhole = own.some(({ key }) => key === WHOLE);
  const kept = isWhole ? WHOLE : editable ? first?.key : undefined;
  const stays = ({ key }: OwnUse): boolean => key !== "" && key === kept;
  return {
    roles: !isWhole && editable && first ? [{ role, rules: first.rules }] : [],
    bindings: bindingChanges(own, stays),
    grants: [...groupBy(own, ({ binding }) => binding).values()].flatMap((list) =>
      newGrants(list, stays),
    ),
  };
}

function ownUse(use: Use): OwnUse {
  if (use.unchanged) return { ...use, rules: use.role.rules, key: WHOLE };
  const rules = rulesOf(use.scopes.get(use.binding.namespace) ?? []);
  return { ...use, rules, key: rules.length === 0 ? "" : JSON.stringify(rules) };
}

function rulesOf(rights: readonly Right[]): readonly PolicyRule[] {
  return mergeRules(createRightSet(rights).maximal());
}

function bindingChanges(
  uses: readonly OwnUse[],
  stays: (use: OwnUse) => boolean,
): readonly BindingChange[] {
  return [...groupBy(uses, ({ binding }) => binding)].flatMap(([binding, list]) => {
    const subjects = list.filter(stays).map(({ subject }) => subject);
    return subjects.length === list.length ? [] : [{ binding, subjects }];
  });
}

/** The grants that stand in for one binding where it no longer gives what its subjects keep. */
function newGrants(uses: readonly OwnUse[], stays: (use: OwnUse) => boolean): readonly NewGrant[] {
  const wanted = uses.flatMap((use) =>
    [...use.scopes]
      .filter(([namespace]) => namespace !== use.binding.namespace || !stays(use))
      .map(([namespace, rights]) => ({ use, namespace, rules: rulesOf(rights) }))
      .filter(({ rules }) => rules.length > 0),
  );
  const groups = groupBy(wanted, ({ namespace, rules }) => JSON.stringify([namespace, rules]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { namespace, rules, use } = first;
    const subjects = group.flatMap(({ use: each }) => each.binding.subjects[each.subject] ?? []);
    return [{ namespace, rules, subjects, replaces: use.binding }];
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

import type { Edit } from "../../hypergraph/index.ts";
import type { AccessBinding, AccessRole } from "../model.ts";
import type { ResourceRequest } from "../request.ts";
import { allowsEverything } from "../rule.ts";
import type { HeldRight, RightAlternative } from "./held-right.ts";
import type { Principal, Principals } from "./principals.ts";
import { removalOf } from "./removal.ts";
import type { RightId } from "./right-ids.ts";
import type { RoleRight } from "./role-rights.ts";

/** Who has a right somewhere: principal to the ways in which it has it. */
export type HoldersOfRight = ReadonlyMap<Principal, readonly RightAlternative[]>;

/** Rights, inverted: from the right to who has it. */
export interface Holders {
  /** Who has it for every name, by a grant of exactly this scope: "" is the whole cluster. */
  readonly all: (right: RightId, namespace: string) => HoldersOfRight;
  /** Who has it for some names only. */
  readonly named: (right: RightId, namespace: string) => ReadonlyMap<string, HoldersOfRight>;
  /** The scopes in which anybody has it. */
  readonly scopes: (right: RightId) => ReadonlySet<string>;
  /** Gives somebody the rights of a role that it has bound on the way. */
  readonly addBoundRole: (principal: Principal, role: AccessRole) => void;
  /** Every right on everything, by the scope of the grant. */
  readonly everything: ReadonlyMap<string, HoldersOfRight>;
}

type Writable = Map<Principal, RightAlternative[]>;

/** Who has a right, by scope, and by scope and name. */
interface OfRight {
  readonly scopes: Set<string>;
  readonly all: Map<string, Writable>;
  readonly named: Map<string, Map<string, Writable>>;
}

const NOBODY: HoldersOfRight = new Map();
const NO_NAMES: ReadonlyMap<string, HoldersOfRight> = new Map();

/** One pass over the bindings. */
export function createHolders(
  bindings: readonly AccessBinding[],
  principals: Principals,
  rightsOf: (role: AccessRole) => readonly RoleRight[],
): Holders {
  const byRight = new Map<RightId, OfRight>();
  const everything = new Map<string, Writable>();

  function add(principal: Principal, source: Source, scope: string): void {
    const { role } = source;
    const rule = role.rules.findIndex(allowsEverything);
    if (rule >= 0) {
      const ways = waysOf(addTo(everything, scope, newHolders), principal);
      addWay(ways, source, { rule }, { place: scope, name: "" });
      // Whoever is cluster-admin by a grant gains nothing by what else that grant allows.
      if (scope === "") return;
    }
    for (const right of rightsOf(role)) addRight(principal, source, right, scope);
  }

  function addRight(principal: Principal, source: Source, right: RoleRight, scope: string): void {
    const place = scopeOf(right, scope);
    if (place === undefined) return;
    const { scopes, all, named } = addTo(byRight, right.right, newRight);
    scopes.add(place);
    if (right.names === undefined) {
      addWay(waysOf(addTo(all, place, newHolders), principal), source, right, { place, name: "" });
      return;
    }
    const byName = addTo(named, place, newNames);
    for (const name of right.names) {
      addWay(waysOf(addTo(byName, name, newHolders), principal), source, right, { place, name });
    }
  }

  for (const binding of bindings) {
    const { role } = binding;
    if (!role) continue;
    const seen = new Set<Principal>();
    const edit = removalOf(binding);
    for (const [subject, named] of binding.subjects.entries()) {
      const principal = principals.ofSubject(named);
      if (principal === undefined || seen.has(principal)) continue;
      seen.add(principal);
      add(principal, { binding, edit, subject, role }, binding.namespace);
    }
  }

  return {
    all: (right, namespace) => byRight.get(right)?.all.get(namespace) ?? NOBODY,
    named: (right, namespace) => byRight.get(right)?.named.get(namespace) ?? NO_NAMES,
    scopes: (right) => byRight.get(right)?.scopes ?? new Set(),
    addBoundRole: (principal, role) => {
      const source = { binding: undefined, edit: undefined, subject: -1, role };
      add(principal, source, principal.namespace);
    },
    everything,
  };
}

interface Source extends Pick<HeldRight, "binding" | "subject" | "role"> {
  readonly edit: Edit<AccessBinding> | undefined;
}

/** Where a right counts that a grant of this scope gives; undefined where it does not count at all. */
function scopeOf({ scope, names }: RoleRight, granted: string): string | undefined {
  // A role that can be bound in any namespace counts in all of them, but not for what has no namespace.
  if (granted === "*") return scope === "namespaced" ? "" : undefined;
  if (granted === "" || scope === "namespaced") return granted;
  if (scope === "cluster") return undefined;
  return names === undefined || names.includes(granted) ? granted : undefined;
}

/** What somebody has, by itself and by the groups that it is surely in. */
export function heldBy(
  holders: HoldersOfRight,
  principal: Principal,
  principals: Principals,
): readonly RightAlternative[] {
  const own = holders.get(principal) ?? [];
  const ofGroups = principals.groupsOf(principal).flatMap((group) => holders.get(group) ?? []);
  return ofGroups.length === 0 ? own : [...own, ...ofGroups];
}

// A binding that gives a right by several rules or verbs is one way all the same.
function addWay(
  ways: RightAlternative[],
  { binding, edit, subject, role }: Source,
  { request, rule }: { readonly request?: ResourceRequest; readonly rule: number },
  { place, name }: { readonly place: string; readonly name: string },
): void {
  const last = ways.at(-1)?.evidence;
  if (last !== undefined && last.binding === binding && last.role === role) return;
  const evidence = { request, namespace: place, name, binding, subject, role, rule };
  ways.push({ evidence, edit });
}

function newRight(): OfRight {
  return { scopes: new Set(), all: new Map(), named: new Map() };
}

function newNames(): Map<string, Writable> {
  return new Map();
}

function newHolders(): Writable {
  return new Map();
}

function newWays(): RightAlternative[] {
  return [];
}

function waysOf(holders: Writable, principal: Principal): RightAlternative[] {
  return addTo(holders, principal, newWays);
}

function addTo<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

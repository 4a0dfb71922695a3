import { compareBytes, sortedSet } from "../../kubernetes/go-text.ts";
import type { Authorizer } from "../authorizer.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { compareRights, compareVerbs, isUrlRight, type ResourceRight } from "./right.ts";
import {
  createRoleRights,
  type HeldRights,
  type RoleRights,
  rolesByNamespace,
} from "./role-rights.ts";
import { indexSubjects } from "./subject-bindings.ts";
import { userOfSubject } from "./subjects.ts";

/** How far a right reaches, from nothing to everything. */
const REACHES = ["none", "named", "namespaces", "cluster"] as const;
export type Reach = (typeof REACHES)[number];

/** Whether, and where, a subject may do what a column says. */
export interface MatrixCell {
  readonly reach: Reach;
  /** Those in which it holds, sorted; empty for the whole cluster. */
  readonly namespaces: readonly string[];
  /** The only names that it holds for, sorted; empty for all. */
  readonly names: readonly string[];
}

export interface MatrixColumn {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
}

export interface MatrixRow {
  readonly subjects: readonly AccessSubject[];
  /** The subjects share the row, whose cells are the widest of theirs. */
  readonly folded: boolean;
  /** One a column. */
  readonly cells: readonly MatrixCell[];
}

/** Subjects against what they may do. */
export interface AccessMatrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** Subjects of bindings that may do nothing of what the columns say. */
  readonly without: number;
}

export interface MatrixOptions {
  /** Only what holds in one of these namespaces, whole-cluster rights included; all when empty. */
  readonly namespaces: readonly string[];
  /** Only these; when empty, every resource that a rule names. */
  readonly resources: readonly { readonly group: string; readonly resource: string }[];
  /** Only these; when empty, every verb that a rule names for the resource, and the usual ones for those that are asked for. */
  readonly verbs: readonly string[];
  /** The subjects that share one row, the last. */
  readonly isFolded: (subject: AccessSubject) => boolean;
}

/** What every subject of a binding may do by RBAC, its implicit groups included. */
export function accessMatrix(authorizer: Authorizer, options: MatrixOptions): AccessMatrix {
  const bindings = authorizer.chain.modes.includes("RBAC") ? authorizer.bindings : [];
  const index = indexSubjects(bindings);
  const roles = createRoleRights();
  const holders = index.subjects.map((subject) =>
    holderOf(subject, index.of(userOfSubject(subject)), roles, options.namespaces),
  );
  const shown = holders.filter(({ subject }) => !options.isFolded(subject));
  const columns = columnsOf(shown.length > 0 ? shown : holders, options);
  const rows = holders.map((holder) => ({
    subjects: [holder.subject],
    folded: options.isFolded(holder.subject),
    cells: columns.map((column) => cellOf(holder, column)),
  }));
  const having = rows.filter(({ cells }) => cells.some(({ reach }) => reach !== "none"));
  const folded = having.filter((row) => row.folded);
  return {
    columns,
    rows: [
      ...having.filter((row) => !row.folded),
      ...(folded.length === 0 ? [] : [foldRows(folded, columns.length)]),
    ],
    without: rows.length - having.length,
  };
}

interface Holder {
  readonly subject: AccessSubject;
  readonly everywhere: HeldRights;
  readonly inNamespaces: readonly (readonly [namespace: string, rights: HeldRights])[];
  /** Those of single objects, with the namespace that they hold in. */
  readonly named: readonly (readonly [namespace: string, right: ResourceRight])[];
}

function holderOf(
  subject: AccessSubject,
  bindings: readonly AccessBinding[],
  roles: RoleRights,
  wanted: readonly string[],
): Holder {
  const places = [...rolesByNamespace(bindings)]
    .filter(([namespace]) => namespace === "" || wanted.length === 0 || wanted.includes(namespace))
    .map(([namespace, given]): readonly [string, HeldRights] => [
      namespace,
      roles.held(roles.keyOf(given), namespace),
    ])
    .sort(([a], [b]) => compareBytes(a, b));
  return {
    subject,
    everywhere: places.find(([namespace]) => namespace === "")?.[1] ?? roles.held("", ""),
    inNamespaces: places.filter(([namespace]) => namespace !== ""),
    named: places.flatMap(([namespace, { rights }]) =>
      rights.flatMap((right): (readonly [string, ResourceRight])[] =>
        isUrlRight(right) || right.name === undefined ? [] : [[namespace, right]],
      ),
    ),
  };
}

/** The rights of all holders, each once: most hold the same roles. */
function rightsOf(holders: readonly Holder[]): readonly ResourceRight[] {
  const sets = new Set(
    holders.flatMap(({ everywhere, inNamespaces }) => [
      everywhere,
      ...inNamespaces.map(([, held]) => held),
    ]),
  );
  return [...sets].flatMap(({ rights }) =>
    rights.flatMap((right) => (isUrlRight(right) ? [] : right)),
  );
}

const USUAL_VERBS = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
];

function columnsOf(
  holders: readonly Holder[],
  { resources, verbs }: MatrixOptions,
): readonly MatrixColumn[] {
  const rights = rightsOf(holders);
  if (resources.length > 0) {
    return resources.flatMap(({ group, resource }) => {
      const named = rights.filter((right) => right.group === group && right.resource === resource);
      const known = new Set([...USUAL_VERBS, ...named.map(({ verb }) => verb)]);
      known.delete("*");
      return (verbs.length > 0 ? verbs : [...known].sort(compareVerbs)).map((verb) => ({
        verb,
        group,
        resource,
      }));
    });
  }
  const columns = new Map<string, MatrixColumn>();
  for (const { verb, group, resource } of rights) {
    const asked = verb === "*" && verbs.length > 0 ? verbs : [verb];
    for (const each of asked.filter((one) => verbs.length === 0 || verbs.includes(one))) {
      columns.set(JSON.stringify([each, group, resource]), { verb: each, group, resource });
    }
  }
  return [...columns.values()].sort(compareRights);
}

function cellOf(holder: Holder, column: MatrixColumn): MatrixCell {
  if (holder.everywhere.covers(column)) return { reach: "cluster", namespaces: [], names: [] };
  const namespaces = holder.inNamespaces
    .filter(([, set]) => set.covers(column))
    .map(([namespace]) => namespace);
  if (namespaces.length > 0) return { reach: "namespaces", namespaces, names: [] };
  const named = holder.named.filter(([, right]) => coversSomeOf(right, column));
  if (named.length === 0) return { reach: "none", namespaces: [], names: [] };
  return {
    reach: "named",
    namespaces: sortedSet(named.map(([namespace]) => namespace)).filter((name) => name !== ""),
    names: sortedSet(named.flatMap(([, { name }]) => name ?? [])),
  };
}

/** Whether a right covers a column, were it not for its name. */
function coversSomeOf({ verb, group, resource }: ResourceRight, column: MatrixColumn): boolean {
  return (
    (verb === "*" || verb === column.verb) &&
    (group === "*" || group === column.group) &&
    (resource === "*" || resource === column.resource || isSubresourceOf(resource, column.resource))
  );
}

function isSubresourceOf(pattern: string, resource: string): boolean {
  const slash = resource.indexOf("/");
  return slash >= 0 && pattern === `*${resource.slice(slash)}`;
}

function foldRows(rows: readonly MatrixRow[], width: number): MatrixRow {
  return {
    subjects: rows.flatMap(({ subjects }) => subjects),
    folded: true,
    cells: Array.from({ length: width }, (_, index) =>
      rows.map(({ cells }) => cells[index] ?? NONE).reduce(widerCell, NONE),
    ),
  };
}

const NONE: MatrixCell = { reach: "none", namespaces: [], names: [] };

function widerCell(a: MatrixCell, b: MatrixCell): MatrixCell {
  const order = REACHES.indexOf(a.reach) - REACHES.indexOf(b.reach);
  if (order !== 0) return order > 0 ? a : b;
  return {
    reach: a.reach,
    namespaces: [...new Set([...a.namespaces, ...b.namespaces])].sort(compareBytes),
    names: [...new Set([...a.names, ...b.names])].sort(compareBytes),
  };
}

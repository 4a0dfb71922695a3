import type { FieldPath } from "@watertight/core/kubernetes";
import { NODE } from "../yaml/positions.ts";
import { type Change, sameChange } from "./changes.ts";
import type { Refusal } from "./refusal.ts";
import type { SyntaxTree } from "./syntax-tree.ts";

/** A place where the content of an anchor counts, and the change that is wanted there. */
interface Site {
  readonly change: Change;
  readonly path: FieldPath;
}

interface Sites {
  own?: Site;
  readonly byAlias: Map<number, Site>;
}

/**
 * What of the wanted changes cannot be: an anchor's content may change only if the same is wanted wherever an alias stands for
 * it, for there is one text for all of them.
 */
export function refusedByAnchors(tree: SyntaxTree, change: Change): Refusal[] {
  if (!tree.hasAliases) return [];
  const aliases = aliasesOf(tree);
  const sites = new Map<number, Sites>();
  const gone: Gone[] = [];
  visit({ tree, aliases, sites, gone }, 0, change, []);
  const disagreeing = [...sites].flatMap(([target, { own, byAlias }]) => {
    const uses = aliases.get(target) ?? [];
    const agreed = uses.every(({ alias, mergedInto }) =>
      mergedInto === undefined
        ? sameChange(byAlias.get(alias)?.change, own?.change)
        : isHidden(tree, mergedInto, own?.change),
    );
    if (own && agreed) return [];
    const name = tree.source(uses[0]?.alias ?? 0).slice(1);
    return [
      ...(own
        ? [
            {
              path: own.path,
              reason: `the value stands in the anchor "&${name}", and "*${name}" uses it elsewhere too`,
            },
          ]
        : []),
      ...[...byAlias.values()].map(({ path }) => ({
        path,
        reason: `the value comes from the alias "*${name}", and changes wherever "&${name}" is used`,
      })),
    ];
  });
  return [...disagreeing, ...refusedByUse(gone, aliases, tree)];
}

/** What is taken away or replaced, by the numbers of its nodes. */
interface Gone {
  readonly path: FieldPath;
  readonly first: number;
  readonly last: number;
}

/** What cannot go because an alias that stays stands for something in it. */
function refusedByUse(
  gone: readonly Gone[],
  aliases: ReadonlyMap<number, readonly Use[]>,
  tree: SyntaxTree,
): Refusal[] {
  const isGone = (node: number): boolean =>
    gone.some(({ first, last }) => first <= node && node <= last);
  return gone.flatMap(({ path, first, last }) => {
    const used = [...aliases].find(
      ([target, uses]) =>
        first <= target && target <= last && !uses.every(({ alias }) => isGone(alias)),
    );
    const alias = used?.[1][0]?.alias;
    if (alias === undefined) return [];
    return [{ path, reason: `"${tree.source(alias)}" uses what stands there` }];
  });
}

interface Use {
  readonly alias: number;
  /** The mapping into which "<<" merges it. */
  readonly mergedInto: number | undefined;
}

interface Visit {
  readonly tree: SyntaxTree;
  readonly aliases: ReadonlyMap<number, readonly Use[]>;
  readonly sites: Map<number, Sites>;
  readonly gone: Gone[];
}

function visit(context: Visit, node: number, change: Change, path: FieldPath): void {
  const { tree, aliases, sites, gone } = context;
  if (change.kind === "set" || change.kind === "remove") {
    gone.push({ path, first: node, last: tree.next(node) - 1 });
    return;
  }
  const target = tree.target(node);
  if (aliases.has(target)) {
    const known = sites.get(target) ?? { byAlias: new Map<number, Site>() };
    sites.set(target, known);
    if (tree.isAlias(node)) known.byAlias.set(node, { change, path });
    else known.own = { change, path };
  }
  if (!tree.isAlias(node)) visitEntries(context, node, change, path);
}

function visitEntries(
  context: Visit,
  node: number,
  change: Extract<Change, { readonly kind: "members" | "items" }>,
  path: FieldPath,
): void {
  const entries = context.tree.entries(node);
  const below: ReadonlyMap<string | number, Change> =
    change.kind === "members" ? change.members : change.items;
  for (const [segment, child] of below) {
    const entry =
      typeof segment === "number"
        ? entries[segment]
        : entries.findLast(({ name }) => name === segment);
    if (entry) visit(context, entry.node, child, [...path, segment]);
  }
}

function aliasesOf(tree: SyntaxTree): Map<number, Use[]> {
  const found = new Map<number, Use[]>();
  const collect = (node: number, mergedInto: number | undefined): void => {
    if (tree.isAlias(node)) {
      const target = tree.target(node);
      found.set(target, [...(found.get(target) ?? []), { alias: node, mergedInto }]);
    }
    if (!tree.isCollection(node)) return;
    const isMapping = tree.kind(node) === NODE.mapping;
    const last = node + tree.amount(node);
    for (let child = node + 1; child <= last; ) {
      const value = isMapping ? tree.next(child) : child;
      const isMerge = isMapping && tree.keyName(child) === "<<";
      collect(value, isMerge ? node : isMapping ? undefined : mergedInto);
      child = tree.next(value);
    }
  };
  collect(0, undefined);
  return found;
}

/** Whether the mapping has keys of its own for all that changes in what it merges. */
function isHidden(tree: SyntaxTree, mapping: number, change: Change | undefined): boolean {
  if (change?.kind !== "members") return false;
  const entries = tree.entries(mapping);
  return [...change.members.keys()].every((name) => {
    const own = entries.findLast((entry) => entry.name === name);
    return own !== undefined && tree.member(mapping, name)?.node === own.node;
  });
}

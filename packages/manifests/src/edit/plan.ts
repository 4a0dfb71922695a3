import type { FieldPath, JsonValue } from "@watertight/core/kubernetes";
import { NODE } from "../yaml/positions.ts";
import { refusedByAnchors } from "./anchors.ts";
import { editBlock, fillBlock, replaceBlock } from "./block.ts";
import type { Change } from "./changes.ts";
import { editFlow, type Insertion } from "./flow.ts";
import type { Layout } from "./layout.ts";
import type { Refusal } from "./refusal.ts";
import type { Splice } from "./splice.ts";
import type { Entry, SyntaxTree } from "./syntax-tree.ts";
import { flowSource, isEmptyOrScalar, scalarSource } from "./write-value.ts";

/** How a text has to change; with refusals the splices are not all there are. */
export interface Plan {
  readonly splices: readonly Splice[];
  readonly refusals: readonly Refusal[];
}

/** The splices that change a document, as the project's own reader sees it. */
export function planOf(tree: SyntaxTree, layout: Layout, change: Change): Plan {
  const refusals = refusedByAnchors(tree, change);
  const planner: Planner = { tree, layout, splices: [], refusals };
  if (refusals.length === 0) {
    collection(planner, { node: 0, entry: undefined, path: [], inFlow: false }, change);
  }
  return planner;
}

interface Planner {
  readonly tree: SyntaxTree;
  readonly layout: Layout;
  readonly splices: Splice[];
  readonly refusals: Refusal[];
}

interface Place {
  readonly node: number;
  /** Undefined for the document's own value. */
  readonly entry: Entry | undefined;
  readonly path: FieldPath;
  readonly inFlow: boolean;
}

function collection(planner: Planner, place: Place, change: Change): void {
  const { tree, refusals } = planner;
  const { node, path } = place;
  if (change.kind === "set" || change.kind === "remove") {
    refusals.push({ path, reason: "the whole document cannot be replaced" });
  } else if (!tree.isAlias(node)) {
    // What an alias stands for is changed at its anchor.
    const entries = tree.entries(node);
    if (change.kind === "members") members(planner, { ...place, entries }, change.members);
    else items(planner, { ...place, entries }, change);
  }
}

interface CollectionPlace extends Place {
  readonly entries: readonly Entry[];
}

function members(
  planner: Planner,
  place: CollectionPlace,
  changes: ReadonlyMap<string, Change>,
): void {
  const removed = new Set<Entry>();
  const inserted: Insertion[] = [];
  for (const [name, change] of changes) {
    const path = [...place.path, name];
    const entry = place.entries.findLast((each) => each.name === name);
    const problem = memberProblem(planner, place, name, change);
    if (problem !== undefined) planner.refusals.push({ path, reason: problem });
    else if (entry && change.kind === "remove") removed.add(entry);
    else if (entry) value(planner, inside(planner, place, entry, path), change);
    else if (change.kind === "set") {
      inserted.push({ before: place.entries.length, name, value: change.value });
    }
  }
  restructure(planner, place, removed, inserted);
}

/** Why a member cannot be changed where it stands, as a clause. */
function memberProblem(
  { tree }: Planner,
  { node, entries }: CollectionPlace,
  name: string,
  change: Change,
): string | undefined {
  const own = entries.filter((entry) => entry.name === name);
  const entry = own.at(-1);
  if (entry?.isExplicit) return 'its key stands behind a "?"';
  if (tree.member(node, name)?.node !== entry?.node) {
    if (entry) return 'a "<<" behind the key overrides it';
    // A key of the mapping's own goes before what is merged.
    return change.kind === "set" ? undefined : 'the value is merged from elsewhere by "<<"';
  }
  return change.kind === "remove" ? removalProblem(tree, entries, own, name) : undefined;
}

function removalProblem(
  tree: SyntaxTree,
  entries: readonly Entry[],
  own: readonly Entry[],
  name: string,
): string | undefined {
  if (own.length > 1) return "its key is given twice";
  const isMerged = entries.some(
    (entry) => entry.name === "<<" && tree.mergedMember(entry.node, name),
  );
  return isMerged ? 'a "<<" gives the same key, which would count then' : undefined;
}

function items(
  planner: Planner,
  place: CollectionPlace,
  change: Extract<Change, { readonly kind: "items" }>,
): void {
  const removed = new Set<Entry>();
  for (const [index, each] of change.items) {
    const entry = place.entries[index];
    if (!entry) continue;
    if (each.kind === "remove") removed.add(entry);
    else {
      value(planner, inside(planner, place, entry, [...place.path, index]), each);
    }
  }
  const inserted = [...change.inserted].flatMap(([before, values]) =>
    values.map((item): Insertion => ({ before, name: undefined, value: item })),
  );
  restructure(planner, place, removed, inserted);
}

/** Takes entries away and writes new ones. */
function restructure(
  planner: Planner,
  place: CollectionPlace,
  removed: ReadonlySet<Entry>,
  inserted: readonly Insertion[],
): void {
  if (removed.size + inserted.length === 0) return;
  const { tree, layout, splices, refusals } = planner;
  const { node, entry, entries, path } = place;
  if (tree.isFlow(node)) {
    splices.push(...editFlow(tree, layout, { node, entries, removed, inserted }));
  } else if (place.inFlow) {
    refusals.push({ path, reason: "the mapping stands in a list without braces" });
  } else if (removed.size === entries.length && inserted.length === 0) {
    const empty = tree.kind(node) === NODE.mapping ? "{}" : "[]";
    if (entry) splices.push(...replaceBlock(tree, entry, empty));
    else refusals.push({ path, reason: "nothing would be left of the document" });
  } else {
    const made = editBlock(tree, layout, { entries, removed, inserted, isRoot: !entry });
    if (typeof made === "string") refusals.push({ path, reason: made });
    else splices.push(...made);
  }
}

interface EntryPlace extends Place {
  readonly entry: Entry;
}

function value(planner: Planner, place: EntryPlace, change: Change): void {
  const { tree, splices, refusals } = planner;
  const { node, path, entry } = place;
  if (change.kind === "remove") return;
  const { inFlow } = place;
  if (change.kind !== "set") collection(planner, place, change);
  else if (tree.hasTag(entry)) refusals.push({ path, reason: "the value has a tag" });
  else if (!tree.isCollection(node)) splices.push(...scalar(planner, entry, change.value, inFlow));
  else if (tree.isFlow(node)) {
    const source = flowSource(change.value, planner.layout.flowNotation(undefined));
    splices.push({ start: tree.start(node), end: tree.contentEnd(node), text: source });
  } else if (inFlow) refusals.push({ path, reason: "the mapping stands in a list without braces" });
  else {
    const source = flowSource(change.value, planner.layout.flowNotation(undefined));
    splices.push(...replaceBlock(tree, entry, source));
  }
}

function inside({ tree }: Planner, place: Place, entry: Entry, path: FieldPath): EntryPlace {
  return { node: entry.node, entry, path, inFlow: place.inFlow || tree.isFlow(place.node) };
}

/** A value in the place of a scalar, an alias, or nothing. */
function scalar(planner: Planner, entry: Entry, value: JsonValue, inFlow: boolean): Splice[] {
  const { tree, layout } = planner;
  const { node, head } = entry;
  const start = tree.start(node);
  const end = tree.contentEnd(node);
  const old = tree.source(node);
  const isNull = tree.kind(node) === NODE.empty || /^(?:~|null|Null|NULL)$/.test(old);
  if (isNull && !inFlow && !isEmptyOrScalar(value)) return fillBlock(tree, layout, entry, value);
  const notation = layout.flowNotation(undefined);
  const source =
    isEmptyOrScalar(value) && !notation.quoted
      ? scalarSource(value, old)
      : flowSource(value, notation);
  if (tree.kind(node) !== NODE.empty) return [{ start, end, text: source }];
  const at = head < 0 ? end : tree.propertiesEnd(entry);
  return [{ start: at, end: at, text: head < 0 ? `: ${source}` : ` ${source}` }];
}

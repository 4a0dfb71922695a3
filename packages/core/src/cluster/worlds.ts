import { isOfFacts } from "../snapshot/facts.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { nameOfOrigin, renderingOf } from "../snapshot/origin.ts";
import { identityOf, showsSame } from "../snapshot/ownership.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type FolderNode, type Folders, splitByFolders } from "./folders.ts";
import { surroundedBy } from "./surroundings.ts";

/** What is deployed together, and what of it is judged here: the rest is around it, and is judged in a world of its own. */
export interface World {
  /** For people; "" where all that was read is one world. */
  readonly name: string;
  /** The folders and files that were chosen for it, or the chart or kustomization that it is of. */
  readonly parts: readonly string[];
  readonly snapshot: Snapshot;
  readonly home: ReadonlySet<SnapshotObject>;
}

export interface WorldSettings {
  /** The cluster in which the input is judged, as if it were applied there; its own objects are not judged. */
  readonly around?: Snapshot;
  /** Where objects are applied that name no namespace. */
  readonly namespace?: string;
  /** Whether all of the input is deployed together, whatever it holds twice. */
  readonly oneWorld?: boolean;
}

/** The worlds of an input. */
export interface Worlds {
  /** Every object is at home in at least one; what several share is judged in each. */
  readonly judged: readonly World[];
  /** What questions about the cluster are asked of: as much as may be deployed together. Nearly always one. */
  readonly widest: readonly World[];
}

/**
 * Divides an input into what is deployed together. A live cluster is one world, and so is what is said to be all of a cluster. A
 * Helm or Kustomize output is a world with the plain files around it. Plain files are one world, and divided by folder (and
 * file) only where two hold the same object with different content; what lies beside such folders belongs to each of them.
 */
export function worldsOf(snapshot: Snapshot, settings: WorldSettings = {}): Worlds {
  const { around, namespace } = settings;
  const own = ownWorldsOf(snapshot, settings);
  if (!around) return own;
  const made = new Map<World, World>();
  const inside = (world: World): World => {
    const known = made.get(world) ?? {
      ...world,
      snapshot: surroundedBy(around, world.snapshot, namespace),
    };
    made.set(world, known);
    return known;
  };
  return { judged: own.judged.map(inside), widest: own.widest.map(inside) };
}

function ownWorldsOf(snapshot: Snapshot, settings: WorldSettings): Worlds {
  const { objects, deployments, assumptions } = snapshot;
  const whole: World = { name: "", parts: [], snapshot, home: new Set(objects) };
  const contentOf = contentsOf(objects);
  const isWhole = assumptions.wholeCluster.value && !settings.around;
  const isOne = settings.oneWorld === true || isWhole;
  if (isOne || (deployments.length < 2 && !objects.some(contentOf))) {
    return { judged: [whole], widest: [whole] };
  }
  const rendered = renderedParts(snapshot);
  const folders: Folders = {
    contentOf,
    placeOf: (entry) => rendered.deploymentOf.get(entry) ?? nameOfOrigin(entry.origin),
  };
  const combinations = combinationsOf(splitByFolders(objects, folders));
  const widest = combinations.map(({ names, objects: members }) =>
    worldOf(
      { name: nameOf(names), parts: names },
      members,
      snapshot,
      ({ origin }) => !renderingOf(origin),
    ),
  );
  const own = rendered.parts.map(({ name, objects: those }) =>
    renderedWorld(name, those, widest, { snapshot, contentOf }),
  );
  const isDeployed = new Set(rendered.parts.flatMap((part) => part.objects));
  const plain = widest.map((world) => ({
    ...world,
    home: new Set([...world.home].filter((entry) => !isDeployed.has(entry))),
  }));
  const judged = withoutRepeats([...plain, ...own]).filter(({ home }) => home.size > 0);
  return judged.length === 1 ? { judged: [whole], widest: [whole] } : { judged, widest };
}

/** Numbers the different contents of one name from 0; undefined for an object whose name has one content. */
function contentsOf(objects: readonly SnapshotObject[]): Folders["contentOf"] {
  const contents = new Map<SnapshotObject, { identity: string; content: number }>();
  for (const [identity, those] of groupedBy(objects, identityOf)) {
    if (those.length < 2 || those[0]?.reference.name === "") continue;
    // Two descriptions of one thing are no two deployments.
    if (those[0] && isOfFacts(those[0].object)) continue;
    const distinct: SnapshotObject[] = [];
    const numbered = those.map((entry) => {
      const known = distinct.findIndex((other) => showsSame(other, entry));
      if (known < 0) distinct.push(entry);
      return [entry, known < 0 ? distinct.length - 1 : known] as const;
    });
    if (distinct.length < 2) continue;
    for (const [entry, content] of numbered) contents.set(entry, { identity, content });
  }
  return (entry) => contents.get(entry);
}

interface RenderedPart {
  readonly name: string;
  readonly objects: readonly SnapshotObject[];
}

/** What each chart and kustomization deploys: its output, and the files that it deploys as they are. */
function renderedParts({ objects, deployments }: Snapshot): {
  readonly parts: readonly RenderedPart[];
  /** The first that renders an object. */
  readonly deploymentOf: ReadonlyMap<SnapshotObject, string>;
} {
  const byOutput = groupedBy(objects, ({ origin }) => renderingOf(origin)?.from);
  const byFile = groupedBy(byOutput.get(undefined) ?? [], ({ origin }) => nameOfOrigin(origin));
  const deploymentOf = new Map<SnapshotObject, string>();
  const parts = deployments.map(({ name, renders, files }): RenderedPart => {
    const made = renders.flatMap((from) => byOutput.get(from) ?? []);
    for (const entry of made) if (!deploymentOf.has(entry)) deploymentOf.set(entry, name);
    return { name, objects: [...made, ...files.flatMap((file) => byFile.get(file) ?? [])] };
  });
  return { parts: parts.filter((part) => part.objects.length > 0), deploymentOf };
}

interface Combination {
  /** The folders and files that were chosen. */
  readonly names: readonly string[];
  readonly objects: readonly SnapshotObject[];
}

/**
 * As many combinations as it takes to have each folder in one, not all: of independent choices, those of one name go together
 * (`web/dev` with `api/dev`), the others in their order.
 */
function combinationsOf({ shared, choices }: FolderNode): readonly Combination[] {
  let found: readonly Combination[] = [{ names: [], objects: shared }];
  for (const choice of choices) {
    const offered = choice.flatMap((child) =>
      combinationsOf(child).map(({ names, objects }) => ({
        names: names.length === 0 ? [child.path] : names,
        objects,
      })),
    );
    found = combined(found, offered);
  }
  return found;
}

function combined(
  found: readonly Combination[],
  offered: readonly Combination[],
): readonly Combination[] {
  const count = Math.max(found.length, offered.length);
  const left = new Set(offered);
  const together = (a: Combination, b: Combination | undefined): Combination =>
    b ? { names: [...a.names, ...b.names], objects: [...a.objects, ...b.objects] } : a;
  return Array.from({ length: count }, (_, index) => {
    const base = found[index % found.length];
    if (!base) return { names: [], objects: [] };
    const ends = new Set(base.names.map(lastOf));
    const match =
      [...left].find(({ names }) => names.some((name) => ends.has(lastOf(name)))) ??
      [...left][0] ??
      offered[index % offered.length];
    if (match) left.delete(match);
    return together(base, match);
  });
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** `prod` where all that was chosen has that name; else what was chosen. */
function nameOf(names: readonly string[]): string {
  const [first = ".", second, ...more] = names;
  if (second === undefined) return first;
  const end = lastOf(first);
  if (names.every((name) => lastOf(name) === end)) return end;
  return more.length === 0 ? `${first} with ${second}` : `${first} and ${names.length - 1} more`;
}

interface Around {
  readonly snapshot: Snapshot;
  readonly contentOf: Folders["contentOf"];
}

/** The output with the plain files around it, but for those whose names it has with other content. */
function renderedWorld(
  name: string,
  objects: readonly SnapshotObject[],
  widest: readonly World[],
  { snapshot, contentOf }: Around,
): World {
  const own = new Set(objects);
  const [first] = objects;
  const around = widest.find((world) => first && world.snapshot.objects.includes(first));
  const contents = new Map<string, number>();
  for (const entry of objects) {
    const contested = contentOf(entry);
    if (contested) contents.set(contested.identity, contested.content);
  }
  const plain = (around?.snapshot.objects ?? []).filter((entry) => {
    const contested = contentOf(entry);
    const there = contested && contents.get(contested.identity);
    return !renderingOf(entry.origin) && (there === undefined || there === contested?.content);
  });
  return worldOf({ name, parts: [name] }, [...objects, ...plain], snapshot, (entry) =>
    own.has(entry),
  );
}

function worldOf(
  named: Pick<World, "name" | "parts">,
  members: readonly SnapshotObject[],
  snapshot: Snapshot,
  isHome: (entry: SnapshotObject) => boolean,
): World {
  const inside = new Set(members);
  const objects = snapshot.objects.filter((entry) => inside.has(entry));
  return { ...named, snapshot: snapshot.only(objects), home: new Set(objects.filter(isHome)) };
}

/** A world of all the same objects as another one is judged with it. */
function withoutRepeats(worlds: readonly World[]): readonly World[] {
  const kept: World[] = [];
  for (const world of worlds) {
    const same = kept.findIndex((other) => isSameSet(other.snapshot, world.snapshot));
    const other = kept[same];
    if (!other) kept.push(world);
    else kept[same] = { ...other, home: new Set([...other.home, ...world.home]) };
  }
  return kept;
}

function isSameSet({ objects }: Snapshot, other: Snapshot): boolean {
  return (
    objects.length === other.objects.length &&
    objects.every((entry, index) => entry === other.objects[index])
  );
}

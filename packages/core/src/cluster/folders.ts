import { groupedBy } from "../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";

/** A folder with what of it is deployed together, and the choices that it leaves. */
export interface FolderNode {
  /** As files are named; "" for all that was read. */
  readonly path: string;
  readonly shared: readonly SnapshotObject[];
  /** Folders and files that hold the same objects with different content: one of each list is deployed. */
  readonly choices: readonly (readonly FolderNode[])[];
}

/** How objects are told apart and where they stand. */
export interface Folders {
  /** Tells the different contents of one name apart; undefined where a name has one content. */
  readonly contentOf: (
    entry: SnapshotObject,
  ) => { readonly identity: string; readonly content: number } | undefined;
  /** The file, or the chart or kustomization that an object was rendered from. */
  readonly placeOf: (entry: SnapshotObject) => string;
}

/** Divides objects by folder where folders or files beside each other hold the same object with different content. */
export function splitByFolders(
  objects: readonly SnapshotObject[],
  folders: Folders,
  path = "",
): FolderNode {
  const contested = objects.filter((entry) => folders.contentOf(entry) !== undefined);
  if (contested.length < 2) return { path, shared: objects, choices: [] };
  const childOf = (entry: SnapshotObject): string => childBelow(path, folders.placeOf(entry));
  const children = groupedBy(objects, childOf);
  const groups = opposedGroups(groupedBy(contested, childOf), folders);
  const nodes = new Map<string, FolderNode>();
  for (const [child, those] of children) {
    const isInnermost = child === path || those.every((entry) => folders.placeOf(entry) === child);
    const node: FolderNode = isInnermost
      ? { path: child, shared: those, choices: [] }
      : splitByFolders(those, folders, child);
    nodes.set(child, node);
  }
  const shared: SnapshotObject[] = [];
  const choices: (readonly FolderNode[])[] = [];
  const opposed = new Set(groups.flat());
  for (const [child, node] of nodes) {
    if (opposed.has(child)) continue;
    shared.push(...node.shared);
    choices.push(...node.choices);
  }
  for (const group of groups) choices.push(group.flatMap((child) => nodes.get(child) ?? []));
  return { path, shared, choices };
}

/** Children that hold an object which another one of the group holds with other content, in the order of the children. */
function opposedGroups(
  children: ReadonlyMap<string, readonly SnapshotObject[]>,
  folders: Folders,
): readonly (readonly string[])[] {
  const rootOf = new Map<string, string>();
  const find = (child: string): string => {
    const above = rootOf.get(child) ?? child;
    return above === child ? child : find(above);
  };
  for (const [first = "", ...others] of rivalsIn(children, folders)) {
    for (const child of [first, ...others]) if (!rootOf.has(child)) rootOf.set(child, child);
    for (const other of others) rootOf.set(find(other), find(first));
  }
  const opposed = [...children.keys()].filter((child) => rootOf.has(child));
  return [...groupedBy(opposed, find).values()];
}

/** For each name that children hold with different content, those children. */
function rivalsIn(
  children: ReadonlyMap<string, readonly SnapshotObject[]>,
  { contentOf }: Folders,
): readonly (readonly string[])[] {
  const held = [...children].flatMap(([child, those]) =>
    those.flatMap((entry) => {
      const contested = contentOf(entry);
      return contested ? [{ child, ...contested }] : [];
    }),
  );
  const rivals: (readonly string[])[] = [];
  for (const those of groupedBy(held, ({ identity }) => identity).values()) {
    const all = new Set(those.map(({ content }) => content));
    const byChild = groupedBy(those, ({ child }) => child);
    const isSame = [...byChild.values()].every(
      (some) => new Set(some.map(({ content }) => content)).size === all.size,
    );
    if (!isSame) rivals.push([...byChild.keys()]);
  }
  return rivals;
}

/** The folder or file directly below a folder in which a place lies; the folder itself where it is that place. */
function childBelow(folder: string, place: string): string {
  if (place === folder) return folder;
  const rest = folder === "" ? place : place.slice(folder.length + 1);
  // An absolute path has its root as the first folder.
  const end = rest.indexOf("/", rest.startsWith("/") ? 1 : 0);
  const first = end < 0 ? rest : rest.slice(0, end);
  return folder === "" ? first : `${folder}/${first}`;
}

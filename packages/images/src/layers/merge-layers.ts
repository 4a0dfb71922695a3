import {
  DISTRIBUTION_FILES,
  type Distribution,
  type FoundPackage,
  type NotRead,
  type Package,
  readDistribution,
  withPurl,
} from "@watertight/core/images";
import { FileTree, type TreeFile } from "./file-tree.ts";
import { FOLDER, type LayerContents, LINK } from "./layer.ts";
import type { FoundSecretInFile } from "./secret-files.ts";

/** What the files of an image tell when its layers lie upon each other. */
export interface MergedFiles {
  readonly distribution?: Distribution;
  readonly packages: readonly Package[];
  readonly secrets: readonly (FoundSecretInFile & {
    readonly path: string;
    readonly layer: number;
  })[];
  readonly setuidFiles: readonly SetuidFile[];
  /** `/etc/passwd`, or "". */
  readonly users: string;
  readonly notRead: readonly NotRead[];
}

/** A file whose mode lets whoever runs it become another. */
interface SetuidFile {
  readonly path: string;
  readonly setuid: boolean;
  readonly setgid: boolean;
  readonly layer: number;
}

/** Lays layers upon each other, the lowest first, as a container's file system shows them. */
export function mergeLayers(layers: readonly LayerContents[]): MergedFiles {
  const tree = new FileTree();
  layers.forEach((layer, index) => {
    applyLayer(tree, layer, index);
  });
  const files = [...tree.files()];
  const distribution = distributionIn(tree);
  return {
    ...(distribution ? { distribution } : {}),
    packages: packagesIn(files, tree, distribution),
    secrets: files.flatMap(([path, { facts, layer }]) =>
      (facts.secrets ?? []).map((secret) => ({ ...secret, path, layer })),
    ),
    setuidFiles: files.flatMap(([path, { facts, layer }]) => {
      const { setuid = false, setgid = false } = facts;
      return setuid || setgid ? [{ path, setuid, setgid, layer }] : [];
    }),
    users: tree.find("etc/passwd")?.facts.text ?? "",
    notRead: [
      ...layers.flatMap(({ notRead }) => notRead),
      ...files.flatMap(([path, { facts }]) =>
        (facts.found?.notRead ?? []).map((part) => ({ ...part, path: moved(part.path, path) })),
      ),
    ],
  };
}

/** What a layer hides is of lower layers only, wherever its marks stand (OCI image specification, layer.md, whiteouts). */
function applyLayer(tree: FileTree, layer: LayerContents, index: number): void {
  for (const folder of layer.opaque) tree.clear(folder);
  for (const path of layer.whiteouts) tree.remove(path);
  for (const [path, mark] of layer.entries) {
    if (mark === FOLDER) tree.folder(path);
    else if (mark.startsWith(LINK)) tree.put(path, { link: mark.slice(LINK.length) });
    else {
      const facts = layer.files.get(path);
      tree.put(path, facts ? { file: { facts, layer: index } } : {});
    }
  }
}

function distributionIn(tree: FileTree): Distribution | undefined {
  for (const path of DISTRIBUTION_FILES) {
    const found = readDistribution(path, tree.find(path)?.facts.text ?? "");
    if (found) return found;
  }
  return undefined;
}

function packagesIn(
  files: readonly (readonly [string, TreeFile])[],
  tree: FileTree,
  distribution: Distribution | undefined,
): readonly Package[] {
  const owners = new Map<string, string>();
  for (const [, { facts }] of files)
    for (const [path, owner] of facts.found?.owners ?? []) owners.set(path, owner);
  return files.flatMap(([path, { facts, layer }]) =>
    (facts.found?.packages ?? []).map((found) => {
      const installedBy = isOfSystem(found) ? undefined : ownerOf(path, owners);
      return {
        ...withPurl({ ...found, path: moved(found.path, path) }, distribution),
        layer,
        ...(installedBy === undefined ? {} : { installedBy }),
        ...(found.type === "deb" ? { licences: debianLicences(tree, found.name) } : {}),
      };
    }),
  );
}

function isOfSystem({ type }: FoundPackage): boolean {
  return type === "deb" || type === "rpm" || type === "apk";
}

/** Lists of files may name `/bin/x` what lies in `/usr/bin/x`, where the one is a symlink to the other. */
function ownerOf(path: string, owners: ReadonlyMap<string, string>): string | undefined {
  return owners.get(path) ?? (path.startsWith("usr/") ? owners.get(path.slice(4)) : undefined);
}

function debianLicences(tree: FileTree, name: string): readonly string[] {
  return tree.find(`usr/share/doc/${name}/copyright`)?.facts.licences ?? [];
}

/** A path told by the layer, at the place that symlinks of lower layers give it. What follows `!/` is inside the file. */
function moved(told: string, real: string): string {
  const inside = told.indexOf("!/");
  return inside < 0 ? real : `${real}${told.slice(inside)}`;
}

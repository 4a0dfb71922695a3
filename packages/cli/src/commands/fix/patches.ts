import { realpathSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import {
  groupOf,
  type JsonObject,
  jsonPatchBetween,
  type KubernetesObject,
  type ObjectReference,
} from "@watertight/core/kubernetes";
import { renderingOf, type Snapshot, type SnapshotObject } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import { stringify } from "yaml";

/** A file to be written. */
export interface PatchFile {
  /** As people see it: below the folder that they named. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The chart or kustomization whose output it changes. */
  readonly from: string;
}

interface Root {
  readonly by: "helm" | "kustomize";
  readonly from: string;
  readonly changed: { readonly entry: SnapshotObject; readonly object: KubernetesObject }[];
}

/**
 * Kustomize patches that make of the rendered objects what they are in `objects`, in a folder with a kustomization for each
 * chart or kustomization. That one builds on the rendered output, so that its patches see objects by their final names.
 */
export function patchFiles(
  snapshot: Snapshot,
  objects: readonly KubernetesObject[],
  target: { readonly folder: string; readonly workingDirectory: string },
): readonly PatchFile[] {
  const roots = new Map<string, Root>();
  for (const [index, entry] of snapshot.objects.entries()) {
    const rendered = renderingOf(entry.origin);
    const object = objects[index];
    if (!rendered || !object || object === entry.object) continue;
    const root = roots.get(rendered.from) ?? { ...rendered, changed: [] };
    roots.set(rendered.from, root);
    root.changed.push({ entry, object });
  }
  const names = uniqueNames();
  return [...roots.values()].flatMap((root) => {
    const name = posix.join(target.folder.split(sep).join("/"), names(root.from));
    const path = resolve(realpathSync(target.workingDirectory), name);
    return filesOf(root, { name, path, workingDirectory: target.workingDirectory });
  });
}

interface Folder {
  readonly name: string;
  readonly path: string;
  readonly workingDirectory: string;
}

function filesOf(root: Root, folder: Folder): PatchFile[] {
  const names = uniqueNames();
  const file = (name: string, text: string): PatchFile => ({
    name: `${folder.name}/${name}`,
    path: join(folder.path, name),
    text,
    from: root.from,
  });
  const patches = root.changed.map(({ entry, object }) => {
    const { kind, namespace = "", name } = entry.reference;
    const path = `${names([kind, namespace, name].filter(Boolean).join("-").toLowerCase())}.yaml`;
    return {
      path,
      target: targetOf(entry.reference),
      operations: jsonPatchBetween(entry.object, object),
    };
  });
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [root.by === "helm" ? "rendered.yaml" : wayTo(root.from, folder)],
    patches: patches.map(({ path, target }) => ({ path, target })),
  };
  return [
    file("kustomization.yaml", noteOf(root) + yamlOf(kustomization)),
    ...patches.map(({ path, operations }) => file(path, yamlOf(operations))),
  ];
}

/** How the output of Helm gets to where the kustomization expects it. */
function noteOf({ by, from }: Root): string {
  if (by === "kustomize") return "";
  const chart = sanitize(from).replaceAll("'", String.raw`'\''`);
  return `# Before each build: helm template RELEASE '${chart}' > rendered.yaml\n`;
}

function wayTo(from: string, { path, workingDirectory }: Folder): string {
  const way = relative(path, realpathSync(resolve(workingDirectory, from)));
  return way.split(sep).join("/") || ".";
}

/** Kustomize reads these as regular expressions between `^` and `$`. */
function targetOf({ apiVersion, kind, namespace, name }: ObjectReference): JsonObject {
  const group = groupOf({ apiVersion });
  return {
    ...(group === "" ? {} : { group }),
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    kind,
    ...(namespace === undefined ? {} : { namespace: literally(namespace) }),
    name: literally(name),
  };
}

function literally(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** YAML 1.1, which Kustomize reads: words such as `yes` have quotes. */
function yamlOf(value: unknown): string {
  return stringify(value, { version: "1.1", indentSeq: false, lineWidth: 0 });
}

/** Names for files, none of them twice. */
function uniqueNames(): (text: string) => string {
  const used = new Set<string>();
  return (text) => {
    const plain = text
      .replace(/[^A-Za-z0-9.-]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .slice(0, 100);
    const base = plain === "" ? "root" : plain;
    let name = base;
    for (let number = 2; used.has(name); number++) name = `${base}-${number}`;
    used.add(name);
    return name;
  };
}

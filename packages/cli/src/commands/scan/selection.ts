import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Finding } from "@watertight/core/findings";
import {
  type ApiResource,
  apiResources,
  customResourceOf,
  findResource,
  groupOf,
  type ObjectReference,
} from "@watertight/core/kubernetes";
import type { Location, Snapshot } from "@watertight/core/snapshot";
import { didYouMean } from "@watertight/core/vocabulary";
import { type ChangedFiles, changedFiles } from "../../changed-files.ts";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { UsageError } from "../../usage-error.ts";

/** Which findings a scan of everything is about. */
export interface Selection {
  readonly selects: (finding: Finding) => boolean;
  /** What is selected, as `of Deployment, in namespace shop`; empty: everything. */
  readonly words: string;
}

interface Part {
  readonly selects: (finding: Finding) => boolean;
  readonly words: string;
}

/** What `--kind`, `--only-namespace` and `--changed` select together. */
export async function selectionOf(
  args: Arguments,
  snapshot: Snapshot,
  context: Context,
): Promise<Selection> {
  const resources = resourcesIn(snapshot);
  const parts = [
    ...kindPart(args.values("kind"), resources, snapshot),
    ...namespacePart(args.values("only-namespace"), resources),
    ...(await changedPart(args, context)),
  ];
  return {
    selects: (finding) => parts.every(({ selects }) => selects(finding)),
    words: parts.map(({ words }) => words).join(", "),
  };
}

function resourcesIn(snapshot: Snapshot): readonly ApiResource[] {
  const definitions = snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition");
  return [
    ...apiResources(),
    ...definitions.flatMap(({ object }) => customResourceOf(object) ?? []),
  ];
}

function kindPart(
  names: readonly string[],
  resources: readonly ApiResource[],
  snapshot: Snapshot,
): readonly Part[] {
  if (names.length === 0) return [];
  const kinds = names.map((name) => kindCalled(name, resources, snapshot));
  const selects = ({ object }: Finding): boolean =>
    kinds.some(
      ({ kind, group }) =>
        object.kind === kind && (group === undefined || groupOf(object) === group),
    );
  return [{ selects, words: `of ${kinds.map(({ kind }) => kind).join(", ")}` }];
}

/** A kind by any name that kubectl takes; its group only where it was named. */
function kindCalled(
  name: string,
  resources: readonly ApiResource[],
  { objects }: Snapshot,
): { readonly kind: string; readonly group?: string } {
  const found = findResource(name, resources);
  if (found) return name.includes(".") ? found : { kind: found.kind };
  const present = [...new Set(objects.map(({ object }) => object.kind))];
  const own = present.find((kind) => kind.toLowerCase() === name.toLowerCase());
  if (own !== undefined) return { kind: own };
  const known = [...present, ...new Set(resources.map(({ kind }) => kind))];
  throw new UsageError(
    `"${name}" is no kind of Kubernetes or of the input${didYouMean(name, known)}`,
    { verb: "scan" },
  );
}

/** What names no namespace, and of which nobody knows where it is, may be there. */
function namespacePart(
  namespaces: readonly string[],
  resources: readonly ApiResource[],
): readonly Part[] {
  if (namespaces.length === 0) return [];
  const wanted = new Set(namespaces);
  const clusterWide = new Set(
    resources.filter(({ namespaced }) => !namespaced).map(({ group, kind }) => `${group}/${kind}`),
  );
  const selects = ({ object }: Finding): boolean => {
    if (isNamespace(object)) return wanted.has(object.name);
    if (object.namespace !== undefined) return wanted.has(object.namespace);
    return !clusterWide.has(`${groupOf(object)}/${object.kind}`);
  };
  return [{ selects, words: `in namespace ${namespaces.join(", ")}` }];
}

function isNamespace({ apiVersion, kind }: ObjectReference): boolean {
  return apiVersion === "v1" && kind === "Namespace";
}

async function changedPart(args: Arguments, context: Context): Promise<readonly Part[]> {
  const ref = args.value("changed");
  if (ref === undefined) return [];
  const [first = ""] = args.operands;
  if (args.operands.some(isClusterPath)) {
    throw new UsageError("--changed is about files, and a cluster has none.", { verb: "scan" });
  }
  if (
    ref === "" &&
    !existsSync(resolve(context.workingDirectory, first)) &&
    first !== "-" &&
    !/[*?[{]/.test(first)
  ) {
    throw new UsageError(
      `There is no file or folder "${first}"; what to compare with is written --changed=${first}.`,
      { verb: "scan" },
    );
  }
  const changed = await changedFiles(ref, args.operands, context);
  const selects = ({ location, alsoAt }: Finding): boolean =>
    isChanged(location, changed) || alsoAt.some((place) => isChanged(place, changed));
  return [{ selects, words: `in files changed since ${changed.since}` }];
}

/** Of what is rendered any file of the chart or kustomization may be the cause. */
function isChanged({ file, renderedFrom }: Location, changed: ChangedFiles): boolean {
  return changed.has(file) || (renderedFrom !== undefined && changed.hasBelow(renderedFrom));
}

/**
 * A sentence for who gives `-n`, which says where objects are applied, as kubectl has it, and perhaps means `--only-namespace`: where
 * the input has objects of other namespaces; else both are the same.
 */
export function remarkOnNamespace(args: Arguments, { objects }: Snapshot): string | undefined {
  const given = args.value("namespace");
  if (args.values("read-namespace").length > 0) return undefined;
  if (given === undefined || args.values("only-namespace").length > 0) return undefined;
  const named = new Set(objects.flatMap(({ reference }) => reference.namespace ?? []));
  const others = [...named].filter((namespace) => namespace !== given);
  if (others.length === 0) return undefined;
  const names = others.length > 3 ? `${others.slice(0, 3).join(", ")}, …` : others.join(", ");
  return `-n ${given} says where objects are that name no namespace; those in ${names} are reported too. --only-namespace ${given} leaves them out.`;
}

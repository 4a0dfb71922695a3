import { isJsonObject, type JsonObject } from "../kubernetes/json.ts";
import { objectAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { placeBelow } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { PipelineAccess, PipelineAccount } from "./access.ts";
import { placeOfObject, sourceFacts } from "./sources.ts";

const SOURCES = "source.toolkit.fluxcd.io";

/** What the Kustomizations and HelmReleases of Flux in a snapshot deploy, and as whom. */
export function fluxAccesses(snapshot: Pick<Snapshot, "ofKind">): readonly PipelineAccess[] {
  const kinds = [
    ["kustomize.toolkit.fluxcd.io", "Kustomization"],
    ["helm.toolkit.fluxcd.io", "HelmRelease"],
  ] as const;
  return kinds.flatMap(([group, kind]) =>
    snapshot.ofKind(group, kind).map((entry) => accessOf(entry, snapshot)),
  );
}

function accessOf(entry: SnapshotObject, snapshot: Pick<Snapshot, "ofKind">): PipelineAccess {
  const { kind, name } = entry.reference;
  const own = namespaceOf(entry.reference);
  const spec = objectAt(entry.object, "spec");
  const at = placeBelow(placeOfObject(entry), ["spec"]);
  const source = sourceOf(spec, own, snapshot);
  const url = source ? textAt(source.object, "spec", "url") : "";
  const target = textAt(spec, "targetNamespace") || (kind === "HelmRelease" ? own : "");
  const path = textAt(spec, "path");
  return {
    ...{ tool: "flux", way: "controller" },
    name: `${kind} ${own}/${name}`,
    people: `whoever may push to ${url || sourceName(spec)}`,
    as: accountOf(spec, own),
    namespaces: target === "" ? [] : [target],
    deploys: path === "" ? [] : [path],
    facts:
      source && url !== ""
        ? sourceFacts(url, placeBelow(placeOfObject(source), ["spec", "url"]))
        : [],
    at: "serviceAccountName" in spec ? placeBelow(at, ["serviceAccountName"]) : at,
  };
}

function accountOf(spec: JsonObject, own: string): PipelineAccount {
  if (isJsonObject(spec["kubeConfig"] ?? null))
    return { unknown: "it deploys to the cluster of its kubeConfig" };
  const account = textAt(spec, "serviceAccountName");
  return account === "" ? { controller: "flux" } : { account: `serviceaccount/${own}/${account}` };
}

function referenceOf(spec: JsonObject): JsonObject {
  const chart = objectAt(spec, "chart", "spec", "sourceRef");
  return (
    [objectAt(spec, "sourceRef"), chart, objectAt(spec, "chartRef")].find(
      (each) => "name" in each,
    ) ?? {}
  );
}

function sourceName(spec: JsonObject): string {
  const reference = referenceOf(spec);
  const name = textAt(reference, "name");
  return name === "" ? "its source" : `${textAt(reference, "kind")} ${name}`;
}

function sourceOf(
  spec: JsonObject,
  own: string,
  { ofKind }: Pick<Snapshot, "ofKind">,
): SnapshotObject | undefined {
  const reference = referenceOf(spec);
  const namespace = textAt(reference, "namespace") || own;
  return ofKind(SOURCES, textAt(reference, "kind")).find(
    (each) =>
      each.reference.name === textAt(reference, "name") &&
      namespaceOf(each.reference) === namespace,
  );
}

import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { PipelineAccess, PipelineAccount } from "./access.ts";
import { placeOfObject, sourceFacts } from "./sources.ts";

const GROUP = "argoproj.io";

/** What the Applications and ApplicationSets of a snapshot deploy, and as whom. */
export function argoCdAccesses(snapshot: Pick<Snapshot, "ofKind">): readonly PipelineAccess[] {
  return [
    ...snapshot
      .ofKind(GROUP, "Application")
      .map((entry) => accessOf(entry, objectAt(entry.object, "spec"), ["spec"], snapshot)),
    ...snapshot
      .ofKind(GROUP, "ApplicationSet")
      .map((entry) =>
        accessOf(
          entry,
          objectAt(entry.object, "spec", "template", "spec"),
          ["spec", "template", "spec"],
          snapshot,
        ),
      ),
  ];
}

function accessOf(
  entry: SnapshotObject,
  spec: JsonObject,
  path: readonly string[],
  snapshot: Pick<Snapshot, "ofKind">,
): PipelineAccess {
  const { kind, namespace, name } = entry.reference;
  const at = placeBelow(placeOfObject(entry), path);
  const sources = sourcesOf(spec, at);
  const urls = [...new Set(sources.map(({ url }) => url))];
  const destination = objectAt(spec, "destination");
  const target = textAt(destination, "namespace");
  return {
    ...{ tool: "argo-cd", way: "controller" },
    name: `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`,
    people: `whoever may push to ${urls.length > 0 ? urls.join(" or ") : "its source"}`,
    as: accountOf(entry, spec, snapshot),
    namespaces: /^[a-z0-9][a-z0-9-]*$/.test(target) ? [target] : [],
    deploys: sources.flatMap((source) => (source.path === "" ? [] : [source.path])),
    facts: sources.flatMap((source) => sourceFacts(source.url, source.at)),
    at,
  };
}

interface Source {
  readonly url: string;
  readonly path: string;
  readonly at: FactPlace;
}

function sourcesOf(spec: JsonObject, at: FactPlace): readonly Source[] {
  const all: readonly (readonly [JsonValue | undefined, readonly (string | number)[]])[] = [
    [spec["source"], ["source"]],
    ...listAt(spec, "sources").map((source, index) => [source, ["sources", index]] as const),
  ];
  return all.flatMap(([source, path]) =>
    source !== undefined && isJsonObject(source)
      ? [
          {
            url: textAt(source, "repoURL"),
            path: textAt(source, "path"),
            at: placeBelow(at, [...path, "repoURL"]),
          },
        ]
      : [],
  );
}

/** The addresses and the name by which Argo CD knows the cluster that it runs in. */
const IN_CLUSTER: ReadonlySet<string> = new Set(["https://kubernetes.default.svc", "in-cluster"]);

function accountOf(
  entry: SnapshotObject,
  spec: JsonObject,
  snapshot: Pick<Snapshot, "ofKind">,
): PipelineAccount {
  const destination = objectAt(spec, "destination");
  const server = textAt(destination, "server") || textAt(destination, "name");
  if (server !== "" && !IN_CLUSTER.has(server))
    return { unknown: `it deploys to ${server}, which is not this cluster` };
  const impersonated = destinationAccount(entry, spec, snapshot);
  return impersonated === undefined ? { controller: "argo-cd" } : { account: impersonated };
}

/** `spec.destinationServiceAccounts` of the AppProject, the first that fits (argo-cd docs/operator-manual/app-sync-using-impersonation.md). */
function destinationAccount(
  entry: SnapshotObject,
  spec: JsonObject,
  snapshot: Pick<Snapshot, "ofKind">,
): string | undefined {
  const project = textAt(spec, "project") || "default";
  const target = textAt(spec, "destination", "namespace");
  const found = snapshot
    .ofKind(GROUP, "AppProject")
    .find(
      ({ reference }) =>
        reference.name === project && reference.namespace === entry.reference.namespace,
    );
  const account = listAt(found?.object, "spec", "destinationServiceAccounts").find(
    (each) =>
      fits(textAt(each, "namespace"), target) &&
      fits(textAt(each, "server"), "https://kubernetes.default.svc"),
  );
  const name = textAt(account, "defaultServiceAccount");
  if (name === "") return undefined;
  return name.includes(":")
    ? `serviceaccount/${name.replace(":", "/")}`
    : `serviceaccount/${target}/${name}`;
}

/** Whether a text has the form of a pattern with stars. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return parts.length <= MOST_STARS && new RegExp(`^${parts.join(".*")}$`).test(text);
}

/** More make no sense, and take long. */
const MOST_STARS = 5;

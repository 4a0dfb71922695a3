import { type ResourceRequest, resourceRequest } from "../access/request.ts";
import type { AccessUser } from "../access/user.ts";
import { textsAt } from "../kubernetes/json-fields.ts";
import { groupOf } from "../kubernetes/object.ts";
import { type ApiResource, apiResources, customResourceOf } from "../kubernetes/resources.ts";
import { isOfFacts } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { type Cluster, clusterFact } from "./cluster.ts";

/** What a pipeline asks of the API server to deploy its manifests, as far as the input has them. */
export interface PipelineNeeds {
  /** One a resource and namespace, with all verbs. */
  readonly needs: readonly PipelineNeed[];
  /** A clause on what of it is not known; undefined where all is. */
  readonly unknown: string | undefined;
}

export interface PipelineNeed {
  readonly group: string;
  readonly resource: string;
  /** "" for what is in no namespace. */
  readonly namespace: string;
  readonly verbs: readonly string[];
  /** Those that the account does not have; none where it is not known who it is. */
  readonly missing: readonly string[];
}

/** What applying takes; controllers look after what they have deployed, and remove it. */
const APPLYING = ["create", "get", "patch"] as const;
const FOLLOWING = ["create", "delete", "get", "list", "patch", "watch"] as const;

export function pipelineNeeds(
  { object, origin }: SnapshotObject,
  cluster: Cluster,
  { tool, user }: { readonly tool: string; readonly user: AccessUser | undefined },
): PipelineNeeds {
  const paths = textsAt(object, "spec", "deploys", "value");
  if (paths.length === 0) return unknownNeeds("it does not say which manifests it deploys");
  const own = origin.from === "file" ? origin.file : "";
  const applied = cluster.snapshot.objects.filter(
    (entry) => !isOfFacts(entry.object) && paths.some((path) => isIn(entry, path, own)),
  );
  if (applied.length === 0) return unknownNeeds(`the input has nothing of ${paths.join(", ")}`);
  const [target = ""] = textsAt(object, "spec", "namespaces", "value");
  const verbs = tool === "argo-cd" || tool === "flux" ? FOLLOWING : APPLYING;
  return needsOf(applied, target, { verbs, user, cluster });
}

function unknownNeeds(unknown: string): PipelineNeeds {
  return { needs: [], unknown };
}

/** Who needs which verbs. */
interface Needing {
  readonly verbs: readonly string[];
  readonly user: AccessUser | undefined;
  readonly cluster: Cluster;
}

function needsOf(
  applied: readonly SnapshotObject[],
  target: string,
  needing: Needing,
): PipelineNeeds {
  const found = new Map<string, PipelineNeed>();
  const unknownKinds = new Set<string>();
  for (const entry of applied) {
    const resource = resourceOf(entry, needing.cluster);
    if (!resource) {
      unknownKinds.add(entry.object.kind);
      continue;
    }
    const namespace = resource.namespaced ? entry.reference.namespace || target : "";
    const key = `${resource.group}/${resource.name}/${namespace}`;
    if (!found.has(key)) found.set(key, needOf(resource, namespace, needing));
  }
  const kinds = [...unknownKinds].join(", ");
  return {
    needs: [...found.values()].sort(inOrder),
    unknown: kinds === "" ? undefined : `the input does not show which resources ${kinds} are`,
  };
}

function needOf(
  { group, name }: ApiResource,
  namespace: string,
  { verbs, user, cluster }: Needing,
): PipelineNeed {
  const missing = verbs.filter(
    (verb) =>
      user && !cluster.access.authorize(user, requestOf(group, name, namespace, verb)).allowed,
  );
  return { group, resource: name, namespace, verbs, missing };
}

/** The request for one verb. */
export function requestOf(
  group: string,
  resource: string,
  namespace: string,
  verb: string,
): ResourceRequest {
  return resourceRequest({ verb, group, resource, namespace });
}

function inOrder(a: PipelineNeed, b: PipelineNeed): number {
  const [one, other] = [a, b].map((each) => `${each.namespace}/${each.group}/${each.resource}`);
  return (one ?? "") < (other ?? "") ? -1 : 1;
}

/** Whether an object is from a path as a pipeline writes it, from the root of its repository, which may be anywhere in the input. */
function isIn({ origin }: SnapshotObject, written: string, pipeline: string): boolean {
  if (origin.from !== "file") return false;
  const path = written.replace(/^(?:[.]{0,2}[/])+/, "").replace(/[/]+$/, "");
  const isWhole = path === "" || path === ".";
  const names = [origin.file, ...(origin.rendered ? [origin.rendered.from] : [])];
  if (isWhole) return names.some((name) => name !== pipeline);
  return names.some((name) => `/${name}/`.includes(`/${path}/`));
}

const resources = clusterFact(
  ({ snapshot }): ReadonlyMap<string, ApiResource> =>
    new Map(
      [
        ...apiResources(),
        ...snapshot
          .ofKind("apiextensions.k8s.io", "CustomResourceDefinition")
          .flatMap(({ object }) => customResourceOf(object) ?? []),
      ].map((resource) => [`${resource.group}/${resource.kind}`, resource]),
    ),
);

function resourceOf({ object }: SnapshotObject, cluster: Cluster): ApiResource | undefined {
  return resources(cluster).get(`${groupOf(object)}/${object.kind}`);
}

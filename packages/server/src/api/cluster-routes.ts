import { SEVERITIES } from "@watertight/core/findings";
import { objectAt } from "@watertight/core/kubernetes";
import { showsAllOf } from "@watertight/store";
import { CURSOR, LIMIT } from "./finding-routes.ts";
import type { Knowledge } from "./knowledge.ts";
import {
  type Answer,
  type Asked,
  notFound,
  numberOf,
  type Parameter,
  type Route,
  timeOf,
  valueOf,
  wrong,
} from "./route.ts";
import { parsed, shownCluster, shownFinding, shownVersion } from "./shown.ts";

export const CLUSTER: Parameter = {
  name: "cluster",
  in: "path",
  description: "Name of the cluster.",
};

const NO_CLUSTER = "There is no such cluster.";

const REVISION: Parameter = {
  ...{ name: "revision", in: "query", range: [1, Number.MAX_SAFE_INTEGER] },
  description: "As it was at this revision; as it is where none is given.",
};

const OBJECT: readonly Parameter[] = ["apiVersion", "kind", "namespace", "name"].map((name) => ({
  ...{ name, in: "query" },
  description: `Of this ${name}.`,
}));

/** Questions about clusters and their objects. */
export function clusterRoutes(knowledge: Knowledge): readonly Route[] {
  const { store, troubleOf } = knowledge;
  return [
    {
      ...{ method: "get", path: "/clusters", id: "listClusters", answers: "ClusterList" },
      summary: "The clusters that are watched",
      parameters: [],
      answer: async ({ asker }) => {
        const clusters = await store.clusters(asker.scope);
        return {
          document: {
            schemaVersion: 1,
            clusters: clusters.map((each) => shownCluster(each, troubleOf(each.name))),
          },
        };
      },
    },
    {
      ...{ method: "get", path: "/clusters/{cluster}", id: "getCluster" },
      answers: "ClusterDocument",
      summary: "A cluster: what was read of it, what was not, and what is assumed",
      parameters: [CLUSTER],
      answer: (asked) => oneCluster(knowledge, asked),
    },
    {
      ...{ method: "get", path: "/clusters/{cluster}/revisions", id: "listRevisions" },
      answers: "RevisionList",
      summary: "When a cluster changed, latest first",
      parameters: [
        CLUSTER,
        {
          ...{ name: "before", in: "query", range: [1, Number.MAX_SAFE_INTEGER] },
          description: "Only revisions before this one.",
        },
        LIMIT,
      ],
      answer: async (asked) => {
        const cluster = valueOf(asked, "cluster") ?? "";
        if (!showsAllOf(asked.asker.scope, cluster)) return notFound(NO_CLUSTER);
        const revisions = await store.revisions(cluster, {
          before: numberOf(asked, "before"),
          limit: numberOf(asked, "limit") ?? 100,
        });
        const rows = revisions.map(({ revision, at, changedObjects }) => ({
          ...{ revision, time: timeOf(at), changedObjects },
        }));
        return { document: { schemaVersion: 1, revisions: rows } };
      },
    },
    {
      ...{ method: "get", path: "/clusters/{cluster}/objects", id: "listObjects" },
      answers: "ObjectList",
      summary: "The objects of a cluster, as they are or were",
      parameters: [CLUSTER, ...OBJECT, REVISION, LIMIT, CURSOR],
      answer: (asked) => objects(knowledge, asked),
    },
    {
      ...{ method: "get", path: "/clusters/{cluster}/object", id: "getObject" },
      answers: "ObjectDocument",
      summary: "One object with its versions and what is found of it",
      parameters: [
        CLUSTER,
        ...OBJECT.map((each) => ({ ...each, required: each.name !== "namespace" })),
        REVISION,
      ],
      answer: (asked) => oneObject(knowledge, asked),
    },
  ];
}

async function oneCluster({ store, troubleOf }: Knowledge, asked: Asked): Promise<Answer> {
  const { scope } = asked.asker;
  const name = valueOf(asked, "cluster") ?? "";
  const [cluster] = await store.clusters(scope, name);
  if (!cluster) return notFound(NO_CLUSTER);
  const filter = { clusters: [name], states: ["open" as const] };
  const counts = await store.counts(scope, { filter, by: ["severity"] });
  const count = new Map(counts.map((each) => [each.by.severity, each.count]));
  const facts = parsed(cluster.facts);
  return {
    document: {
      schemaVersion: 1,
      cluster: shownCluster(cluster, troubleOf(name)),
      coverage: objectAt(facts, "coverage"),
      assumptions: objectAt(facts, "assumptions"),
      findings: Object.fromEntries(SEVERITIES.map((each) => [each, count.get(each) ?? 0])),
    },
  };
}

function wantedObject(asked: Asked) {
  const [apiVersion, kind, namespace, name] = OBJECT.map((each) => valueOf(asked, each.name));
  return {
    cluster: valueOf(asked, "cluster") ?? "",
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
  };
}

async function objects({ store }: Knowledge, asked: Asked): Promise<Answer> {
  const revision = numberOf(asked, "revision");
  const cursor = valueOf(asked, "cursor");
  const page = await store.objects(asked.asker.scope, {
    filter: wantedObject(asked),
    limit: numberOf(asked, "limit") ?? 100,
    ...(revision !== undefined && { revision }),
    ...(cursor !== undefined && { cursor }),
  });
  if (!page) return wrong("The cursor is none that this server has given.");
  const { items, next } = page;
  return {
    document: {
      schemaVersion: 1,
      objects: items.map(shownVersion),
      ...(next !== undefined && { next }),
    },
  };
}

async function oneObject({ store }: Knowledge, asked: Asked): Promise<Answer> {
  const { scope } = asked.asker;
  const revision = numberOf(asked, "revision");
  const filter = { namespace: "", ...wantedObject(asked) };
  const page = await store.objects(scope, {
    ...{ filter, limit: 1 },
    ...(revision !== undefined && { revision }),
  });
  const [found] = page?.items ?? [];
  if (!found) return notFound("There is no such object.");
  const { reference } = found;
  const versions = await store.versions(scope, {
    ...{ cluster: filter.cluster, reference, limit: 100 },
  });
  const findings = await store.findings(scope, {
    filter: {
      ...{ clusters: [filter.cluster], kinds: [reference.kind], names: [reference.name] },
      namespaces: [filter.namespace],
    },
    ...{ order: "severity", limit: 500 },
  });
  return {
    document: {
      schemaVersion: 1,
      object: parsed(found.body),
      origin: parsed(found.origin),
      versions: versions.map(shownVersion),
      findings: (findings?.items ?? []).map(shownFinding),
    },
  };
}

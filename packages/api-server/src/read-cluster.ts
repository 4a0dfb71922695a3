import { setMaxListeners } from "node:events";
import { CONTROL_PLANE } from "@watertight/core/control-plane";
import {
  createKindCounter,
  decodeObject,
  type KubernetesObject,
  kubernetesVersionOf,
  NEWEST_VERSION,
  textAt,
} from "@watertight/core/kubernetes";
import type {
  NotExamined,
  SnapshotInput,
  SourceObject,
  UnknownKind,
} from "@watertight/core/snapshot";
import type { Connection } from "./connect.ts";
import { observeApiServer } from "./control-plane/observe-api-server.ts";
import { observeKubelets } from "./control-plane/observe-kubelets.ts";
import { observedObjects, observedSource } from "./control-plane/observed-objects.ts";
import { gapOfGroup, gapOfPlace } from "./coverage.ts";
import { discover } from "./discovery/discover.ts";
import type { Discovery } from "./discovery/resource.ts";
import { ClusterFailure } from "./failure.ts";
import { list } from "./lists/list.ts";
import { isSecrets, type Place, placesOf } from "./lists/selection.ts";
import { isGroupNotRead, isNotRead } from "./not-read.ts";
import { readJson } from "./requests/read-json.ts";
import type { Refusal } from "./requests/requester.ts";

export interface ReadClusterOptions {
  /** Whose objects are read, besides those in no namespace; none: all. */
  readonly namespaces?: readonly string[];
  /** Resources as `GROUP/PLURAL` that are not to be read, and are not missed. */
  readonly without?: readonly string[];
  /** The only resources that are read; absent: all. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
  /** Told after each list and page: lists that are done, lists in all, objects so far. */
  readonly onProgress?: (done: number, total: number, objects: number) => void;
}

/**
 * Reads a cluster into what `createSnapshot` takes. What this identity may not list and what does not answer is in the coverage;
 * only where all of it was seen is the snapshot said to be the whole cluster. It throws `ClusterFailure` where there is no cluster
 * to read.
 */
export async function readCluster(
  connection: Connection,
  options: ReadClusterOptions = {},
): Promise<SnapshotInput> {
  const { namespaces = [] } = options;
  const facts = await clusterFacts(connection, options);
  const read = await readPlaces(connection, facts.places, options);
  const objects = read.flatMap((place) => place.objects);
  const gaps = [...facts.gaps, ...read.flatMap((place) => place.gaps)];
  const { kubernetesVersion } = facts;
  const observed = await observe(connection, { objects, facts }, options);
  return inputOf({ objects, observed, gaps, namespaces, kubernetesVersion }, connection.server);
}

/**
 * What a control plane shows besides its objects: nothing where only some namespaces are read, and of kubelets nothing where nodes
 * may not be listed.
 */
async function observe(
  connection: Connection,
  {
    objects,
    facts,
  }: { readonly objects: readonly KubernetesObject[]; readonly facts: ClusterFacts },
  { namespaces = [], without = [], signal }: ReadClusterOptions,
): Promise<readonly KubernetesObject[]> {
  if (namespaces.length > 0 || without.includes(CONTROL_PLANE)) return [];
  const { probe, url, server } = connection;
  const minor = Number(facts.kubernetesVersion.slice("v1.".length));
  const nodes = objects.filter(({ apiVersion, kind }) => apiVersion === "v1" && kind === "Node");
  const [apiServer, kubelets] = await Promise.all([
    observeApiServer(probe, url, facts.version),
    observeKubelets({ probe, minor, ...(signal && { signal }) }, nodes),
  ]);
  return observedObjects(server, apiServer, kubelets);
}

/** What a cluster is and what of it is to be read. */
export interface ClusterFacts {
  readonly kubernetesVersion: string;
  /** As the server says it, `v1.36.1-gke.7`; "" where it does not. */
  readonly version: string;
  readonly places: readonly Place[];
  /** What cannot be seen whoever asks. */
  readonly gaps: readonly NotExamined[];
}

export async function clusterFacts(
  connection: Connection,
  {
    namespaces = [],
    without = [],
    only,
  }: Pick<ReadClusterOptions, "namespaces" | "without" | "only">,
): Promise<ClusterFacts> {
  const version = await versionOf(connection);
  const kubernetesVersion = kubernetesVersionOf(version) ?? NEWEST_VERSION;
  const { resources, unavailable } = await discover(connection);
  const places = resources
    .filter((resource) => !isNotRead(resource))
    .filter(({ group, name }) => !without.includes(`${group}/${name}`))
    .filter(({ group, name }) => only?.includes(`${group}/${name}`) ?? true)
    .flatMap((resource) => placesOf(resource, namespaces));
  return { kubernetesVersion, version, places, gaps: gapsOf(unavailable, connection) };
}

/** What `createSnapshot` takes, of what was read. */
export function inputOf(
  {
    objects,
    observed = [],
    gaps,
    namespaces,
    kubernetesVersion,
  }: {
    readonly objects: readonly KubernetesObject[];
    /** What was seen otherwise than by listing it. */
    readonly observed?: readonly KubernetesObject[];
    readonly gaps: readonly NotExamined[];
    readonly namespaces: readonly string[];
    readonly kubernetesVersion: string;
  },
  server: string,
): SnapshotInput {
  return {
    objects: [
      ...objects.map((object) => sourceObjectOf(object, server)),
      ...observed.map((object) => observedSource(object, server)),
    ],
    coverage: {
      ...{ files: 0, documents: 0, objects: objects.length, notExamined: gaps },
      unknownKinds: unknownKindsIn(objects),
    },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: kubernetesVersion, known: "observed" },
      wholeCluster: { value: namespaces.length === 0 && gaps.length === 0, known: "observed" },
    },
    sourceOf: () => undefined,
  };
}

/** An object of a server, as a snapshot takes it. */
export function sourceObjectOf(object: KubernetesObject, server: string): SourceObject {
  const resourceVersion = textAt(object, "metadata", "resourceVersion");
  return { object, origin: { from: "server", server, resourceVersion } };
}

/** The version that a server says it is; a server that does not say is taken to be of the newest. */
async function versionOf(connection: Connection): Promise<string> {
  const answer = await connection.ask({
    path: "/version",
    read: (got) => readJson(got, connection.silence),
  });
  return "value" in answer ? textAt(answer.value, "gitVersion") : "";
}

function gapsOf(
  unavailable: Discovery["unavailable"],
  { server }: Connection,
): readonly NotExamined[] {
  return unavailable
    .filter(({ group }) => !isGroupNotRead(group))
    .map((each) => gapOfGroup(each, server));
}

interface ReadPlace {
  readonly objects: readonly KubernetesObject[];
  readonly gaps: readonly NotExamined[];
}

async function readPlaces(
  connection: Connection,
  places: readonly Place[],
  { signal, onProgress }: ReadClusterOptions,
): Promise<readonly ReadPlace[]> {
  let done = 0;
  let count = 0;
  const onPage = (objects: number): void => {
    count += objects;
    onProgress?.(done, places.length, count);
  };
  // Where one fails the others are given up.
  const giveUp = new AbortController();
  const signals = [giveUp.signal, ...(signal ? [signal] : [])];
  const either = AbortSignal.any(signals);
  setMaxListeners(0, either);
  const options = { onPage, signal: either };
  try {
    return await Promise.all(
      places.map(async (place) => {
        const read = await readPlace(connection, place, options);
        done += 1;
        onProgress?.(done, places.length, count);
        return read;
      }),
    );
  } finally {
    giveUp.abort();
  }
}

/** All selections of a place; what one of them is refused, the others would be too. */
async function readPlace(
  connection: Connection,
  place: Place,
  options: Parameters<typeof list>[2],
): Promise<ReadPlace> {
  const objects: KubernetesObject[] = [];
  for (const selection of place.selections) {
    const listed = await list(connection, selection, options);
    if ("refusal" in listed) return refused(connection, place, listed.refusal);
    for (const object of listed.objects) objects.push(object);
  }
  return { objects: isSecrets(place.resource) ? inOrder(objects) : objects, gaps: [] };
}

function refused({ server }: Connection, place: Place, refusal: Refusal): ReadPlace {
  const [first] = place.selections;
  if (refusal.status !== 404) return { objects: [], gaps: [gapOfPlace(place, refusal, server)] };
  // A kind that was taken out since has no objects; a namespace that was asked for by name is not there.
  if (first?.name === undefined) return { objects: [], gaps: [] };
  throw new ClusterFailure("settings", `There is no namespace "${first.name}" in ${server}.`);
}

/** As the server has them: by namespace and name, and each once; of two it is the later one. */
export function inOrder(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const keyed = objects.map((object) => {
    const namespace = textAt(object, "metadata", "namespace");
    return { object, key: `${namespace}/${textAt(object, "metadata", "name")}` };
  });
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
  const last = keyed.filter(({ key }, index) => keyed[index + 1]?.key !== key);
  return last.map(({ object }) => object);
}

/** Kinds that are neither built in nor known, as files have them. */
function unknownKindsIn(objects: readonly KubernetesObject[]): readonly UnknownKind[] {
  const counter = createKindCounter();
  const known = new Map<string, boolean>();
  for (const { apiVersion, kind } of objects) {
    const key = `${apiVersion} ${kind}`;
    const isKnown = known.get(key) ?? decodeObject({ apiVersion, kind }).known;
    known.set(key, isKnown);
    if (!isKnown) counter.add({ apiVersion, kind });
  }
  return counter.counts();
}

import { API_SERVER_FACTS } from "../control-plane/index.ts";
import { containersOf } from "../kubernetes/containers.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, stringMapOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import {
  FACTS_API_VERSION,
  FACTS_GROUP,
  factPath,
  factTextOf,
  isOfFacts,
} from "../snapshot/facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { parseComponentVersion } from "../versions/cves/version.ts";
import { componentOfContainer, componentOfName } from "./images.ts";

/** A component of one version, with the objects that show it. */
export interface FoundComponent {
  readonly component: string;
  /** As it is shown, a vendor's suffix included. */
  readonly version: string;
  /** What its nodes run on; "" where nothing says, or where it does not matter. */
  readonly system: string;
  /** At least one; the first in the order of the input. */
  readonly where: readonly Evidence[];
}

/** A component of which no exact version is shown. */
export interface UnjudgedComponent extends Omit<FoundComponent, "system"> {
  /** A clause: why it is not judged. */
  readonly reason: string;
}

/** The components of a cluster that records may know. */
export interface FoundComponents {
  readonly found: readonly FoundComponent[];
  readonly notJudged: readonly UnjudgedComponent[];
  /** Whose control plane it is, where nodes or versions say it. */
  readonly provider: Provider | undefined;
}

type Provider = "AKS" | "EKS" | "GKE";

interface Sighting {
  readonly component: string;
  readonly version: string;
  readonly system: string;
  readonly evidence: Evidence;
}

/** Reads versions from the API server, nodes, images and the labels of charts. */
export function componentsIn(snapshot: Snapshot): FoundComponents {
  const sightings = [
    ...apiServersIn(snapshot),
    ...snapshot.ofKind("", "Node").flatMap(ofNode),
    ...podSightingsIn(snapshot),
    ...releasesIn(snapshot),
  ];
  const shown = withoutGuesses(sightings);
  const groups = grouped(shown);
  const provider = providerIn(snapshot, shown);
  return {
    found: groups.filter(({ version }) => isExact(version)),
    notJudged: [
      ...groups.filter(({ version }) => !isExact(version)).map(inexact),
      ...kernelsIn(snapshot),
      ...hidden(groups, provider),
    ],
    provider,
  };
}

/** What pods and templates run; not what a controller that is shown has made of its template. */
function podSightingsIn(snapshot: Snapshot): readonly Sighting[] {
  return snapshot.viewed(componentsView).flatMap((entry) => {
    const run = ofPods(entry);
    return run.length > 0 && !isControlled(entry, snapshot) ? run : [];
  });
}

function componentsView(entry: SnapshotObject): unknown {
  const run = ofPods(entry);
  return run.length === 0 ? undefined : [run, controllerReferenceOf(entry.object) ?? null];
}

function isControlled({ object, reference }: SnapshotObject, snapshot: Snapshot): boolean {
  const owner = controllerReferenceOf(object);
  if (!owner || owner.kind === "Node") return false;
  return snapshot.find({ ...reference, ...owner }) !== undefined;
}

function isExact(version: string): boolean {
  return parseComponentVersion(version) !== undefined;
}

function inexact({ component, version, where }: FoundComponent): UnjudgedComponent {
  const reason =
    version === ""
      ? "its image has no tag, and no label says the version"
      : `${JSON.stringify(version)} is no version with three numbers`;
  return { component, version, where, reason };
}

function apiServersIn(snapshot: Snapshot): readonly Sighting[] {
  const [group = "", kind = ""] = API_SERVER_FACTS.split("/");
  return snapshot.ofKind(group, kind).flatMap(({ object, reference }) => {
    const version = factTextOf(object, "version");
    if (version === "") return [];
    const message = `the API server says it is ${version}`;
    const evidence = { object: reference, path: factPath("version"), message };
    return [{ component: "kube-apiserver", version, system: "", evidence }];
  });
}

/** Releases of Helm, where they were read: the chart says the version of its program. */
function releasesIn(snapshot: Snapshot): readonly Sighting[] {
  return snapshot.ofKind(FACTS_GROUP, HELM_RELEASE).flatMap(({ object, reference }) => {
    const chart = factTextOf(object, "chart");
    const component = componentOfName(chart);
    if (component === undefined) return [];
    const version = factTextOf(object, "appVersion");
    const message = `is a release of the chart ${chart} with ${component} ${version}`;
    const evidence = { object: reference, path: factPath("appVersion"), message };
    return [{ component, version, system: "", evidence }];
  });
}

const HELM_RELEASE = "HelmRelease";

/** A release of Helm among the facts of a cluster, by what its chart is. */
export function helmReleaseFacts({
  namespace,
  name,
  chart,
  appVersion,
}: Readonly<Record<"namespace" | "name" | "chart" | "appVersion", string>>): KubernetesObject {
  return {
    apiVersion: FACTS_API_VERSION,
    kind: HELM_RELEASE,
    metadata: { namespace, name },
    spec: { chart: { value: chart }, appVersion: { value: appVersion } },
  };
}

const NODE_INFO = ["status", "nodeInfo"];

function ofNode({ object, reference }: SnapshotObject): readonly Sighting[] {
  const system =
    textAt(object, ...NODE_INFO, "operatingSystem") ||
    textAt(object, "metadata", "labels", "kubernetes.io/os");
  const told = (field: string, component: string, version: string): readonly Sighting[] => {
    if (version === "") return [];
    const path = [...NODE_INFO, field];
    return [
      {
        component,
        version,
        system,
        evidence: {
          object: reference,
          path,
          message: `node/${reference.name} has ${component} ${version}`,
        },
      },
    ];
  };
  const runtime = /^([a-z][a-z-]{1,30}):\/\/(.{1,200})$/.exec(
    textAt(object, ...NODE_INFO, "containerRuntimeVersion"),
  );
  const [, name = "", version = ""] = runtime ?? [];
  return [
    ...told("kubeletVersion", "kubelet", textAt(object, ...NODE_INFO, "kubeletVersion")),
    ...told("kubeProxyVersion", PROXY_OF_NODE, textAt(object, ...NODE_INFO, "kubeProxyVersion")),
    ...told("containerRuntimeVersion", name, version),
  ];
}

/** Kubelets up to 1.30 say their own version for it, whether it runs there or not. */
const PROXY_OF_NODE = "kube-proxy of nodes";

function withoutGuesses(sightings: readonly Sighting[]): readonly Sighting[] {
  const isShown = sightings.some(({ component }) => component === "kube-proxy");
  const kept = isShown
    ? sightings.filter(({ component }) => component !== PROXY_OF_NODE)
    : sightings.map((each) =>
        each.component === PROXY_OF_NODE ? { ...each, component: "kube-proxy" } : each,
      );
  // What a pod runs says less than what the server answers.
  const isAsked = kept.some(({ component, evidence }) => isServerSaying(component, evidence));
  return isAsked
    ? kept.filter(
        ({ component, evidence }) =>
          component !== "kube-apiserver" ||
          isServerSaying(component, evidence) ||
          isOtherVersion(kept, evidence),
      )
    : kept;
}

function isServerSaying(component: string, { object }: Evidence): boolean {
  return component === "kube-apiserver" && isOfFacts(object);
}

/** In a control plane of several servers only one answers. */
function isOtherVersion(all: readonly Sighting[], evidence: Evidence): boolean {
  const own = all.find((each) => each.evidence === evidence)?.version ?? "";
  const said = all.find((each) => isServerSaying(each.component, each.evidence))?.version ?? "";
  return plain(own) !== plain(said);
}

function plain(version: string): string {
  return version.replace(/^v/, "").replace(/[-+].*$/s, "");
}

function ofPods(entry: SnapshotObject): readonly Sighting[] {
  const { object, reference, podTemplates } = entry;
  return podTemplates.flatMap((pod) => {
    const labels = { ...stringMapOf(object, "labels"), ...pod.metadata.labels };
    const system = pod.spec.os?.name ?? pod.spec.nodeSelector?.["kubernetes.io/os"] ?? "";
    return Array.from(containersOf(pod.spec)).flatMap(({ container, fieldPath }) => {
      const run = componentOfContainer(container);
      if (!run) return [];
      const version = isExact(run.version) ? run.version : versionByLabels(labels, run);
      const path = locateInObject(pod, ["spec", ...fieldPath, "image"]);
      const message = `runs ${run.component} as ${container.image ?? ""}`;
      return [
        {
          component: run.component,
          version,
          system,
          evidence: { object: reference, path, message },
        },
      ];
    });
  });
}

/** A chart's labels say what a tag does not; the version of the chart itself is none of the program. */
function versionByLabels(
  labels: Readonly<Record<string, string>>,
  { component, version }: { readonly component: string; readonly version: string },
): string {
  const chart = /^(.{1,100}?)-v?\d/.exec(labels["helm.sh/chart"] ?? "")?.[1] ?? "";
  const named = labels["app.kubernetes.io/name"] ?? "";
  const isIts = [chart, named].some((name) => componentOfName(name) === component);
  const labelled = labels["app.kubernetes.io/version"] ?? "";
  return isIts && isExact(labelled) ? labelled : version;
}

function grouped(sightings: readonly Sighting[]): readonly FoundComponent[] {
  const groups = new Map<string, Omit<FoundComponent, "where"> & { where: Evidence[] }>();
  for (const { component, version, system, evidence } of sightings) {
    const of = component === "kubelet" || component === "kube-proxy" ? system : "";
    const key = `${component} ${version} ${of}`;
    const group = groups.get(key) ?? { component, version, system: of, where: [] };
    groups.set(key, group);
    group.where.push(evidence);
  }
  return [...groups.values()].toSorted(byName);
}

const FIRST: readonly string[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
  "kubelet",
  "kube-proxy",
];

function byName(a: FoundComponent, b: FoundComponent): number {
  const rank = ({ component }: FoundComponent): string => {
    const at = FIRST.indexOf(component);
    return at < 0 ? `z${component}` : String(at);
  };
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.version.localeCompare(b.version, "en");
}

/** Nodes say their kernels; no record is about one. */
function kernelsIn(snapshot: Snapshot): readonly UnjudgedComponent[] {
  const byVersion = new Map<string, Evidence[]>();
  for (const { object, reference } of snapshot.ofKind("", "Node")) {
    const version = textAt(object, ...NODE_INFO, "kernelVersion");
    if (version === "") continue;
    const path = [...NODE_INFO, "kernelVersion"];
    const list = byVersion.get(version) ?? [];
    byVersion.set(version, list);
    list.push({
      object: reference,
      path,
      message: `node/${reference.name} runs kernel ${version}`,
    });
  }
  const reason =
    "no record is about kernels: the advisories of the distribution say what this build has";
  return Array.from(byVersion, ([version, where]) => ({
    component: "kernel",
    version,
    where,
    reason,
  }));
}

const CONTROL_PLANE_PARTS: readonly string[] = [
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
];

/** Parts that every cluster has and no pod of this one shows. */
function hidden(
  groups: readonly FoundComponent[],
  provider: Provider | undefined,
): readonly UnjudgedComponent[] {
  const server = groups.find(({ component }) => component === "kube-apiserver");
  const isCluster = server ?? groups.find(({ component }) => component === "kubelet");
  if (!isCluster) return [];
  const by = provider
    ? `${provider} runs and patches it: its release notes say the version`
    : "no object shows it";
  return ["kube-apiserver", ...CONTROL_PLANE_PARTS]
    .filter((part) => groups.every(({ component }) => component !== part))
    .map((component) => ({ component, version: "", where: [], reason: by }));
}

const PROVIDER_LABELS: readonly (readonly [prefix: string, provider: Provider])[] = [
  ["eks.amazonaws.com/", "EKS"],
  ["cloud.google.com/gke-", "GKE"],
  ["kubernetes.azure.com/", "AKS"],
];

function providerIn(snapshot: Snapshot, sightings: readonly Sighting[]): Provider | undefined {
  for (const { object } of snapshot.ofKind("", "Node")) {
    const labels = Object.keys(stringMapOf(object, "labels"));
    const found = PROVIDER_LABELS.find(([prefix]) =>
      labels.some((label) => label.startsWith(prefix)),
    );
    if (found) return found[1];
  }
  for (const { version } of sightings) {
    const vendor = parseComponentVersion(version)?.vendor;
    if (vendor === "EKS" || vendor === "GKE" || vendor === "AKS") return vendor;
  }
  return undefined;
}

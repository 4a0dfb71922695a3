import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { API_SERVER_FACTS, KUBELETS_FACTS } from "../../control-plane/index.ts";
import type { Violation } from "../../findings/finding.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { factOf, factPath, isOfFacts } from "../../snapshot/facts.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { PodCheck, PodExample, Unassessable } from "../check.ts";
import { COMPONENT_CONFIGURATIONS, componentConfigurationsOf } from "./component-configurations.ts";
import { componentProcessesOf } from "./component-processes.ts";
import type { Component, ComponentSettings, Flags } from "./component-settings.ts";

/** What a check asks of the flags of one component. */
export interface FlagDemand {
  readonly component: Component;
  /** The flag that the finding is about. */
  readonly flag: string;
  /** What the process does, as a clause after its name: `answers anonymous requests`; undefined: nothing is wrong. */
  readonly fault: (flags: Flags) => string | undefined;
  /** The value to set, where one is right for everybody. */
  readonly value?: string;
}

/** Whether a pod runs a component of Kubernetes itself: one in fifty. */
function runsControlPlane(pod: PodTemplate): boolean {
  return componentProcessesOf(pod).length > 0;
}

/** Asks a demand of pods that run the component, and of objects that configure it. */
export function askingFlags(
  demand: FlagDemand,
): Required<Pick<PodCheck, "speaksOf" | "shows" | "evaluate" | "elsewhere">> {
  return {
    speaksOf: runsControlPlane,
    shows: ({ object, podTemplates }) =>
      [...podTemplates.flatMap(componentProcessesOf), ...componentConfigurationsOf(object)].some(
        ({ component, decides }) => component === demand.component && decides(demand.flag),
      ),
    evaluate: (pod) => flagViolations(pod, demand),
    elsewhere: {
      kinds: COMPONENT_CONFIGURATIONS,
      evaluate: function* ({ object }, cluster) {
        // What is seen of a running component says again what its pod says.
        if (isOfFacts(object) && isSaidOfPods(cluster, demand)) return;
        yield* violationsIn(componentConfigurationsOf(object), demand);
      },
      notAssessable: ({ object }, cluster) => unseenOf(object, cluster, demand),
    },
  };
}

/** The components that the pods of a cluster run. */
const processesOf: (cluster: Cluster) => readonly ComponentSettings[] = clusterFact((cluster) =>
  cluster.snapshot.objects.flatMap(({ podTemplates }) =>
    podTemplates.flatMap(componentProcessesOf),
  ),
);

/** What pods run and what objects configure. */
const settingsOf: (cluster: Cluster) => readonly ComponentSettings[] = clusterFact((cluster) => [
  ...processesOf(cluster),
  ...cluster.snapshot.objects.flatMap(({ object }) => componentConfigurationsOf(object)),
]);

function isSaidOfPods(cluster: Cluster, demand: FlagDemand): boolean {
  return !violationsIn(processesOf(cluster), demand).next().done;
}

/** Why a cluster that was asked does not show what a demand asks; nothing of files, which nobody takes for all of a cluster. */
function* unseenOf(
  object: KubernetesObject,
  cluster: Cluster,
  { component, flag }: FlagDemand,
): Generator<Unassessable> {
  const kind = `${groupOf(object)}/${object.kind}`;
  if (component === "kubelet") {
    // One that was not seen may be the one that is wrong.
    const reason = kind === KUBELETS_FACTS ? unknownOf(object, "configuration") : undefined;
    if (reason !== undefined) yield { path: factPath("configuration"), reason };
    return;
  }
  if (kind !== API_SERVER_FACTS || component === "kube-proxy") return;
  const shows = (each: ComponentSettings): boolean =>
    each.component === component && each.decides(flag);
  if (settingsOf(cluster).some(shows)) return;
  const reason = component === "kube-apiserver" ? unknownOf(object, "flags") : undefined;
  yield reason === undefined
    ? { path: [], reason: `no pod shows the flags of ${component}, as where a provider runs it` }
    : { path: factPath("flags"), reason };
}

function unknownOf(object: KubernetesObject, name: string): string | undefined {
  const fact = factOf(object, name);
  return fact && "unknown" in fact ? fact.unknown : undefined;
}

/** What breaks a demand in the containers of a pod that run the component. */
export function flagViolations(pod: PodTemplate, demand: FlagDemand): Iterable<Violation> {
  return violationsIn(componentProcessesOf(pod), demand);
}

function* violationsIn(
  all: readonly ComponentSettings[],
  { component, flag, fault, value }: FlagDemand,
): Generator<Violation> {
  for (const settings of all) {
    if (settings.component !== component || !settings.decides(flag)) continue;
    const clause = fault(settings.flags);
    if (clause === undefined) continue;
    const { container } = settings;
    const fix = value === undefined ? undefined : settings.fixOf(flag, value);
    yield {
      path: settings.placeOf(flag),
      message: `${component} ${clause}`,
      ...(container === undefined ? {} : { container }),
      ...(fix && { fix }),
    };
  }
}

/** The admission plugins that a kube-apiserver of the snapshot switches on. */
export const admissionPluginsOf: (cluster: Cluster) => ReadonlySet<string> = clusterFact(
  (cluster) =>
    new Set(cluster.snapshot.viewed(pluginsView).flatMap((entry) => pluginsView(entry) ?? [])),
);

function pluginsView({ object, podTemplates }: SnapshotObject): string[] | undefined {
  const plugins = [
    ...podTemplates.flatMap(componentProcessesOf),
    ...componentConfigurationsOf(object),
  ]
    .filter(({ component }) => component === "kube-apiserver")
    .flatMap(({ flags }) => pluginsOf(flags));
  return plugins.length > 0 ? plugins : undefined;
}

/** Whether an admission plugin that is off by default is switched on. */
export function enablesPlugin(flags: Flags, plugin: string): boolean {
  return pluginsOf(flags).includes(plugin);
}

function pluginsOf({ listOf }: Flags): readonly string[] {
  // The second is the older name.
  return [...listOf("enable-admission-plugins"), ...listOf("admission-control")];
}

/** Whether a cipher suite lacks forward secrecy or a cipher that nobody has attacked. */
export function isWeakSuite(suite: string): boolean {
  return suite !== "" && !STRONG.test(suite);
}

const STRONG =
  /^TLS_(?:ECDHE_(?:RSA|ECDSA)_WITH_(?:AES_(?:128|256)_GCM|CHACHA20_POLY1305)|AES_(?:128|256)_GCM|CHACHA20_POLY1305)(?:_SHA(?:256|384))?$/;

/** Whether an address is one of the node alone. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127(?:\.\d+){3}|::1|\[::1\]|localhost)$/.test(address);
}

/** A pod that runs a component with these flags, beside a container that has nothing to do with it. */
export function componentPod(component: Component, ...flags: readonly string[]): PodExample["pod"] {
  return {
    metadata: { namespace: "kube-system" },
    spec: {
      containers: [
        { name: "helper", command: ["helper", "--profiling"] },
        { name: component, command: [component, ...flags] },
      ],
    },
  };
}

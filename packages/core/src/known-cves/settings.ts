import { componentConfigurationsOf } from "../checks/facts/component-configurations.ts";
import { componentProcessesOf } from "../checks/facts/component-processes.ts";
import type { ComponentSettings } from "../checks/facts/component-settings.ts";
import { type Cluster, clusterFact } from "../cluster/cluster.ts";
import { containersOf } from "../kubernetes/containers.ts";
import { isJsonObject } from "../kubernetes/json.ts";
import { valueAt } from "../kubernetes/json-fields.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";

/** One value of a setting, where it is known. */
export interface SeenSetting {
  /** Undefined where it is known not to be set. */
  readonly value: string | undefined;
  readonly evidence: Evidence;
}

interface PlacedSettings {
  readonly settings: ComponentSettings;
  readonly entry: SnapshotObject;
  readonly placeOf: (flag: string) => Evidence["path"];
}

/** Components whose flags a pod shows; one that says neither command nor arguments leaves them to its image. */
function startedIn(pod: PodTemplate): readonly ComponentSettings[] {
  const started = new Set(
    Array.from(containersOf(pod.spec)).flatMap(({ container }) =>
      container.command || container.args ? container.name : [],
    ),
  );
  return componentProcessesOf(pod).filter(({ container = "" }) => started.has(container));
}

function settingsView({ object, podTemplates }: SnapshotObject): unknown {
  const pods = podTemplates.filter((pod) => componentProcessesOf(pod).length > 0);
  const isConfiguration = componentConfigurationsOf(object).length > 0;
  if (pods.length === 0 && !isConfiguration) return undefined;
  return [pods.map(({ spec }) => spec.containers), isConfiguration ? object : null];
}

const allSettingsOf = clusterFact(({ snapshot }): readonly PlacedSettings[] =>
  snapshot.viewed(settingsView).flatMap((entry) => [
    ...entry.podTemplates.flatMap((pod) =>
      startedIn(pod).map((settings) => ({
        settings,
        entry,
        placeOf: (flag: string) => locateInObject(pod, settings.placeOf(flag)),
      })),
    ),
    ...componentConfigurationsOf(entry.object).map((settings) => ({
      settings,
      entry,
      placeOf: settings.placeOf,
    })),
  ]),
);

/** What each place that decides a flag of a component says of it; none: it is not known. */
export function flagOf(cluster: Cluster, component: string, flag: string): readonly SeenSetting[] {
  return allSettingsOf(cluster)
    .filter(({ settings }) => settings.component === component && settings.decides(flag))
    .map(({ settings, entry, placeOf }) => {
      const value = settings.flags.valueOf(flag);
      const message =
        value === undefined
          ? `${component} has no --${flag}`
          : `${component} has --${flag}=${value}`;
      return { value, evidence: { object: entry.reference, path: placeOf(flag), message } };
    });
}

/** Whether a feature gate is named, and with which value; undefined: its default holds. */
export function gateOf(cluster: Cluster, component: string, gate: string): readonly SeenSetting[] {
  const flags = flagOf(cluster, component, "feature-gates").map(({ value = "", evidence }) => {
    const set = value.split(",").map((part) => part.trim().split("="));
    return { value: set.findLast(([name]) => name === gate)?.[1]?.toLowerCase(), evidence };
  });
  return component === "kubelet" ? [...kubeletGates(cluster, gate), ...flags] : flags;
}

function kubeletGates({ snapshot }: Cluster, gate: string): readonly SeenSetting[] {
  return snapshot
    .ofKind("kubelet.config.k8s.io", "KubeletConfiguration")
    .map(({ object, reference }) => {
      const gates = valueAt(object, "featureGates") ?? null;
      const set = isJsonObject(gates) ? gates[gate] : undefined;
      const value = typeof set === "boolean" ? String(set) : undefined;
      const message =
        value === undefined
          ? `does not set the feature gate ${gate}`
          : `sets the feature gate ${gate} to ${value}`;
      return { value, evidence: { object: reference, path: ["featureGates", gate], message } };
    });
}

/** Whether all that is seen of an admission plugin that is off by default says that it is on, or off. */
export function pluginOf(
  cluster: Cluster,
  plugin: string,
): { readonly is: "on" | "off" | "unknown"; readonly proof: readonly Evidence[] } {
  const seen = flagOf(cluster, "kube-apiserver", "enable-admission-plugins");
  const has = ({ value = "" }: SeenSetting): boolean =>
    value.split(",").some((name) => name.trim() === plugin);
  const proof = seen.map(({ evidence }) => evidence);
  if (seen.length === 0) return { is: "unknown", proof };
  return { is: seen.every(has) ? "on" : seen.some(has) ? "unknown" : "off", proof };
}

import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { referenceOf, stringMapOf } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { BlockerKind } from "./model.ts";

/** Something of the cluster that a minor does not do any more. */
export interface LostBehaviour {
  readonly kind: BlockerKind;
  readonly removedIn: number;
  readonly evidence: Evidence;
  /** A whole sentence. */
  readonly message: string;
}

/**
 * What the input uses that is no API and that Kubernetes stops to support: runtimes, drivers in the tree, flags. By Kubernetes'
 * deprecation notices and changelogs (CHANGELOG-1.24 to 1.36, KEP-2221, KEP-5495, KEP-5573).
 */
export function lostBehaviours(snapshot: Snapshot, target: number): readonly LostBehaviour[] {
  return [
    ...snapshot.ofKind("", "Node").flatMap(runtimeOf),
    ...proxyModes(snapshot),
    ...snapshot.objects.flatMap(volumesOf),
    ...snapshot.ofKind("", "PersistentVolume").flatMap(persistentOf),
    ...snapshot.ofKind("", "Pod").flatMap(flagsOf),
  ].filter(({ removedIn }) => removedIn <= target);
}

function runtimeOf({ object, reference }: SnapshotObject): readonly LostBehaviour[] {
  const path = ["status", "nodeInfo", "containerRuntimeVersion"];
  const runtime = textAt(object, ...path);
  const evidence = { object: reference, path, message: `runs ${runtime}` };
  if (runtime.startsWith("docker://")) {
    const message = "Give the node containerd 2 or CRI-O before its kubelet is upgraded.";
    return [{ kind: "container-runtime", removedIn: 24, evidence, message }];
  }
  if (/^containerd:\/\/1\./.test(runtime)) {
    const message = "Give the node containerd 2 before its kubelet is upgraded.";
    return [{ kind: "container-runtime", removedIn: 36, evidence, message }];
  }
  return [];
}

function proxyModes(snapshot: Snapshot): readonly LostBehaviour[] {
  return snapshot
    .ofKind("", "ConfigMap")
    .filter(({ reference }) => /^kube-proxy(?:-config)?$/.test(reference.name))
    .flatMap(({ object, reference }) =>
      Object.entries(objectAt(object, "data")).flatMap(([key, text]) =>
        typeof text === "string" && /^\s*mode:\s*["']?ipvs\b/m.test(text)
          ? [
              {
                kind: "kube-proxy-mode" as const,
                removedIn: 43,
                evidence: { object: reference, path: ["data", key], message: "has mode ipvs" },
                message: "Give kube-proxy the mode nftables.",
              },
            ]
          : [],
      ),
    );
}

/** Drivers in the tree that are gone, and since when; those that CSI drivers took over go on by them. */
const VOLUMES: ReadonlyMap<string, number> = new Map([
  ["glusterfs", 26],
  ["cephfs", 31],
  ["rbd", 31],
  ["gitRepo", 33],
]);

function volumesOf({ object, podTemplates }: SnapshotObject): readonly LostBehaviour[] {
  // Pods of a controller have the volumes of its template.
  if (listAt(object, "metadata", "ownerReferences").length > 0) return [];
  return podTemplates.flatMap((template) =>
    (template.spec.volumes ?? []).flatMap((volume, index) =>
      [...VOLUMES].flatMap(([driver, removedIn]) =>
        Object.hasOwn(volume, driver)
          ? [
              lostVolume(driver, removedIn, {
                object: referenceOf(object),
                path: locateInObject(template, ["spec", "volumes", index, driver]),
                message: `volume ${volume.name} is of ${driver}`,
              }),
            ]
          : [],
      ),
    ),
  );
}

function persistentOf({ object, reference }: SnapshotObject): readonly LostBehaviour[] {
  return [...VOLUMES].flatMap(([driver, removedIn]) =>
    valueAt(object, "spec", driver) === undefined
      ? []
      : [
          lostVolume(driver, removedIn, {
            object: reference,
            path: ["spec", driver],
            message: `the volume is of ${driver}`,
          }),
        ],
  );
}

function lostVolume(driver: string, removedIn: number, evidence: Evidence): LostBehaviour {
  const message =
    driver === "gitRepo"
      ? "Have an init container clone the repository into an emptyDir."
      : `Move the data to a volume of a CSI driver for ${driver}.`;
  return { kind: "volume-plugin", removedIn, evidence, message };
}

interface LostFlag {
  readonly flag: RegExp;
  readonly removedIn: number;
  readonly message: string;
}

const FLAGS: readonly LostFlag[] = [
  {
    flag: /^--enable-admission-plugins=(?:.*,)?PodSecurityPolicy(?:,|$)/,
    removedIn: 25,
    message:
      "Take PodSecurityPolicy out of the plugins; namespaces have Pod Security levels instead.",
  },
  {
    flag: /^--cloud-provider=(?:aws|azure|gce|openstack|vsphere)$/,
    removedIn: 31,
    message: "Run the provider's cloud-controller-manager, and say --cloud-provider=external.",
  },
  {
    flag: /^--dynamic-config-dir=/,
    removedIn: 24,
    message: "Give the kubelet its configuration as a file.",
  },
  { flag: /^--container-runtime=/, removedIn: 27, message: "Take the flag away." },
];

function flagsOf({ object, reference, podTemplates }: SnapshotObject): readonly LostBehaviour[] {
  const annotations = stringMapOf(object, "annotations");
  const isOwn =
    reference.namespace === "kube-system" &&
    (Object.hasOwn(annotations, "kubernetes.io/config.mirror") ||
      stringMapOf(object, "labels")["tier"] === "control-plane");
  if (!isOwn) return [];
  return podTemplates.flatMap((template) =>
    (template.spec.containers ?? []).flatMap((container, at) =>
      (["command", "args"] as const).flatMap((field) =>
        (container[field] ?? []).flatMap((word, index) =>
          FLAGS.filter(({ flag }) => flag.test(word)).map(({ removedIn, message }) => ({
            kind: "flag" as const,
            removedIn,
            evidence: {
              object: reference,
              path: locateInObject(template, ["spec", "containers", at, field, index]),
              message: `has ${word}`,
            },
            message,
          })),
        ),
      ),
    ),
  );
}

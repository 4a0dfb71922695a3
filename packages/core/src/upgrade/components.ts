import type { FieldPath } from "../kubernetes/field-path.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";
import { objectAt, textAt } from "../kubernetes/json-fields.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { PlannedVersion } from "./model.ts";

/** A part of Kubernetes that runs. */
export interface RunningComponent {
  readonly component: string;
  readonly node: string | undefined;
  /** As it is written: `v1.36.3-gke.1`. */
  readonly text: string;
  readonly version: PlannedVersion;
  readonly entry: SnapshotObject;
  readonly path: FieldPath;
}

/** Those of kubernetes/kubernetes, in the order in which they are upgraded; the kubelet is asked of nodes. */
export const CONTROL_PLANE: readonly string[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "cloud-controller-manager",
];

/** Reads minor and patch of `v1.36.3`, `1.36`, `v1.36.3-eks-1`; undefined for another text. */
export function plannedVersionOf(text: string): PlannedVersion | undefined {
  const [, minor, patch] = /^v?1\.(\d{1,3})(?:\.(\d{1,4}))?(?:[+.-].{0,100})?$/.exec(text) ?? [];
  if (minor === undefined) return undefined;
  return { minor: Number(minor), patch: patch === undefined ? undefined : Number(patch) };
}

/** `v1.36.3`, or `v1.36` where no patch is said. */
export function versionText({ minor, patch }: PlannedVersion): string {
  return patch === undefined ? `v1.${minor}` : `v1.${minor}.${patch}`;
}

/** Orders versions; one without a patch is as old as it may be. */
export function compareVersions(a: PlannedVersion, b: PlannedVersion): number {
  return a.minor - b.minor || (a.patch ?? 0) - (b.patch ?? 0);
}

/** Kubelets of nodes that do not say their version: they are taken to have another. */
export function unversionedKubelets(
  snapshot: Snapshot,
  version: PlannedVersion,
): readonly RunningComponent[] {
  return snapshot.ofKind("", "Node").flatMap((entry) => {
    const path = ["status", "nodeInfo", "kubeletVersion"];
    if (plannedVersionOf(textAt(entry.object, ...path))) return [];
    const { name } = entry.reference;
    return [{ component: "kubelet", node: name, text: "", version, entry, path }];
  });
}

/** Every part of Kubernetes whose version the input shows. */
export function componentsIn(snapshot: Snapshot): readonly RunningComponent[] {
  const kubelets = snapshot.ofKind("", "Node").flatMap((entry) => kubeletOf(entry));
  const kinds = [
    ...[["", "Pod"] as const, ["apps", "DaemonSet"] as const, ["apps", "Deployment"] as const],
  ];
  const others = kinds.flatMap(([group, kind]) =>
    snapshot.ofKind(group, kind).flatMap((entry) => byImages(entry)),
  );
  return [...kubelets, ...others];
}

function kubeletOf(entry: SnapshotObject): readonly RunningComponent[] {
  const path = ["status", "nodeInfo", "kubeletVersion"];
  const text = textAt(entry.object, ...path);
  const version = plannedVersionOf(text);
  const { name } = entry.reference;
  return version ? [{ component: "kubelet", node: name, text, version, entry, path }] : [];
}

const BY_IMAGE: ReadonlySet<string> = new Set([...CONTROL_PLANE, "kube-proxy"]);

function byImages(entry: SnapshotObject): readonly RunningComponent[] {
  const { object, podTemplates, reference } = entry;
  // Pods of a controller are told by it; those of the kubelet's own files have their node in its place.
  const owner = object.kind === "Pod" ? controllerReferenceOf(object) : undefined;
  if (owner && owner.kind !== "Node") return [];
  return podTemplates.flatMap((template) =>
    (template.spec.containers ?? []).flatMap(({ image = "" }, index) => {
      const parsed = parseImageReference(image);
      const component =
        parsed.name
          .split("/")
          .at(-1)
          ?.replace(/-(?:amd64|arm64)$/, "") ?? "";
      const version = plannedVersionOf(parsed.tag ?? "");
      if (!BY_IMAGE.has(component) || !version) return [];
      const path = locateInObject(template, ["spec", "containers", index, "image"]);
      const named = textAt(objectAt(object, "spec"), "nodeName");
      const node = named || nodeInName(component, object.kind, reference.name);
      return [{ component, node, text: parsed.tag ?? "", version, entry, path }];
    }),
  );
}

// A pod of the kubelet's own files is called by its node.
function nodeInName(component: string, kind: string, name: string): string | undefined {
  const begins = `${component}-`;
  return kind === "Pod" && name.startsWith(begins) ? name.slice(begins.length) : undefined;
}

/** How many minors older than the API server a kubelet or kube-proxy may be: two before 1.25 (version-skew-policy). */
export function mayLag({ minor }: PlannedVersion): number {
  return minor < 25 ? 2 : 3;
}

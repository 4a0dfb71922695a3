import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { asJson, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import type { PlacementPod } from "../../placement/index.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import {
  type Cell,
  type Channel,
  type ChannelFix,
  cellKey,
  removingObjects,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";
import { withoutVolume } from "../volume-fix.ts";
import { reachableNodes } from "./nodes.ts";

/** Storage that somebody uses, by what is behind it. */
interface Use {
  readonly owner: TenantParts;
  readonly backing: string;
  readonly object: ObjectReference;
  readonly path: FieldPath;
  /** Undefined of a claim. */
  readonly inPod: { readonly pod: PlacementPod; readonly index: number } | undefined;
}

/** Whether two tenants use the same storage: one volume, or volumes with the same behind them. */
export const volumes: Channel = (world) => {
  const cells = new Map<string, Cell>();
  for (const [backing, uses] of groupedBy(usesOf(world), (use) => use.backing)) {
    const pairs = uses.flatMap((a) => uses.map((b) => [a, b] as const));
    for (const [a, b] of pairs) {
      if (a.owner === b.owner) continue;
      cells.set(cellKey(a.owner.tenant, b.owner.tenant), {
        verdict: "yes",
        reason: `both use ${backing}`,
        proof: () => [a, b].map(({ object, path }) => ({ object, path, message: `is ${backing}` })),
        fix: () => fixOf(a),
      });
    }
  }
  return cells;
};

function fixOf({ object, inPod }: Use): ChannelFix {
  const message = "Give the tenant a volume of his own.";
  return inPod
    ? withoutVolume(inPod.pod, inPod.index, message)
    : removingObjects([object], message);
}

function usesOf({ cluster, parts, tenantOf }: TenancyWorld): readonly Use[] {
  const { snapshot } = cluster;
  const claims = snapshot
    .ofKind("", "PersistentVolumeClaim")
    .flatMap(({ object, reference }): readonly Use[] => {
      const owner = tenantOf(namespaceOf(reference));
      const name = textAt(object, "spec", "volumeName");
      if (!owner || name === "") return [];
      const path = ["spec", "volumeName"];
      return [
        {
          owner,
          backing: backingOfVolume(name, snapshot),
          object: reference,
          path,
          inPod: undefined,
        },
      ];
    });
  const inline = parts.flatMap((owner) =>
    owner.pods.flatMap((pod) =>
      (pod.spec.volumes ?? []).flatMap((volume, index): readonly Use[] => {
        const backing = backingOf(asJson(volume));
        const path = pod.locate(["spec", "volumes", index]);
        return backing === undefined
          ? []
          : [{ owner, backing, object: pod.reference, path, inPod: { pod, index } }];
      }),
    ),
  );
  return [...claims, ...inline];
}

function backingOfVolume(name: string, snapshot: Snapshot): string {
  const volume = snapshot
    .ofKind("", "PersistentVolume")
    .find(({ reference }) => reference.name === name);
  const found = volume && backingOf(objectAt(volume.object, "spec"));
  return found ?? `PersistentVolume ${name}`;
}

const SOURCES: readonly (readonly [source: string, ...fields: string[]])[] = [
  ["nfs", "server", "path"],
  ["csi", "driver", "volumeHandle"],
  ["awsElasticBlockStore", "volumeID"],
  ["gcePersistentDisk", "pdName"],
  ["azureDisk", "diskURI"],
  ["azureFile", "shareName"],
  ["cephfs", "path"],
  ["iscsi", "targetPortal", "iqn"],
  ["glusterfs", "endpoints", "path"],
];

/** What is behind a volume, as a text; undefined for what is of one pod or not told. */
function backingOf(volume: JsonValue): string | undefined {
  for (const [source, ...fields] of SOURCES) {
    const texts = fields.map((field) => textAt(volume, source, field));
    if (texts.every((each) => each !== "")) return `${source} ${texts.join(":")}`;
  }
  return undefined;
}

interface HostMount {
  readonly pod: PlacementPod;
  readonly path: FieldPath;
  readonly host: string;
  readonly index: number;
  readonly isWritten: boolean;
}

/** Whether pods of two tenants that may meet on a node mount the same of its files, and one of them may write there. */
export const hostPaths: Channel = (world) => {
  const mounts = new Map(world.parts.map((each) => [each, hostMounts(each)]));
  const reach = reachableNodes(world);
  const cells = new Map<string, Cell>();
  for (const from of world.parts) {
    for (const to of world.parts) {
      const own = mounts.get(from) ?? [];
      if (from === to || own.length === 0) continue;
      const pair = meeting(own, mounts.get(to) ?? [], (a, b) => meetsOn(a, b, reach, world));
      if (!pair) continue;
      const [a, b] = pair;
      cells.set(cellKey(from.tenant, to.tenant), {
        verdict: world.cluster.placement.nodes.length > 0 ? "yes" : "unknown",
        reason: `pods of both mount ${a.host} and ${b.host} of a node`,
        proof: () =>
          [a, b].map(({ pod, path, host }) => ({
            object: pod.reference,
            path,
            message: `mounts ${host} of the node`,
          })),
        fix: () => withoutVolume(a.pod, a.index, "Mount no files of the node."),
      });
    }
  }
  return cells;
};

function meetsOn(
  a: PlacementPod,
  b: PlacementPod,
  reach: ReturnType<typeof reachableNodes>,
  { cluster }: TenancyWorld,
): boolean {
  if (cluster.placement.nodes.length === 0) return true;
  const others = reach([b]);
  return [...reach([a])].some((node) => others.has(node));
}

function meeting(
  own: readonly HostMount[],
  others: readonly HostMount[],
  meets: (a: PlacementPod, b: PlacementPod) => boolean,
): readonly [HostMount, HostMount] | undefined {
  for (const a of own)
    for (const b of others)
      if ((a.isWritten || b.isWritten) && overlaps(a.host, b.host) && meets(a.pod, b.pod))
        return [a, b];
  return undefined;
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a, b].map((each) => `${each.replace(/\/+$/, "")}/`);
  if (one === undefined || other === undefined) return false;
  return one.startsWith(other) || other.startsWith(one);
}

function hostMounts({ pods }: TenantParts): readonly HostMount[] {
  return pods.flatMap((pod) =>
    (pod.spec.volumes ?? []).flatMap(({ name, hostPath }, index): readonly HostMount[] => {
      const host = hostPath?.path ?? "";
      if (host === "") return [];
      const { containers = [], initContainers = [] } = pod.spec;
      const isWritten = [...containers, ...initContainers].some(({ volumeMounts = [] }) =>
        volumeMounts.some((mount) => mount.name === name && mount.readOnly !== true),
      );
      return [{ pod, path: pod.locate(["spec", "volumes", index]), host, index, isWritten }];
    }),
  );
}

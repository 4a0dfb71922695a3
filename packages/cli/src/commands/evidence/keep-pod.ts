import type { Connection } from "@watertight/api-server";
import { createCluster } from "@watertight/core/cluster";
import { textAt } from "@watertight/core/kubernetes";
import { createSnapshot } from "@watertight/core/snapshot";
import type { Doing, EvidenceStore, LinkedEntry, NewItem } from "@watertight/evidence";
import { errorWords } from "@watertight/manifests";
import { type GatheredPod, gatherPod, type WantedPod } from "./gather-pod.ts";

/** How a pod is kept. */
export interface Keeping {
  readonly store: EvidenceStore;
  readonly doing: Doing;
  readonly keepDays: number;
  /** Whether the cluster is read for what the engines say: not of a pod that is gone. */
  readonly withEngines: boolean;
}

/** Gathers what there is of a pod and keeps it; undefined where there is nothing at all. */
export async function keepPod(
  connection: Connection,
  wanted: WantedPod,
  { store, doing, keepDays, withEngines }: Keeping,
): Promise<LinkedEntry | undefined> {
  const gathered = await gatherPod(connection, wanted);
  const { items, missing } = gathered;
  if (items.length === 0 || (gathered.evidence.pod === undefined && wanted.audit.length === 0))
    return undefined;
  const moment = withEngines
    ? await momentOf(connection, wanted, gathered)
    : { items: [], missing: ["findings and paths: they were not asked"] };
  const end = new Date(Date.parse(doing.time) + keepDays * 86_400_000);
  return store.capture({
    ...doing,
    about: `pod ${wanted.namespace}/${wanted.name}`,
    missing: [...missing, ...moment.missing],
    items: [...items, ...moment.items],
    keepUntil: end.toISOString(),
  });
}

/** What the engines say of the whole cluster, which takes longest and may not be read: then it is missing. */
async function momentOf(
  connection: Connection,
  { namespace, name }: WantedPod,
  { evidence }: GatheredPod,
): Promise<{ readonly items: readonly NewItem[]; readonly missing: readonly string[] }> {
  try {
    const { readCluster } = await import("@watertight/api-server");
    const { itemsAtTheMoment } = await import("./at-the-moment.ts");
    const input = await readCluster(connection, { namespaces: [] });
    const known = evidence.pod;
    const cluster = createCluster(createSnapshot(input));
    const owners = evidence.owners.map((owner) => textAt(owner, "metadata", "name"));
    const gone = evidence.isGone && known !== undefined;
    return {
      items: itemsAtTheMoment(cluster, { namespace, name }, owners),
      missing: gone ? ["findings of the pod itself: it is gone, and its owners' are kept"] : [],
    };
  } catch (error) {
    return { items: [], missing: [`findings and paths: ${errorWords(error)}`] };
  }
}

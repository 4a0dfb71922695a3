import { type Connection, readJson } from "@watertight/api-server";
import { type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { type Log, reasonOf } from "../frame/log.ts";

/** Decides which of several servers writes. */
export interface Election {
  readonly isLeading: () => boolean;
  /** Gives the lease back, so that another leads at once. */
  readonly stop: () => Promise<void>;
}

/** The lease, and who asks for it. */
export interface ElectionSettings {
  readonly connection: Connection;
  readonly namespace: string;
  readonly name: string;
  /** Unique among the servers. */
  readonly identity: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called when this server begins to lead; the signal ends it. */
  readonly lead: (signal: AbortSignal) => void;
  readonly times?: LeaseTimes;
}

/** Milliseconds, as client-go's leader election has them (tools/leaderelection: 15 s, 10 s, 2 s). */
interface LeaseTimes {
  readonly duration: number;
  /** A leader that cannot renew for so long leads no more. */
  readonly deadline: number;
  readonly retry: number;
}

/** Milliseconds without a byte of an answer. */
const READ_SILENCE = 10_000;
const TIMES: LeaseTimes = { duration: 15_000, deadline: 10_000, retry: 2000 };

/** What was seen of another's lease last, by this server's own clock: clocks of servers differ. */
interface Seen {
  readonly version: string;
  readonly at: number;
}

/** Asks for the lease again and again, as client-go does: who holds it renews it, and whose is not renewed for its duration loses it. */
export function elect(settings: ElectionSettings): Election {
  const { now, log, times = TIMES, lead } = settings;
  let leading: AbortController | undefined;
  let renewed = 0;
  let seen: Seen | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const stepDown = (reason: string): void => {
    if (!leading) return;
    leading.abort();
    leading = undefined;
    log.info("another server leads", { reason });
  };
  const look = async (): Promise<void> => {
    const start = now();
    const held = await tryHold(settings, seen, (next) => {
      seen = next;
    });
    if (isOver) return;
    if (!held) {
      stepDown("the lease is another's");
      return;
    }
    renewed = start;
    if (leading) return;
    leading = new AbortController();
    log.info("this server leads", { lease: `${settings.namespace}/${settings.name}` });
    lead(leading.signal);
  };
  const turn = (): void => {
    void look()
      .catch((error: unknown) => {
        log.error("the lease cannot be renewed", { error: reasonOf(error) });
        if (now() - renewed > times.deadline) stepDown("the lease could not be renewed");
      })
      .finally(() => {
        if (!isOver) timer = setTimeout(turn, times.retry);
      });
  };
  // Whoever waits for an answer leads no longer than the lease allows.
  const watchdog = setInterval(() => {
    if (now() - renewed > times.deadline) stepDown("the lease could not be renewed in time");
  }, times.retry / 2);
  watchdog.unref();
  turn();
  return {
    isLeading: () => leading !== undefined,
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      clearInterval(watchdog);
      if (!leading) return;
      stepDown("this server ends");
      await release(settings).catch(() => undefined);
    },
  };
}

function addressOf({ namespace, name }: ElectionSettings): string {
  return `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases/${encodeURIComponent(name)}`;
}

async function tryHold(
  settings: ElectionSettings,
  seen: Seen | undefined,
  see: (seen: Seen) => void,
): Promise<boolean> {
  const { connection, identity, now, times = TIMES } = settings;
  const found = await connection.ask({
    path: addressOf(settings),
    read: (got) => readJson(got, READ_SILENCE),
  });
  if ("refusal" in found) {
    if (found.refusal.status !== 404) throw new Error(found.refusal.message);
    return written(settings, undefined);
  }
  const lease = objectAt({ lease: found.value }, "lease");
  const holder = textAt(lease, "spec", "holderIdentity");
  if (holder === identity || holder === "") return written(settings, lease);
  const version = textAt(lease, "metadata", "resourceVersion");
  if (seen?.version !== version) {
    see({ version, at: now() });
    return false;
  }
  const { leaseDurationSeconds } = objectAt(lease, "spec");
  const duration =
    typeof leaseDurationSeconds === "number" ? leaseDurationSeconds * 1000 : times.duration;
  return now() - seen.at > duration ? written(settings, lease) : false;
}

/** Writes the lease as this server's; false where another was faster. */
async function written(
  settings: ElectionSettings,
  before: JsonObject | undefined,
): Promise<boolean> {
  const { connection, identity, namespace, name, now, times = TIMES } = settings;
  const time = new Date(now()).toISOString().replace("Z", "000Z");
  const spec = objectAt(before, "spec");
  const isOwn = spec["holderIdentity"] === identity;
  const transitions = typeof spec["leaseTransitions"] === "number" ? spec["leaseTransitions"] : 0;
  const lease: JsonObject = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: before ? objectAt(before, "metadata") : { namespace, name },
    spec: {
      ...spec,
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(times.duration / 1000),
      renewTime: time,
      ...(!isOwn && { acquireTime: time, leaseTransitions: before ? transitions + 1 : 0 }),
    },
  };
  const path = addressOf(settings);
  const answer = await connection.ask({
    ...(before ? { method: "PUT" as const, path } : { path: path.slice(0, path.lastIndexOf("/")) }),
    body: JSON.stringify(lease),
    read: (got) => readJson(got, READ_SILENCE),
  });
  if (!("refusal" in answer)) return true;
  if (answer.refusal.status === 409) return false;
  throw new Error(answer.refusal.message);
}

async function release(settings: ElectionSettings): Promise<void> {
  const found = await settings.connection.ask({
    path: addressOf(settings),
    read: (got) => readJson(got, READ_SILENCE),
  });
  if ("refusal" in found) return;
  const spec = objectAt(found.value, "spec");
  if (spec["holderIdentity"] !== settings.identity) return;
  await settings.connection.ask({
    method: "PUT",
    path: addressOf(settings),
    body: JSON.stringify({ ...objectAt(found, "value"), spec: { ...spec, holderIdentity: "" } }),
    read: (got) => readJson(got, READ_SILENCE),
  });
}

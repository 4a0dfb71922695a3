import { type Connection, readJson, watchCluster } from "@watertight/api-server";
import { isKubernetesObject, type KubernetesObject } from "@watertight/core/kubernetes";
import type { SnapshotInput } from "@watertight/core/snapshot";
import { createSurroundings, type Surroundings } from "../decision/surroundings.ts";
import { type Log, reasonOf } from "../frame/log.ts";

/** A cluster that is followed. */
interface Following {
  /** Undefined until all of it has been read once. */
  readonly surroundings: () => Surroundings | undefined;
  /** Ends it. */
  readonly stop: () => void;
}

/** What is told of a cluster as it is followed. */
interface FollowingListener {
  /** All that is known, as it is read for the first time, or anew. */
  readonly onRead: (surroundings: Surroundings) => void;
  readonly onChange: (object: KubernetesObject) => void;
}

/** Between two tries to reach a cluster that does not answer. */
const PAUSE_MS = 2000;

/** Follows resources of a cluster, `GROUP/PLURAL`, until it is stopped; a cluster that does not answer is asked again and again. */
export function followCluster(
  connection: Connection,
  only: readonly string[],
  { listener, log }: { readonly listener: FollowingListener; readonly log: Log },
): Following {
  const ending = new AbortController();
  let surroundings: Surroundings | undefined;
  const take = (input: SnapshotInput): void => {
    surroundings = surroundingsIn(input);
    listener.onRead(surroundings);
  };
  const watch = async (): Promise<void> => {
    const input = await watchCluster(connection, {
      only,
      signal: ending.signal,
      onChange: ({ type, object }) => {
        if (type === "deleted") surroundings?.remove(object);
        else surroundings?.put(object);
        listener.onChange(object);
      },
      onGaps: (gaps, now) => {
        for (const { reason } of gaps)
          log.error("a part of the cluster cannot be seen", { reason });
        take(now());
      },
    });
    for (const { reason } of input.coverage.notExamined) {
      log.error("a part of the cluster cannot be seen", { reason });
    }
    take(input);
  };
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted && !surroundings) {
      try {
        await watch();
      } catch (error) {
        log.error("the cluster cannot be followed", { error: reasonOf(error) });
        await connection.clock.sleep(PAUSE_MS, ending.signal).catch(() => undefined);
      }
    }
  };
  void run();
  return {
    surroundings: () => surroundings,
    stop: () => {
      ending.abort();
    },
  };
}

function surroundingsIn({ objects, coverage, assumptions }: SnapshotInput): Surroundings {
  const surroundings = createSurroundings({
    kubernetesVersion: assumptions.kubernetesVersion,
    notExamined: coverage.notExamined,
  });
  for (const { object } of objects) surroundings.put(object);
  return surroundings;
}

/** One object of the API server; undefined where there is none, or no answer in time. */
export async function getObject(
  connection: Connection,
  path: string,
  patience: number,
): Promise<KubernetesObject | undefined> {
  try {
    const answer = await connection.ask({
      path,
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(patience))),
      read: (got) => readJson(got, connection.silence),
    });
    const value = "value" in answer ? answer.value : undefined;
    return value !== undefined && isKubernetesObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

import { hostname } from "node:os";
import { type Connection, readJson } from "@watertight/api-server";
import type { ConfiguredNotifications } from "@watertight/core/configuration";
import { type JsonValue, objectAt, stringifyJson } from "@watertight/core/kubernetes";
import {
  type AskCluster,
  type Courier,
  createChannels,
  type Outbox,
  type ReportTable,
  startCourier,
  startReports,
} from "@watertight/delivery";
import type { Log } from "../frame/log.ts";
import type { Metrics } from "../frame/metrics.ts";

/** What the server tells others with. */
export interface DeliveryOptions {
  readonly notifications: ConfiguredNotifications;
  /** The folder of the configuration. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly outbox: Outbox;
  /** What stands in a mailed report at this moment. */
  readonly table: () => Promise<ReportTable>;
  /** The cluster in which reports are kept; absent: a channel that keeps some is an error. */
  readonly connection?: Connection;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Makes the channels of a configuration, and starts a courier for them and the reports that are mailed; throws with a sentence that names a channel that cannot be made. */
export async function startDelivery(options: DeliveryOptions): Promise<Courier> {
  const { notifications, directory, environment, version, connection } = options;
  const { outbox, table, log, metrics } = options;
  const surroundings = {
    ...{ directory, environment, version, now: Date.now, hostname: hostname() },
    ...(connection && { cluster: askCluster(connection) }),
  };
  const channels = await createChannels(notifications, surroundings);
  const reports = startReports({ email: notifications.email ?? [], surroundings, table, log });
  const courier = startCourier({ outbox, channels, log, metrics });
  return {
    ...courier,
    stop: async (milliseconds) => {
      const [left] = await Promise.all([courier.stop(milliseconds), reports.stop()]);
      return left;
    },
  };
}

/** Asks an API server; what it refuses is a status. */
function askCluster(connection: Connection): AskCluster {
  return async ({ method, path, body, signal }) => {
    const answer = await connection.ask<JsonValue>({
      ...{ path, signal },
      // With a body it is a POST, without one a GET.
      ...((method === "DELETE" || method === "PUT") && { method }),
      ...(body && { contentType: "application/json", body: stringifyJson(body) }),
      read: (got) => readJson(got, connection.silence),
    });
    if ("refusal" in answer) return { status: answer.refusal.status, body: {} };
    return { status: 200, body: objectAt(answer.value) };
  };
}

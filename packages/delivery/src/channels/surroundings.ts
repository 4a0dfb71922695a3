import type { JsonObject } from "@watertight/core/kubernetes";
import type { Surroundings } from "../secrets.ts";

/** What channels are made in. */
export interface ChannelSurroundings extends Surroundings {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly version: string;
  /** Asks the API server of the cluster in which reports are kept; absent: there is none. */
  readonly cluster?: AskCluster;
  /** Where S3 says who it is; absent: the environment. */
  readonly hostname: string;
}

/** A request to an API server, as JSON. */
export type AskCluster = (request: {
  readonly method: "DELETE" | "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: JsonObject;
  readonly signal: AbortSignal;
}) => Promise<{ readonly status: number; readonly body: JsonObject }>;

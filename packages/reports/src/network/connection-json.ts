import type { JsonObject } from "@watertight/core/kubernetes";
import type { Connection } from "@watertight/core/network";

/** A connection as programs get it. */
export function connectionJson({ src, dst, ports }: Connection): JsonObject {
  return {
    src: src.name,
    dst: dst.name,
    ports:
      ports === "all" ? ports : ports.map(({ protocol, from, to }) => ({ protocol, from, to })),
  };
}

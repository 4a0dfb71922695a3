import type { Connections } from "@watertight/core/network";

/** Everything that a connection begins or ends at. */
export function endsOf({ connections, unknown }: Connections): readonly string[] {
  const ends = [...connections, ...unknown].flatMap(({ src, dst }) => [src.name, dst.name]);
  return [...new Set(ends)].sort();
}

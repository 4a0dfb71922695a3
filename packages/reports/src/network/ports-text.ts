import type { Connection, NetworkExposure } from "@watertight/core/network";

/** `TCP 80,8080-8090, UDP 53`, or `all ports`. */
export function portsText(ports: Connection["ports"]): string {
  if (ports === "all") return "all ports";
  const byProtocol = new Map<string, string[]>();
  for (const { protocol, from, to } of ports) {
    const list = byProtocol.get(protocol) ?? [];
    byProtocol.set(protocol, list);
    list.push(from === to ? String(from) : `${from}-${to}`);
  }
  return [...byProtocol].map(([protocol, list]) => `${protocol} ${list.join(",")}`).join(", ");
}

/** Whether ports are all there are. */
export function isEverything(ports: NetworkExposure["ports"]): boolean {
  return ports.length === 3 && ports.every(({ from, to }) => from === 1 && to === 65_535);
}

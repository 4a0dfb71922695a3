import type { Server, Socket } from "node:net";

/** How many connections there may be. */
export interface ConnectionLimits {
  readonly together: number;
  /** From one address, of which the API server has one. */
  readonly fromOne: number;
}

interface Held {
  readonly socket: Socket;
  readonly address: string;
  /** Requests that wait for their answer. */
  active: number;
}

/** Counts the connections of a server. */
export interface Connections {
  readonly count: () => number;
  /** A connection is answering from here until the function is called that this gives. */
  readonly busy: (socket: Socket) => () => void;
}

/**
 * Keeps connections within limits: one too many takes the place of the one that has been idle longest, of its own address first, so
 * that whoever opens connections and says nothing closes his own.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): Connections {
  // In the order in which they were last used.
  const held = new Map<string, Held>();
  const makeRoom = (address: string): boolean => {
    const own = [...held.values()].filter((each) => each.address === address);
    if (own.length >= limits.fromOne) return closeIdle(own);
    if (held.size < limits.together) return true;
    return closeIdle(own) || closeIdle([...held.values()]);
  };
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    const isFull = held.size >= Math.min(limits.together, limits.fromOne);
    if (isFull && !makeRoom(address)) {
      socket.destroy();
      return;
    }
    const key = keyOf(socket);
    held.set(key, { socket, address, active: 0 });
    socket.once("close", () => {
      held.delete(key);
    });
  });
  return {
    count: () => held.size,
    busy: (socket) => {
      const key = keyOf(socket);
      const known = held.get(key);
      if (!known) return () => undefined;
      known.active += 1;
      return () => {
        known.active -= 1;
        if (!held.delete(key)) return;
        held.set(key, known);
      };
    },
  };
}

function closeIdle(candidates: readonly Held[]): boolean {
  const idle = candidates.find(({ active }) => active === 0);
  idle?.socket.destroy();
  return idle !== undefined;
}

/** The same of the socket under TLS and the one above it. */
function keyOf({ remoteAddress = "", remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Scope } from "@watertight/store";

/** Who asks, and what he may see: the one thing that everything which is answered goes by. */
export interface Asker {
  readonly name: string;
  readonly scope: Scope;
}

/** Says who asks; undefined: nobody who may ask at all. Whoever knows users in another way gives another function. */
export type Authenticate = (
  request: Pick<IncomingMessage, "headers" | "socket">,
) => Promise<Asker | undefined>;

/** Whoever has the token may see everything. */
export function byToken(token: string): Authenticate {
  const wanted = digest(token);
  return ({ headers }) => {
    const [, given = ""] = /^Bearer +([^ ]+)$/i.exec(headers.authorization ?? "") ?? [];
    // Of equal length, and compared in a time that says nothing.
    const isIt = timingSafeEqual(digest(given), wanted);
    return Promise.resolve(isIt ? { name: "token", scope: "all" } : undefined);
  };
}

/**
 * Whoever is on this machine may see everything, and asks by its name: a page of another site that a browser here shows, whose name was
 * made to lead here, does not.
 */
export const byLoopback: Authenticate = ({ headers, socket }) => {
  const isHere = isLoopback(socket.remoteAddress ?? "") && isOwnName(headers.host ?? "");
  return Promise.resolve(isHere ? { name: "loopback", scope: "all" } : undefined);
};

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127[.]\d+[.]\d+[.]\d+$|^::1$|^localhost$/.test(address);
}

function isOwnName(host: string): boolean {
  return /^(?:localhost|127[.]0[.]0[.]1|\[::1\])(?::\d+)?$/i.test(host);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { byLoopback, byToken } from "./asker.ts";

function asked(remoteAddress: string, headers: Readonly<Record<string, string>>) {
  // A door: of a socket only its address is asked for.
  return { headers, socket: { remoteAddress } as Socket };
}

test.each([
  ["127.0.0.1", "localhost:8480", true],
  ["::ffff:127.0.0.1", "127.0.0.1", true],
  ["::1", "[::1]:8480", true],
  ["127.0.0.1", "evil.example:8480", false],
  ["127.0.0.1", "localhost.evil.example", false],
  ["127.0.0.1", "", false],
  ["10.0.0.7", "localhost:8480", false],
  ["", "localhost", false],
])("from %s, asking for %j, a caller without a token is let in: %s", async (from, host, isIn) => {
  const asker = await byLoopback(asked(from, { host }));
  expect(asker?.scope === "all").toBe(isIn);
});

test.each([
  ["Bearer the-token-of-all", true],
  ["bearer  the-token-of-all", true],
  ["Bearer the-token-of-al", false],
  ["Basic the-token-of-all", false],
  ["Bearer the-token-of-all x", false],
  ["Bearer ", false],
  ["", false],
])("%j is the token: %s", async (authorization, isIn) => {
  const asker = await byToken("the-token-of-all")(asked("10.0.0.7", { authorization }));
  expect(asker?.name === "token").toBe(isIn);
});

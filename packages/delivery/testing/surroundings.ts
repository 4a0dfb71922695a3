import type { ChannelSurroundings } from "@watertight/delivery";

/** Surroundings of a channel under test, with the secrets `TOKEN` and `KEY`. */
export function surroundingsFor(
  differences: Partial<ChannelSurroundings> = {},
): ChannelSurroundings {
  return {
    directory: "/nowhere",
    environment: { TOKEN: "token-of-the-test", KEY: "a key of sixteen bytes or more" },
    now: () => Date.parse("2026-11-30T12:00:05Z"),
    version: "1.2.3",
    hostname: "server-1",
    ...differences,
  };
}

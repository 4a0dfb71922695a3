import { type Minor, NEWEST, OLDER } from "../control-plane/index.ts";

/** Whether this is `npm run e2e:long`, which asks more, of both minor versions, and with other seeds each time. */
const isLong = process.env["WATERTIGHT_E2E"] === "long";

/** How much of something is tried. */
export function extent(short: number, long: number): number {
  return isLong ? long : short;
}

/** The minor versions that everything is tried on; a few tests try both all the time. */
export const MINORS: readonly Minor[] = isLong ? [NEWEST, OLDER] : [NEWEST];

/** What random inputs begin with; WATERTIGHT_SEED is another, such as one that a run has printed. */
export function seedOf(usual: number): number {
  const given = process.env["WATERTIGHT_SEED"];
  if (given !== undefined) return Number(given);
  return isLong ? Date.now() % 2 ** 31 : usual;
}

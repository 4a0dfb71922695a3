/** When a certificate begins and ends to be valid: milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** How long certificates hold, and how long an authority is known before it is used: milliseconds. */
export interface Lifetimes {
  readonly authority: number;
  readonly certificate: number;
  readonly overlap: number;
}

const HOUR = 3_600_000;

export const LIFETIMES: Lifetimes = {
  authority: 365 * 24 * HOUR,
  certificate: 90 * 24 * HOUR,
  overlap: HOUR,
};

const FIRST = 1000;
const MOST = 300_000;

/**
 * Milliseconds to wait after so many failures in a row, 1 or more: a second, doubled each time, five minutes at most. Between half of it and
 * all of it, so that many who failed at once do not come back at once. Never less than the receiver asked for, of which a day is believed.
 */
export function pauseAfter(failures: number, random: () => number, asked = 0): number {
  const whole = Math.min(MOST, FIRST * 2 ** Math.min(failures - 1, 20));
  const jittered = Math.round(whole / 2 + (whole / 2) * random());
  return Math.max(jittered, Math.min(asked, DAY));
}

const DAY = 86_400_000;

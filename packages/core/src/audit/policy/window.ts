/** From the first to the last of some moments, as API servers write them, in UTC. */
export interface Window {
  readonly first: string;
  readonly last: string;
  readonly seconds: number;
}

interface Moment {
  readonly text: string;
  readonly seconds: number;
}

/** Extends over moments; what is none is left out. */
export function createWindow(): {
  readonly extend: (text: string) => void;
  readonly window: () => Window;
} {
  let first: Moment | undefined;
  let last: Moment | undefined;
  return {
    extend: (text) => {
      const seconds = secondsOf(text);
      if (seconds === undefined) return;
      if (first === undefined || seconds < first.seconds) first = { text, seconds };
      if (last === undefined || seconds > last.seconds) last = { text, seconds };
    },
    window: () => ({
      first: first?.text ?? "",
      last: last?.text ?? "",
      seconds: first && last ? last.seconds - first.seconds : 0,
    }),
  };
}

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)(?:Z|\+00:00)$/;

/** Seconds since a fixed day. */
function secondsOf(text: string): number | undefined {
  const found = MOMENT.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map(Number);
  return dayNumber(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

/** Days of the Gregorian calendar, March being the first month of a year. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leaps + Math.floor((months * 306 + 5) / 10) + day;
}

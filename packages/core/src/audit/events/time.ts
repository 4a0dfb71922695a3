const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))?$/;

/** Milliseconds since 1970 of a time as logs write it (RFC 3339, also with a blank for the T, and without a zone UTC); undefined where it is none. */
export function millisecondsOf(text: string): number | undefined {
  if (latest.text !== text) latest = { text, milliseconds: parsed(text) };
  return latest.milliseconds;
}

/** Several ask for the time of one event. */
let latest: { readonly text: string; readonly milliseconds: number | undefined } = {
  text: "",
  milliseconds: undefined,
};

function parsed(text: string): number | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const days = daysBefore(year ?? 0, month ?? 0, day ?? 0);
  const seconds = days * 86_400 + (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
  return seconds * 1000 + Math.floor(Number(`0.${found[7] ?? "0"}`) * 1000) - shiftOf(found);
}

/** What the zone is ahead of UTC. */
function shiftOf(found: readonly (string | undefined)[]): number {
  const shift = (Number(found[9] ?? "0") * 60 + Number(found[10] ?? "0")) * 60_000;
  return found[8] === "-" ? -shift : shift;
}

/** Days from 1970-01-01 in the Gregorian calendar, counted from March so that the leap day is the last of a year. */
function daysBefore(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
}

/** The time of milliseconds since 1970, as RFC 3339 in UTC has it. */
export function timeText(milliseconds: number): string {
  const days = Math.floor(milliseconds / 86_400_000);
  const ofDay = milliseconds - days * 86_400_000;
  const [year, month, day] = civilOf(days);
  const [hours, minutes, seconds] = [3_600_000, 60_000, 1000].map((unit, index) =>
    Math.floor((ofDay / unit) % (index === 0 ? 24 : 60)),
  );
  const date = `${digits(year, 4)}-${digits(month)}-${digits(day)}`;
  return `${date}T${digits(hours)}:${digits(minutes)}:${digits(seconds)}.${digits(ofDay % 1000, 3)}Z`;
}

function digits(number = 0, width = 2): string {
  return String(Math.floor(number)).padStart(width, "0");
}

/** Year, month and day of days since 1970, from eras of 400 years that begin in March. */
function civilOf(days: number): readonly [number, number, number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const part = Math.floor((5 * ofYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  const day = ofYear - Math.floor((153 * part + 2) / 5) + 1;
  return [era * 400 + year + (month <= 2 ? 1 : 0), month, day];
}

import { TERM_LINES, TERMS_GATHERED } from "./terms.ts";

/** Whose terms they are: upstream's, or a managed service's. */
type SupportProvider = "upstream" | "eks" | "aks" | "gke" | "containerd";

/**
 * Where a minor stands on a day: not yet released, everything supported, in maintenance (upstream: two months of urgent patches), in
 * a longer term that is paid or asked for, at its end, or not in the terms: `unknown`.
 */
type SupportState = "not-released" | "supported" | "maintenance" | "extended" | "ended" | "unknown";

/** What one provider says of one minor; days as `2026-10-27`, null where there is none. The last day itself is still supported. */
export interface SupportTerm {
  readonly provider: SupportProvider;
  readonly minor: string;
  readonly state: SupportState;
  readonly released: string | null;
  /** End of active support. */
  readonly activeUntil: string | null;
  /** End of standard support, patches included. */
  readonly supportedUntil: string | null;
  /** End of extended (EKS, paid) or long-term (AKS) support. */
  readonly extendedUntil: string | null;
  /** Whole days until the last day of all; negative after it. */
  readonly daysLeft: number | null;
  readonly newestPatch: string | null;
}

/** The day on which the terms were gathered: patches and minors after it are not known. */
export const SUPPORT_TERMS_OF: string = TERMS_GATHERED;

const PROVIDERS: readonly SupportProvider[] = ["upstream", "eks", "aks", "gke"];

/** The terms of all providers for these minors (`1.34`), all that are known if none is given, on a day. */
export function supportOn(today: string, minors?: readonly string[]): readonly SupportTerm[] {
  const rows = termRows().filter(([by]) => by !== RUNTIME);
  const asked = minors ?? [...new Set(rows.map(([, minor = ""]) => minor))];
  return asked.flatMap((minor) =>
    PROVIDERS.map((provider) => {
      const row = rows.find(([by, which]) => by === provider && which === minor);
      return termOf(provider, minor, { row: row ?? [], today });
    }),
  );
}

const RUNTIME = "containerd";

/** The terms of a minor of containerd (`1.7`) on a day. */
export function containerdSupportOn(today: string, minor: string): SupportTerm {
  const row = termRows().find(([by, which]) => by === RUNTIME && which === minor);
  return termOf(RUNTIME, minor, { row: row ?? [], today });
}

function termRows(): readonly (readonly string[])[] {
  return TERM_LINES.trim()
    .split("\n")
    .map((line) => line.split("|"));
}

function termOf(
  provider: SupportProvider,
  minor: string,
  { row, today }: { readonly row: readonly string[]; readonly today: string },
): SupportTerm {
  const [released, activeUntil, supportedUntil, extendedUntil, newestPatch] = [2, 3, 4, 5, 6].map(
    (index) => row[index] || null,
  );
  const days = {
    released: released ?? null,
    activeUntil: activeUntil ?? null,
    supportedUntil: supportedUntil ?? null,
    extendedUntil: extendedUntil ?? null,
  };
  const last = days.extendedUntil ?? days.supportedUntil;
  return {
    provider,
    minor,
    state: stateOn(today, days),
    ...days,
    daysLeft: last === null ? null : dayNumber(last) - dayNumber(today),
    newestPatch: newestPatch ?? null,
  };
}

type Days = Pick<SupportTerm, "released" | "activeUntil" | "supportedUntil" | "extendedUntil">;

// Days written as `2026-10-27` are in the order of their texts.
function stateOn(today: string, days: Days): SupportState {
  const { released, activeUntil, supportedUntil, extendedUntil } = days;
  if (released === null || supportedUntil === null) return "unknown";
  if (today < released) return "not-released";
  if (today <= (activeUntil ?? supportedUntil)) return "supported";
  if (today <= supportedUntil) return "maintenance";
  return extendedUntil !== null && today <= extendedUntil ? "extended" : "ended";
}

/** Days since 1970-01-01 of a day of the Gregorian calendar, by the days before its month in a year that begins in March. */
function dayNumber(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const y = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719_468;
}

/** The minor of a version: `1.34` of `v1.34.2-gke.1`, of `1.34` and of `1.34+`; undefined for another text. */
export function minorOf(text: string): string | undefined {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})(?:[.+-].{0,200})?$/.exec(text) ?? [];
  return minor === undefined ? undefined : `${Number(major)}.${Number(minor)}`;
}

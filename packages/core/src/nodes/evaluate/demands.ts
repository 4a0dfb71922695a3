import type { Seen, Unseen } from "../settings/seen.ts";
import type { Demand, SettingTopic } from "../topics/settings.ts";

type Holds = (found: string, wanted: string) => boolean;

/** Whether a value is what a demand wants, by the demand's kind; of what is set. */
const HOLDS: Readonly<Record<Exclude<Demand["op"], "unset">, Holds>> = {
  set: (found) => found !== "",
  is: (found, wanted) => found.toLowerCase() === wanted.toLowerCase(),
  "is-not": (found, wanted) => (wanted === "0" ? !ZERO.test(found) : found !== wanted),
  has: (found, wanted) => listOf(found).includes(wanted),
  "has-not": (found, wanted) => !listOf(found).includes(wanted),
  "at-least": (found, wanted) => /^\d+$/.test(found) && Number(found) >= Number(wanted),
  only: (found, wanted) => listOf(found).every((each) => listOf(wanted).includes(each)),
};

/** `0`, `0s` and `0h0m0s` are one duration. */
const ZERO = /^(?:0+(?:\.0+)?(?:ns|us|µs|ms|s|m|h)?)+$/;

/** Whether a demand is met; what is not known meets none. */
export function holds({ op, value = "" }: Demand, seen: Seen | Unseen | undefined): boolean {
  if (!seen || "unknown" in seen) return false;
  // What a program does of itself was not set by anybody.
  if (op === "unset") return seen.value === undefined || seen.from === "default";
  return seen.value !== undefined && HOLDS[op](seen.value, value);
}

function listOf(value: string): readonly string[] {
  return value
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Benchmarks that want what later ones forbid. */
export function demandsOf({ anyOf }: SettingTopic, what: string): SettingTopic["anyOf"] {
  if (what !== "allowed") return anyOf;
  return anyOf.map((all) =>
    all.map((each) => (each.op === "has" ? { ...each, op: "has-not" } : each)),
  );
}

/** What demands want, in words. */
export function wantedOf(topic: SettingTopic, what: string): string {
  return demandsOf(topic, what)
    .map((all) => all.map(wish).join(" and "))
    .join(", or ");
}

const WISHES: Readonly<Record<Demand["op"], string>> = {
  set: " set",
  unset: " not set",
  is: "=",
  "is-not": " other than ",
  has: " with ",
  "has-not": " without ",
  "at-least": " at least ",
  only: " of nothing but ",
};

function wish({ flag, op, value = "" }: Demand): string {
  return `${/^[A-Z]/.test(flag) ? flag : `--${flag}`}${WISHES[op]}${value}`;
}

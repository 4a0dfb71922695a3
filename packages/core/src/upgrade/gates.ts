import { minorText } from "../versions/deprecations/lifecycles.ts";
import type { ApiUse } from "../versions/deprecations/uses.ts";
import type { LostBehaviour } from "./behaviours.ts";
import type { Lockouts } from "./lockouts.ts";
import type { Gate } from "./model.ts";

/** What gates of the API server's step rest on. */
export interface GateInput {
  readonly uses: readonly ApiUse[];
  readonly lockouts: Lockouts;
  readonly behaviours: readonly LostBehaviour[];
  /** Whether it is the first step of all. */
  readonly isFirst: boolean;
}

/** The gates before API servers go to a minor. */
export function gatesAt(
  minor: number,
  { uses, lockouts, behaviours, isFirst }: GateInput,
): readonly Gate[] {
  return [
    removedApis(minor, uses, isFirst),
    lost(minor, behaviours, isFirst),
    ...(isFirst ? [webhooks(lockouts), apiServices(lockouts)] : []),
  ];
}

// What is gone already counts at the first step, and what goes with a minor at that.
function isDue(removedIn: string | null, minor: number, isFirst: boolean): boolean {
  const said = Number(/^1\.(\d+)$/.exec(removedIn ?? "")?.[1] ?? Number.NaN);
  return isFirst ? said <= minor : said === minor;
}

function removedApis(minor: number, uses: readonly ApiUse[], isFirst: boolean): Gate {
  const due = uses.filter(({ removedIn }) => isDue(removedIn, minor, isFirst));
  const sure = due.filter(({ confidence }) => confidence !== "low");
  const verdict = verdictOf(sure.length, due.length);
  return {
    gate: "removed-apis",
    verdict,
    reason:
      due.length === 0
        ? `nothing that was read uses what ${minorText(minor)} does not serve`
        : `${due.length} ${due.length === 1 ? "use" : "uses"} of what ${minorText(minor)} does not serve`,
    proof: (sure.length > 0 ? sure : due)
      .flatMap(({ object, path, message }) => (object ? [{ object, path, message }] : []))
      .slice(0, 20),
  };
}

function verdictOf(sure: number, all: number): Gate["verdict"] {
  if (sure > 0) return "no";
  return all > 0 ? "unknown" : "yes";
}

function lost(minor: number, behaviours: readonly LostBehaviour[], isFirst: boolean): Gate {
  const due = behaviours.filter(({ removedIn }) => isDue(minorText(removedIn), minor, isFirst));
  return {
    gate: "behaviours",
    verdict: due.length === 0 ? "yes" : "no",
    reason:
      due.length === 0
        ? `no runtime, driver or flag that ${minorText(minor)} lacks was seen`
        : `${due.length} of what ${minorText(minor)} lacks ${due.length === 1 ? "is" : "are"} in use`,
    proof: due.map(({ evidence }) => evidence).slice(0, 20),
  };
}

function webhooks({ webhooks: faults, unknown }: Lockouts): Gate {
  const open = unknown.filter(({ kind }) => kind === "webhook");
  return {
    gate: "webhooks",
    verdict: verdictOf(faults.length, faults.length + open.length),
    reason:
      faults.length === 0
        ? "no webhook locks the pods out that answer it"
        : `${faults.length} ${faults.length === 1 ? "webhook locks" : "webhooks lock"} the pods out that answer`,
    proof: faults.flatMap(({ proof }) => proof).slice(0, 20),
  };
}

function apiServices({ apiServices: faults }: Lockouts): Gate {
  return {
    gate: "api-services",
    verdict: faults.length === 0 ? "yes" : "no",
    reason:
      faults.length === 0
        ? "no API service is known not to answer"
        : `${faults.length} API ${faults.length === 1 ? "service does" : "services do"} not answer`,
    proof: faults.flatMap(({ proof }) => proof).slice(0, 20),
  };
}

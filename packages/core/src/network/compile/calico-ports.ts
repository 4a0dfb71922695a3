import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  isPortNumber,
  LAST_PORT,
  type NamedPort,
  type PortMatch,
  type PortRange,
  PROTOCOLS,
  type Protocol,
} from "../ports.ts";
import { type CalicoPlace, reportCalico } from "./calico-place.ts";

/**
 * The ports of a rule: of its `protocol` and `notProtocol`, and of the destination's `ports` and `notPorts`. Undefined where
 * it is about other protocols than TCP, UDP and SCTP; `doubt` where it leaves out ports by their names.
 */
export function calicoPorts(
  rule: JsonValue,
  path: FieldPath,
  at: CalicoPlace,
): { readonly ports: PortMatch; readonly doubt: string | undefined } | undefined {
  const protocols = protocolsOf(rule);
  const portsAt = (side: string, field: string): ReturnType<typeof portOf> =>
    listAt(rule, side, field).flatMap((each, index) =>
      portOf(each, [...path, side, field, index], at),
    );
  const ports = portsAt("destination", "ports");
  const holes = portsAt("destination", "notPorts");
  // A question has no port of the source, but one that is none is wrong.
  for (const field of ["ports", "notPorts"]) portsAt("source", field);
  if (protocols.length === 0) return undefined;
  const wanted = listAt(rule, "destination", "ports");
  const unwanted = listAt(rule, "destination", "notPorts");
  const names = ports.flatMap((port) => ("name" in port ? [port.name] : []));
  const ranges = ports.flatMap((port) => ("name" in port ? [] : [port]));
  const taken = wanted.length === 0 ? [{ from: 1, to: LAST_PORT }] : ranges;
  const left = taken.flatMap((range) => without(range, holes));
  const isAll =
    protocols.length === PROTOCOLS.length && wanted.length === 0 && unwanted.length === 0;
  const numbered: PortRange[] = protocols.flatMap((protocol) =>
    left.map((range) => ({ protocol, ...range })),
  );
  const except = holes.flatMap((hole) => ("name" in hole ? [] : [hole]));
  const named: NamedPort[] = protocols.flatMap((protocol) =>
    names.map((name) => ({ name, protocol, except })),
  );
  const doubt = holes.some((hole) => "name" in hole)
    ? "it leaves out ports by their names"
    : undefined;
  return { ports: isAll ? "all" : [...numbered, ...named], doubt };
}

const NUMBERS: ReadonlyMap<number, string> = new Map([
  [6, "TCP"],
  [17, "UDP"],
  [132, "SCTP"],
]);

function protocolsOf(rule: JsonValue): readonly Protocol[] {
  const only = valueAt(rule, "protocol");
  const not = valueAt(rule, "notProtocol");
  return PROTOCOLS.filter(
    (protocol) =>
      (only === undefined || nameOf(only) === protocol) &&
      (not === undefined || nameOf(not) !== protocol),
  );
}

function nameOf(protocol: JsonValue): string {
  if (typeof protocol === "number") return NUMBERS.get(protocol) ?? "";
  if (typeof protocol !== "string") return "";
  return NUMBERS.get(Number(protocol)) ?? protocol.toUpperCase();
}

type Numbers = Pick<PortRange, "from" | "to">;

/** A number, `from:to`, or a name: api/pkg/lib/numorstring/port.go of projectcalico/calico. */
function portOf(
  value: JsonValue,
  path: FieldPath,
  at: CalicoPlace,
): readonly (Numbers | { readonly name: string })[] {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const [, from = "", to = from] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  const isName = from === "" && typeof value === "string" && /^[a-zA-Z0-9_.-]{1,128}$/.test(text);
  if (isName) return [{ name: text }];
  const range = { from: Number(from), to: Number(to) };
  if (isRange(range)) return [range];
  reportCalico(at, path, `a port is 1 to ${LAST_PORT}, a range such as 80:90, or a name`);
  return [];
}

function isRange({ from, to }: Numbers): boolean {
  return isPortNumber(from) && isPortNumber(to) && from <= to;
}

function without(
  range: Numbers,
  holes: readonly (Numbers | { readonly name: string })[],
): Numbers[] {
  let left: Numbers[] = [range];
  for (const hole of holes) {
    if ("name" in hole) continue;
    left = left.flatMap(({ from, to }) =>
      [
        { from, to: Math.min(to, hole.from - 1) },
        { from: Math.max(from, hole.to + 1), to },
      ].filter((part) => part.from <= part.to),
    );
  }
  return left;
}

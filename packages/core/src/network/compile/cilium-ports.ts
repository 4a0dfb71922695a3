import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  isPortNumber,
  isProtocol,
  LAST_PORT,
  type NamedPort,
  type PortMatch,
  type PortRange,
  PROTOCOLS,
  type Protocol,
} from "../ports.ts";
import { type CiliumPlace, reportCilium } from "./cilium-selector.ts";

/**
 * The ports of `toPorts`: pkg/policy/api/l4.go and `mergeIngress` of pkg/policy/rule.go of cilium/cilium. Port 0 is every
 * port, the protocol ANY all three; an entry without ports is about none. Rules for HTTP, Kafka or DNS below it let some
 * requests of a connection pass: the connection itself is allowed.
 */
export function ciliumPorts(
  toPorts: readonly JsonValue[],
  path: FieldPath,
  at: CiliumPlace,
): PortMatch {
  if (toPorts.length === 0) return "all";
  const found: (PortRange | NamedPort)[] = [];
  for (const [index, entry] of toPorts.entries()) {
    for (const [place, port] of listAt(entry, "ports").entries())
      found.push(...portOf(port, [...path, "toPorts", index, "ports", place], at));
  }
  return found;
}

// Names are those of IANA services; a number may be octal or hexadecimal, as `strconv.ParseUint` reads it with base 0.
const NAME = /^(?=.{1,15}$)(?:[a-zA-Z0-9]-?)*[a-zA-Z](?:-?[a-zA-Z0-9])*$/;
const NUMBER = /^(?:0|[1-9]\d{0,4})$/;
const OCTAL = /^0[0-7]{1,6}$/;

function portOf(value: JsonValue, path: FieldPath, at: CiliumPlace): (PortRange | NamedPort)[] {
  const text = textAt(value, "port");
  const end = valueAt(value, "endPort") ?? 0;
  const protocols = protocolsOf(value, path, at);
  if (NAME.test(text)) {
    if (end !== 0) reportCilium(at, [...path, "endPort"], "a port with a name has no endPort");
    return protocols.map((protocol) => ({ name: text.toLowerCase(), protocol }));
  }
  const first = numberOf(text);
  const isEnd = end === 0 || isPortNumber(end);
  if (first === undefined || first > LAST_PORT || !isEnd) {
    const message = `a port is 0 to ${LAST_PORT} or a name, and so is endPort a number`;
    reportCilium(at, [...path, "port"], message);
    return [];
  }
  if (first === 0 && end === 0)
    return protocols.map((protocol) => ({ protocol, from: 1, to: LAST_PORT }));
  // An endPort below the port counts for nothing: pkg/policy/portrange.go.
  const last = Math.max(first, end);
  return protocols.map((protocol) => ({ protocol, from: Math.max(1, first), to: last }));
}

function numberOf(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  return OCTAL.test(text) ? Number.parseInt(text, 8) : undefined;
}

function protocolsOf(value: JsonValue, path: FieldPath, at: CiliumPlace): readonly Protocol[] {
  const protocol = textAt(value, "protocol").toUpperCase();
  if (protocol === "" || protocol === "ANY") return PROTOCOLS;
  if (isProtocol(protocol)) return [protocol];
  reportCilium(at, [...path, "protocol"], "a protocol is TCP, UDP, SCTP or ANY");
  return [];
}

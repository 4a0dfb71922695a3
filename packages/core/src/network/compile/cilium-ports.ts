import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { fieldOf, listOf, textOf } from "../fields.ts";
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
 * The ports of `toPorts`: pkg/policy/api/l4.go of cilium/cilium. Port 0 is every port, the protocol ANY all three. Rules for
 * HTTP, Kafka or DNS below it let some requests of a connection pass: the connection itself is allowed.
 */
export function ciliumPorts(
  toPorts: readonly JsonValue[],
  path: FieldPath,
  at: CiliumPlace,
): PortMatch {
  if (toPorts.length === 0) return "all";
  const found: (PortRange | NamedPort)[] = [];
  for (const [index, entry] of toPorts.entries()) {
    const ports = listOf(entry, "ports");
    if (ports.length === 0) return "all";
    for (const [place, port] of ports.entries())
      found.push(...portOf(port, [...path, "toPorts", index, "ports", place], at));
  }
  return found;
}

function portOf(value: JsonValue, path: FieldPath, at: CiliumPlace): (PortRange | NamedPort)[] {
  const written = fieldOf(value, "port");
  const text = typeof written === "number" ? String(written) : textOf(value, "port");
  const end = fieldOf(value, "endPort");
  const protocols = protocolsOf(value);
  if (!/^\d+$/.test(text)) {
    if (text === "") reportCilium(at, [...path, "port"], "a port is a number or a name");
    return protocols.map((protocol) => ({ name: text.toLowerCase(), protocol }));
  }
  const first = Number(text);
  if (first === 0) return protocols.map((protocol) => ({ protocol, from: 1, to: LAST_PORT }));
  const last = typeof end === "number" && end > 0 ? end : first;
  if (!isPortNumber(first) || !isPortNumber(last) || last < first) {
    reportCilium(at, [...path, "port"], `a port is 0 to ${LAST_PORT}, and endPort not below it`);
    return [];
  }
  return protocols.map((protocol) => ({ protocol, from: first, to: last }));
}

// ICMP and the like are of no port.
function protocolsOf(value: JsonValue): readonly Protocol[] {
  const protocol = textOf(value, "protocol").toUpperCase();
  if (protocol === "" || protocol === "ANY") return PROTOCOLS;
  return isProtocol(protocol) ? [protocol] : [];
}

import type { FieldPath } from "../../kubernetes/field-path.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  type AddressRange,
  allAddresses,
  formatAddress,
  parseAddress,
  parseCidr,
} from "../addresses.ts";
import { DIRECTIONS, type Direction } from "../policy.ts";
import { type CalicoPlace, reportCalico } from "./calico-place.ts";
import { type WrittenShape, wrongTypesIn } from "./written-shape.ts";

const TEXTS: WrittenShape = { list: "text" };
const ENTITY: WrittenShape = {
  fields: {
    selector: "text",
    notSelector: "text",
    namespaceSelector: "text",
    nets: TEXTS,
    notNets: TEXTS,
    ports: { list: "number or text" },
    notPorts: { list: "number or text" },
    serviceAccounts: { fields: { names: TEXTS, selector: "text" } },
    services: { fields: { name: "text", namespace: "text" } },
    domains: TEXTS,
  },
};
const RULES: WrittenShape = {
  list: {
    fields: {
      action: "text",
      ipVersion: "number",
      protocol: "number or text",
      notProtocol: "number or text",
      source: ENTITY,
      destination: ENTITY,
    },
  },
};
const POLICY: WrittenShape = {
  fields: {
    spec: {
      fields: {
        tier: "text",
        order: "number",
        selector: "text",
        namespaceSelector: "text",
        serviceAccountSelector: "text",
        types: TEXTS,
        ingress: RULES,
        egress: RULES,
        doNotTrack: "boolean",
        preDNAT: "boolean",
      },
    },
  },
};

/** Reports what Calico's API server refuses: libcalico-go/lib/validator/v3/validator.go of projectcalico/calico. */
export function validateCalico(object: JsonValue, at: CalicoPlace): void {
  for (const { path, message } of wrongTypesIn(object, POLICY, [])) reportCalico(at, path, message);
  const spec = objectAt(object, "spec");
  validateTypes(listAt(spec, "types"), at);
  if (at.namespace === undefined && textAt(spec, "namespaceSelector").includes("global("))
    reportCalico(at, ["spec", "namespaceSelector"], "global() can only be in a rule");
  for (const direction of DIRECTIONS)
    for (const [index, rule] of listAt(spec, direction).entries())
      if (isJsonObject(rule)) validateRule(rule, direction, ["spec", direction, index], at);
}

function validateTypes(types: readonly JsonValue[], at: CalicoPlace): void {
  for (const [index, type] of types.entries()) {
    const path = ["spec", "types", index];
    if (type !== "Ingress" && type !== "Egress")
      reportCalico(at, path, "a type is Ingress or Egress");
    else if (types.indexOf(type) < index) reportCalico(at, path, `${type} is there twice`);
  }
}

const ACTIONS = ["Allow", "Deny", "Pass", "Log"];

function validateRule(
  rule: JsonObject,
  direction: Direction,
  path: FieldPath,
  at: CalicoPlace,
): void {
  const action = textAt(rule, "action");
  if (!ACTIONS.includes(action))
    reportCalico(at, [...path, "action"], "an action is Allow, Deny, Pass or Log");
  if (valueAt(rule, "http") !== undefined && (action !== "Allow" || direction === "egress"))
    reportCalico(at, [...path, "http"], "http can only be in a rule of ingress that allows");
  validateProtocols(rule, path, at);
  validateNets(rule, path, at);
  const ownField = direction === "ingress" ? "destination" : "source";
  if (valueAt(rule, ownField, "services") !== undefined)
    reportCalico(at, [...path, ownField, "services"], "services are of the other side only");
  for (const field of SIDES) validateServices(rule, field, [...path, field, "services"], at);
}

const SIDES = ["source", "destination"] as const;
const PROTOCOL = /^(?:TCP|UDP|SCTP|ICMP|ICMPv6|UDPLite)$/;
const WITH_PORTS = /^(?:TCP|UDP|SCTP|6|17|132)$/;

function validateProtocols(rule: JsonObject, path: FieldPath, at: CalicoPlace): void {
  for (const field of ["protocol", "notProtocol"]) {
    const protocol = protocolAt(rule, field);
    if (protocol !== "" && !isInByte(Number(protocol)) && !PROTOCOL.test(protocol))
      reportCalico(at, [...path, field], `there is no protocol ${protocol}`);
  }
  if (WITH_PORTS.test(protocolAt(rule, "protocol"))) return;
  for (const side of SIDES)
    for (const field of ["ports", "notPorts"])
      if (listAt(rule, side, field).length > 0)
        reportCalico(at, [...path, side, field], "ports need the protocol TCP, UDP or SCTP");
}

function protocolAt(rule: JsonObject, field: string): string {
  const protocol = valueAt(rule, field);
  return typeof protocol === "string" || typeof protocol === "number" ? String(protocol) : "";
}

function isInByte(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 255;
}

function validateNets(rule: JsonObject, path: FieldPath, at: CalicoPlace): void {
  const version = valueAt(rule, "ipVersion");
  const families = new Set<number>();
  for (const { net, place, negated } of netsOf(rule, path)) {
    const range = typeof net === "string" ? parseCidr(net) : undefined;
    const problem = netProblemOf(textAt(net), range, negated);
    if (problem !== undefined) reportCalico(at, place, problem);
    else if (version !== undefined && version !== range?.family)
      reportCalico(at, place, "this is no net of the rule's ipVersion");
    else if (range && families.add(range.family).size > 1)
      reportCalico(at, place, "the nets of a rule are of one IP version");
  }
}

function netProblemOf(
  text: string,
  range: AddressRange | undefined,
  negated: boolean,
): string | undefined {
  if (!range) return "a net is a range of addresses such as 10.0.0.0/8";
  if (hasHostBits(text, range))
    return `a net begins with its first address, ${formatAddress({ family: range.family, value: range.first })}`;
  const isEverything = range.first === 0n && range.last === allAddresses(range.family).last;
  return negated && isEverything ? "what is no address at all matches nothing" : undefined;
}

interface WrittenNet {
  readonly net: JsonValue;
  readonly place: FieldPath;
  readonly negated: boolean;
}

function hasHostBits(text: string, { family, first }: AddressRange): boolean {
  const written = parseAddress(text.slice(0, text.indexOf("/")));
  return written?.family === family && written.value !== first;
}

function netsOf(rule: JsonObject, path: FieldPath): readonly WrittenNet[] {
  return SIDES.flatMap((side) =>
    ["nets", "notNets"].flatMap((field) =>
      listAt(rule, side, field).map((net, index) => ({
        net,
        place: [...path, side, field, index],
        negated: field === "notNets",
      })),
    ),
  );
}

const BESIDE_SERVICES = [
  "selector",
  "notSelector",
  "namespaceSelector",
  "serviceAccounts",
  "nets",
  "notNets",
];

function validateServices(
  rule: JsonObject,
  side: (typeof SIDES)[number],
  path: FieldPath,
  at: CalicoPlace,
): void {
  const services = valueAt(rule, side, "services");
  if (services === undefined) return;
  const ports = side === "destination" ? ["ports", "notPorts"] : [];
  const beside = [...BESIDE_SERVICES, ...ports].find((field) => isSaid(valueAt(rule, side, field)));
  if (beside !== undefined) reportCalico(at, path, `services cannot be beside ${beside}`);
  if (textAt(services, "name") === "") reportCalico(at, path, "services need the name of one");
  if (at.namespace === undefined && textAt(services, "namespace") === "")
    reportCalico(at, path, "in a global policy services need a namespace");
}

function isSaid(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== "" && !(isJsonList(value) && value.length === 0);
}

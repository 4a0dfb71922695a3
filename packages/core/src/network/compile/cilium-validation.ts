import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { containsRange, parseCidr } from "../addresses.ts";
import { ciliumConfigOf } from "../cilium-config.ts";
import { DIRECTIONS, type Direction } from "../policy.ts";
import { type CiliumPlace, reportCilium } from "./cilium-selector.ts";
import { type WrittenShape, wrongTypesIn } from "./written-shape.ts";

const SELECTORS: WrittenShape = { list: { fields: {} } };
const PEERS: Readonly<Record<string, WrittenShape>> = {
  Endpoints: SELECTORS,
  Requires: SELECTORS,
  Nodes: SELECTORS,
  Entities: { list: "text" },
  CIDR: { list: "text" },
  CIDRSet: {
    list: { fields: { cidr: "text", cidrGroupRef: "text", except: { list: "text" } } },
  },
  Services: SELECTORS,
  FQDNs: { list: { fields: { matchName: "text", matchPattern: "text" } } },
  Groups: SELECTORS,
};
const PORTS: WrittenShape = {
  list: {
    fields: {
      ports: { list: { fields: { port: "text", endPort: "number", protocol: "text" } } },
    },
  },
};

function rulesShape(word: "from" | "to"): WrittenShape {
  const peers = Object.entries(PEERS).map(([suffix, shape]) => [word + suffix, shape] as const);
  return { list: { fields: { ...Object.fromEntries(peers), toPorts: PORTS, icmps: SELECTORS } } };
}

const RULE: WrittenShape = {
  fields: {
    endpointSelector: { fields: {} },
    nodeSelector: { fields: {} },
    ingress: rulesShape("from"),
    ingressDeny: rulesShape("from"),
    egress: rulesShape("to"),
    egressDeny: rulesShape("to"),
    enableDefaultDeny: { fields: { ingress: "boolean", egress: "boolean" } },
  },
};
const POLICY: WrittenShape = { fields: { spec: RULE, specs: { list: RULE } } };

/**
 * Reports what Cilium refuses as a whole, and what is not evaluated: pkg/policy/api/rule_validation.go and
 * pkg/k8s/apis/cilium.io/v2/cnp_types.go of cilium/cilium.
 */
export function validateCilium(object: JsonValue, at: CiliumPlace): void {
  for (const { path, message } of wrongTypesIn(object, POLICY, [])) reportCilium(at, path, message);
  const spec = valueAt(object, "spec");
  if (spec === undefined && valueAt(object, "specs") === undefined)
    reportCilium(at, ["spec"], "there is no rule in it");
  if (spec !== undefined) validateRule(spec, ["spec"], at);
  for (const [index, rule] of listAt(object, "specs").entries())
    validateRule(rule, ["specs", index], at);
}

const SECTIONS = ["ingress", "ingressDeny", "egress", "egressDeny"];

function validateRule(rule: JsonValue, path: FieldPath, at: CiliumPlace): void {
  if (!SECTIONS.some((section) => listAt(rule, section).length > 0))
    reportCilium(at, path, `it needs one of ${SECTIONS.join(", ")}`);
  const hasNodes = valueAt(rule, "nodeSelector") !== undefined;
  if (hasNodes === (valueAt(rule, "endpointSelector") !== undefined))
    reportCilium(at, path, "it needs an endpointSelector or a nodeSelector, and not both");
  if (hasNodes && at.namespace !== undefined)
    reportCilium(at, [...path, "nodeSelector"], "a nodeSelector is of clusterwide policies only");
  for (const direction of DIRECTIONS)
    for (const section of [direction, `${direction}Deny`])
      for (const [index, each] of listAt(rule, section).entries())
        validatePart(
          each,
          { direction, denies: section !== direction },
          [...path, section, index],
          at,
        );
}

interface Part {
  readonly direction: Direction;
  readonly denies: boolean;
}

function validatePart(rule: JsonValue, part: Part, path: FieldPath, at: CiliumPlace): void {
  const word = part.direction === "ingress" ? "from" : "to";
  validatePeers(rule, word, path, at);
  for (const field of unreadable(part))
    if (valueAt(rule, field) !== undefined)
      reportCilium(at, [...path, field], `${field} is not evaluated here`);
  const toPorts = listAt(rule, "toPorts");
  if (toPorts.length > 0 && listAt(rule, "icmps").length > 0)
    reportCilium(at, [...path, "icmps"], "icmps and toPorts cannot be in one rule");
  for (const [index, entry] of toPorts.entries())
    validatePorts(entry, [...path, "toPorts", index], at);
  // `format: cidr` of the API: a single address is none.
  for (const [index, cidr] of listAt(rule, `${word}CIDR`).entries())
    if (!parseCidr(textAt(cidr))) reportCilium(at, [...path, `${word}CIDR`, index], NO_CIDR);
  for (const [index, entry] of listAt(rule, `${word}CIDRSet`).entries())
    validateCidrRule(entry, [...path, `${word}CIDRSet`, index], at);
}

function validatePeers(
  rule: JsonValue,
  word: "from" | "to",
  path: FieldPath,
  at: CiliumPlace,
): void {
  const said = Object.keys(PEERS)
    .map((suffix) => word + suffix)
    .filter((field) => listAt(rule, field).length > 0);
  if (said.includes(`${word}Requires`))
    reportCilium(at, [...path, `${word}Requires`], `${word}Requires is not evaluated`);
  else if (said.length > 1) reportCilium(at, path, `${said.join(" and ")} cannot be in one rule`);
  if (said.includes(`${word}Nodes`) && !ciliumConfigOf(at.snapshot).seesNodeLabels)
    reportCilium(at, [...path, `${word}Nodes`], "it needs enable-node-selector-labels of Cilium");
}

// Fields that rules of the other kinds have; what Services stand for is looked up for rules that allow alone.
function unreadable({ direction, denies }: Part): readonly string[] {
  if (direction === "ingress") return ["fromServices", "fromFQDNs"];
  return denies ? ["toServices", "toFQDNs"] : [];
}

const MOST_PORTS = 40;

function validatePorts(entry: JsonValue, path: FieldPath, at: CiliumPlace): void {
  const ports = listAt(entry, "ports");
  if (ports.length > MOST_PORTS)
    reportCilium(at, [...path, "ports"], `there are more than ${MOST_PORTS} ports`);
  const kinds = ["http", "kafka", "l7"];
  if (!kinds.some((kind) => listAt(entry, "rules", kind).length > 0)) return;
  for (const [index, port] of ports.entries())
    if (textAt(port, "protocol").toUpperCase() !== "TCP" || /^0+$/.test(textAt(port, "port")))
      reportCilium(at, [...path, "ports", index], "rules for requests need a port of TCP");
}

const NO_CIDR = "a CIDR is a range of addresses such as 10.0.0.0/8";

function validateCidrRule(entry: JsonValue, path: FieldPath, at: CiliumPlace): void {
  const cidr = textAt(entry, "cidr");
  const written = [
    cidr !== "",
    textAt(entry, "cidrGroupRef") !== "",
    valueAt(entry, "cidrGroupSelector") !== undefined,
  ];
  if (written.filter(Boolean).length !== 1)
    reportCilium(at, path, "it needs one of cidr, cidrGroupRef and cidrGroupSelector");
  if (cidr === "") return;
  const range = parseCidr(cidr);
  if (!range) reportCilium(at, [...path, "cidr"], NO_CIDR);
  for (const [index, except] of listAt(entry, "except").entries()) {
    const hole = parseCidr(textAt(except));
    if (!range || !hole || !containsRange(range, { ...hole, last: hole.first }))
      reportCilium(at, [...path, "except", index], "an exception is a range within the cidr");
  }
}

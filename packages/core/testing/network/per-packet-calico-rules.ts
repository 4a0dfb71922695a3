import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import { at, itemsAt, mapAt, textAt, textsAt } from "../reference-json.ts";
import {
  type Answer,
  isNamed,
  type Judgement,
  liesIn,
  otherEnd,
  type Packet,
} from "./per-packet.ts";
import { calicoLabelsOf, calicoSelects } from "./per-packet-calico-selector.ts";

/** Whether a rule of Calico's is about the packet. */
export function ruleMatches(
  rule: JsonValue,
  namespace: string | undefined,
  judgement: Judgement,
): Answer {
  const { direction, packet } = judgement;
  const isIngress = direction === "ingress";
  const own = mapAt(rule, isIngress ? "destination" : "source");
  const other = mapAt(rule, isIngress ? "source" : "destination");
  const answers = [
    protocolMatches(rule, packet) ? "yes" : "no",
    familyMatches(rule, packet) ? "yes" : "no",
    portsMatch(mapAt(rule, "destination"), judgement),
    ownMatches(own, namespace, judgement),
    otherMatches(other, namespace, judgement),
    itemsAt(rule, "source.ports").length > 0 ? "unknown" : "yes",
    at(rule, "http") === undefined ? "yes" : "unknown",
  ] as const;
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

const NUMBERS: Readonly<Record<string, string>> = { "6": "TCP", "17": "UDP", "132": "SCTP" };

function protocolMatches(rule: JsonValue, { protocol }: Packet): boolean {
  const named = (field: string): string | undefined => {
    const value = at(rule, field);
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    return NUMBERS[String(value)] ?? String(value).toUpperCase();
  };
  const [wanted, unwanted] = [named("protocol"), named("notProtocol")];
  return (wanted === undefined || wanted === protocol) && unwanted !== protocol;
}

function familyMatches(rule: JsonValue, { to }: Packet): boolean {
  const version = at(rule, "ipVersion");
  return version === undefined || version === (to.address.includes(":") ? 6 : 4);
}

// A door: generated ports are of this type.
type Port = number | string;

function portsMatch(side: JsonObject, { packet, cluster }: Judgement): Answer {
  const isIn = (port: Port): boolean => {
    const [from = "", to = from] = String(port).split(":");
    if (!/^\d+$/.test(from)) return isNamed(from, packet, cluster);
    return packet.port >= Number(from) && packet.port <= Number(to);
  };
  const ports = itemsAt(side, "ports") as readonly Port[];
  if (ports.length > 0 && !ports.some(isIn)) return "no";
  const unwanted = itemsAt(side, "notPorts") as readonly Port[];
  const isNumber = (port: Port): boolean => /^\d/.test(String(port));
  if (unwanted.filter(isNumber).some(isIn)) return "no";
  return unwanted.every(isNumber) ? "yes" : "unknown";
}

interface Member {
  readonly labels: Readonly<Record<string, string>>;
  readonly nets: readonly string[];
}

function setsIn({ cluster }: Judgement): readonly Member[] {
  return (cluster.plugin?.others ?? [])
    .filter(({ kind }) => kind.endsWith("NetworkSet"))
    .map((object) => ({
      labels: calicoLabelsOf(object, cluster),
      nets: textsAt(object, "spec.nets"),
    }));
}

function membersIn(judgement: Judgement): readonly Member[] {
  const pods = judgement.cluster.pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .map((pod) => ({ labels: calicoLabelsOf(pod, judgement.cluster), nets: pod.addresses }));
  return [...pods, ...setsIn(judgement)];
}

type Selects = (labels: Member["labels"]) => boolean;

/** What is wanted and what is not; undefined where nothing is said. */
function selectorsOf(
  side: JsonObject,
  namespace: string | undefined,
): { readonly wanted: Selects | undefined; readonly unwanted: Selects | undefined } {
  const text = (place: string): string => textAt(side, place);
  const names = textsAt(side, "serviceAccounts.names");
  const conditions: Selects[] = [];
  if (text("selector") !== "") conditions.push((labels) => calicoSelects(text("selector"), labels));
  if (text("serviceAccounts.selector") !== "")
    conditions.push((labels) => calicoSelects(text("serviceAccounts.selector"), labels, "pcsa."));
  if (names.length > 0)
    conditions.push((labels) => names.includes(labels["projectcalico.org/serviceaccount"] ?? ""));
  const isScoped = conditions.length > 0 || text("notSelector") !== "";
  if (text("namespaceSelector") !== "")
    conditions.push((labels) => calicoSelects(text("namespaceSelector"), labels, "pcns."));
  else if (namespace !== undefined && isScoped)
    conditions.push((labels) => labels["projectcalico.org/namespace"] === namespace);
  return {
    wanted:
      conditions.length > 0 ? (labels) => conditions.every((holds) => holds(labels)) : undefined,
    unwanted:
      text("notSelector") === ""
        ? undefined
        : (labels) => calicoSelects(text("notSelector"), labels),
  };
}

function otherMatches(
  side: JsonObject,
  namespace: string | undefined,
  judgement: Judgement,
): Answer {
  const { address } = otherEnd(judgement.direction, judgement.packet);
  const { wanted, unwanted } = selectorsOf(side, namespace);
  const holders = membersIn(judgement).filter(({ nets }) =>
    nets.some((net) => liesIn(address, net)),
  );
  const isWanted = wanted
    ? holders.some(({ labels }) => wanted(labels) && !unwanted?.(labels))
    : !holders.some(({ labels }) => unwanted?.(labels));
  const nets = textsAt(side, "nets");
  const notNets = textsAt(side, "notNets");
  const isNet = nets.length === 0 || nets.some((net) => liesIn(address, net));
  if (!isWanted || !isNet || notNets.some((net) => liesIn(address, net))) return "no";
  return at(side, "services") === undefined ? "yes" : "unknown";
}

// The engine does not look at the addresses of the pods that a policy selects.
function ownMatches(side: JsonObject, namespace: string | undefined, judgement: Judgement): Answer {
  const labels = calicoLabelsOf(judgement.pod, judgement.cluster);
  const { wanted = everything, unwanted = nothing } = selectorsOf(side, namespace);
  const isWanted = (of: Member["labels"]): boolean => wanted(of) && !unwanted(of);
  const says = wanted === everything ? unwanted : isWanted;
  const bySets = setsIn(judgement).some((set) => set.nets.length > 0 && says(set.labels));
  const byNets = itemsAt(side, "nets").length + itemsAt(side, "notNets").length > 0;
  if (!isWanted(labels)) return wanted !== everything && bySets ? "unknown" : "no";
  return byNets || (wanted === everything && bySets) ? "unknown" : "yes";
}

const everything: Selects = () => true;
const nothing: Selects = () => false;

import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { isPortNumber, isProtocol, PROTOCOLS, type Protocol } from "../ports.ts";

/** One end of an observed connection, by whatever the source says of it. */
export interface ObservedEnd {
  readonly address?: string;
  readonly namespace?: string;
  readonly pod?: string;
  /** The beginning of the names of its pods, where a source sums them up. */
  readonly podPrefix?: string;
  readonly workloads: readonly { readonly kind: string; readonly name: string }[];
  readonly labels: Readonly<Record<string, string>>;
  /** `world`, `host`, `kube-apiserver` … */
  readonly reserved?: string;
  /** Names under which a DNS proxy saw the address. */
  readonly hosts: readonly string[];
}

export interface ObservedFlow {
  readonly source: ObservedEnd;
  readonly destination: ObservedEnd;
  readonly protocol: Protocol;
  readonly port: number;
  readonly sourcePort?: number;
  /** Whether the source itself tells which end opened the connection. */
  readonly directed: boolean;
}

/** What one line is. */
export type FlowLine =
  | { readonly flow: ObservedFlow }
  /** No connection that opened: denied, a reply, another protocol; a clause. */
  | { readonly skipped: string }
  /** Why it cannot be read, a clause. */
  | { readonly problem: string }
  | { readonly header: readonly string[] };

/** Reads a line of any of the formats; `header` is that of the CSV before it. */
export function readFlowLine(line: string, header: readonly string[] | undefined): FlowLine {
  const text = line.trim();
  if (text.startsWith("{")) return readJsonFlow(text);
  if (/(?:^|\s)src=/.test(text)) return readConntrack(text);
  const cells = text.split(/[,\s]+/).map((cell) => cell.replace(/^"|"$/g, ""));
  if (cells.includes("srcaddr") && cells.includes("dstaddr")) return { header: cells };
  return header
    ? readCells(new Map(header.map((name, index) => [name, cells[index] ?? ""])))
    : { problem: "it is neither JSON, nor a line of conntrack, nor below the header of a CSV" };
}

function readJsonFlow(text: string): FlowLine {
  const value = parsed(text);
  if (!isJsonObject(value)) return { problem: "it is not valid JSON" };
  const flow = valueAt(value, "flow") ?? value;
  if (valueAt(flow, "l4") !== undefined || valueAt(flow, "verdict") !== undefined)
    return readHubble(flow);
  const isCalico =
    valueAt(value, "dest_port") !== undefined || valueAt(value, "dest_namespace") !== undefined;
  if (isCalico) return readCalico(value);
  const events = ["node_status", "lost_events", "agent_event", "debug_event"];
  return events.some((name) => valueAt(value, name) !== undefined)
    ? { skipped: "no flow" }
    : { problem: "it has neither the fields of Hubble nor those of Calico" };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

// api/v1/flow/flow.proto of cilium/cilium, as its JSON has it.
function readHubble(flow: JsonValue): FlowLine {
  const verdict = textAt(flow, "verdict");
  if (!["FORWARDED", "REDIRECTED", ""].includes(verdict)) return { skipped: `verdict ${verdict}` };
  if (valueAt(flow, "is_reply") === true || valueAt(flow, "reply") === true)
    return { skipped: "reply" };
  const protocol = PROTOCOLS.find((name) => valueAt(flow, "l4", name) !== undefined);
  if (!protocol) return { skipped: "no port" };
  const port = valueAt(flow, "l4", protocol, "destination_port");
  if (!isPortNumber(port)) return { problem: "its destination has no port" };
  const sourcePort = valueAt(flow, "l4", protocol, "source_port");
  return {
    flow: {
      source: hubbleEnd(flow, "source"),
      destination: hubbleEnd(flow, "destination"),
      protocol,
      port,
      ...(isPortNumber(sourcePort) && { sourcePort }),
      directed: valueAt(flow, "is_reply") === false,
    },
  };
}

function hubbleEnd(flow: JsonValue, end: "source" | "destination"): ObservedEnd {
  const texts = (list: readonly JsonValue[]): readonly string[] =>
    list.flatMap((each) => (typeof each === "string" ? [each] : []));
  const labels = texts(listAt(flow, end, "labels"));
  const reserved = labels.find((label) => label.startsWith("reserved:"));
  const address = textAt(flow, "IP", end) || textAt(flow, "ip", end);
  return {
    ...named("address", address),
    ...named("namespace", textAt(flow, end, "namespace")),
    ...named("pod", textAt(flow, end, "pod_name")),
    ...named("reserved", reserved?.slice("reserved:".length) ?? ""),
    workloads: listAt(flow, end, "workloads").map((each) => ({
      kind: textAt(each, "kind"),
      name: textAt(each, "name"),
    })),
    labels: Object.fromEntries(
      labels.flatMap((label) => {
        const match = /^k8s:([^=]+)=(.*)$/.exec(label);
        const key = match?.[1] ?? "";
        return match && !key.startsWith("io.cilium.") && !key.startsWith("io.kubernetes.pod.")
          ? [[key, match[2] ?? ""]]
          : [];
      }),
    ),
    hosts: texts(listAt(flow, `${end}_names`)),
  };
}

function named<Key extends string>(key: Key, text: string): Partial<Record<Key, string>> {
  // A door for the compiler only: the one key is that of the parameter.
  return text === "" || text === "-" ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
}

// Flow logs of Calico: the fields of its file and of Goldmane's API have the same names.
function readCalico(value: JsonObject): FlowLine {
  const action = textAt(value, "action").toLowerCase();
  if (action !== "allow" && action !== "") return { skipped: `action ${action}` };
  const protocol = protocolOf(valueAt(value, "proto") ?? valueAt(value, "protocol"));
  const port = Number(valueAt(value, "dest_port") ?? 0);
  if (!protocol) return { skipped: "no port" };
  if (!isPortNumber(port)) return { problem: "its destination has no port" };
  return {
    flow: {
      source: calicoEnd(value, "source"),
      destination: calicoEnd(value, "dest"),
      protocol,
      port,
      directed: true,
    },
  };
}

function calicoEnd(value: JsonObject, end: "source" | "dest"): ObservedEnd {
  const type = textAt(value, `${end}_type`);
  const address = named("address", textAt(value, `${end}_ip`));
  const rest = { workloads: [], labels: {}, hosts: [] };
  if (type === "hep" || type === "HostEndpoint") return { ...address, reserved: "host", ...rest };
  if (!["wep", "WorkloadEndpoint", ""].includes(type)) return { ...address, ...rest };
  const name = textAt(value, `${end}_name`);
  const isSum = name.endsWith("*");
  const summed = textAt(value, `${end}_name_aggr`) || (isSum ? name : "");
  return {
    ...address,
    ...named("namespace", textAt(value, `${end}_namespace`)),
    ...named("pod", isSum ? "" : name),
    ...named("podPrefix", summed.replace(/-?\*$/, "")),
    ...rest,
  };
}

function protocolOf(value: JsonValue | undefined): Protocol | undefined {
  const text =
    typeof value === "string" || typeof value === "number" ? String(value).toUpperCase() : "";
  if (isProtocol(text)) return text;
  // As IANA numbers them.
  if (text === "6") return "TCP";
  if (text === "17") return "UDP";
  return text === "132" ? "SCTP" : undefined;
}

function readCells(cells: ReadonlyMap<string, string>): FlowLine {
  const cell = (name: string): string => cells.get(name) ?? "";
  const action = cell("action").toUpperCase();
  if (action !== "ACCEPT" && action !== "") return { skipped: `action ${action}` };
  const protocol = protocolOf(cell("protocol"));
  if (!protocol) return { skipped: "no port" };
  const port = Number(cell("dstport"));
  if (!isPortNumber(port)) return { problem: `"${cell("dstport")}" is no port` };
  const sourcePort = Number(cell("srcport"));
  return {
    flow: {
      source: addressEnd(cell("srcaddr")),
      destination: addressEnd(cell("dstaddr")),
      protocol,
      port,
      ...(isPortNumber(sourcePort) && { sourcePort }),
      directed: false,
    },
  };
}

// The second tuple is that of the replies: it says where the connection arrived after all translation.
function readConntrack(text: string): FlowLine {
  const protocol = protocolOf(/(?:^|\s)(tcp|udp|sctp)\s/.exec(text)?.[1] ?? "");
  if (!protocol) return { skipped: "no port" };
  if (text.includes("[UNREPLIED]")) return { skipped: "unanswered" };
  const all = (name: string): readonly string[] =>
    [...text.matchAll(new RegExp(`(?:^|\\s)${name}=(\\S+)`, "g"))].map((match) => match[1] ?? "");
  const [source = ""] = all("src");
  const destination = all("src")[1] ?? all("dst")[0] ?? "";
  const port = Number(all("sport")[1] ?? all("dport")[0]);
  if (!isPortNumber(port)) return { problem: "it has no port of the destination" };
  return {
    flow: {
      source: addressEnd(source),
      destination: addressEnd(destination),
      protocol,
      port,
      directed: true,
    },
  };
}

function addressEnd(address: string): ObservedEnd {
  return { ...named("address", address), workloads: [], labels: {}, hosts: [] };
}

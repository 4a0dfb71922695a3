import { parseAddress } from "../addresses.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import { backendsOf, serviceAt } from "../services.ts";
import { endOfParty, outside } from "./declared.ts";
import { type ObservedEnd, type ObservedFlow, readFlowLine } from "./flow-records.ts";
import { type Need, type NeedEnd, type Needs, nameOfEnd } from "./need.ts";

/** A file of observed flows. */
export interface FlowFile {
  readonly name: string;
  readonly text: string;
}

export interface ObservedNeeds extends Needs {
  /** Lines that tell of a connection. */
  readonly flows: number;
  /** Lines that tell of none, by the reason. */
  readonly skipped: ReadonlyMap<string, number>;
  /** `file:line: ` and why the line cannot be read. */
  readonly badLines: readonly string[];
  /** Addresses outside the input, sorted. */
  readonly external: readonly string[];
}

/** Connections that were seen, between the workloads of the input and what lies outside of it. */
export function observedNeeds(
  files: readonly FlowFile[],
  analysis: NetworkAnalysis,
  { hosts }: { readonly hosts: boolean },
): ObservedNeeds {
  const badLines: string[] = [];
  const skipped = new Map<string, number>();
  const skip = (reason: string): void => {
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  };
  const flows = files.flatMap((file) => openedFlows(readFile(file, badLines, skip), file, skip));
  const found = flows.map((each) => needsSeen(each, analysis, hosts));
  const needs = found.flatMap((each) => ("needs" in each ? each.needs : []));
  return {
    needs,
    flows: flows.length,
    skipped,
    badLines,
    external: [
      ...new Set(needs.flatMap(({ from, to }) => [from, to].flatMap(externalName))),
    ].sort(),
    unresolved: [
      ...new Set(found.flatMap((each) => ("problem" in each ? [each.problem] : []))),
    ].sort(),
    assumptions: [],
  };
}

function externalName(end: NeedEnd): readonly string[] {
  return end.kind === "outside" || end.kind === "api-server" ? [nameOfEnd(end)] : [];
}

interface PlacedFlow extends ReadFlow {
  readonly file: string;
}

function openedFlows(
  read: readonly ReadFlow[],
  { name }: FlowFile,
  skip: (reason: string) => void,
): readonly PlacedFlow[] {
  const seen = new Set(
    read.map(({ flow }) => tupleOf(flow.source, flow.sourcePort, flow.destination, flow.port)),
  );
  return read.flatMap((each) => {
    if (!isReply(each.flow, seen)) return [{ ...each, file: name }];
    skip("reply");
    return [];
  });
}

function needsSeen(
  { flow, line, file }: PlacedFlow,
  analysis: NetworkAnalysis,
  hosts: boolean,
): { readonly needs: readonly Need[] } | { readonly problem: string } {
  const source = endsOf(flow.source, undefined, analysis, hosts);
  const destination = endsOf(flow.destination, flow, analysis, hosts);
  const where = `(${file}:${line}).`;
  if ("problem" in source) return { problem: `${source.problem} ${where}` };
  if ("problem" in destination) return { problem: `${destination.problem} ${where}` };
  return {
    needs: source.ends.flatMap(({ end: from }) =>
      destination.ends.map(({ end: to, port = flow.port }) => ({
        from,
        to,
        protocol: flow.protocol,
        port,
        because: [`seen in ${file}`],
      })),
    ),
  };
}

interface ReadFlow {
  readonly flow: ObservedFlow;
  readonly line: number;
}

function readFile(
  { name, text }: FlowFile,
  badLines: string[],
  skip: (reason: string) => void,
): readonly ReadFlow[] {
  const flows: ReadFlow[] = [];
  let header: readonly string[] | undefined;
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const read = readFlowLine(line, header);
    if ("header" in read) header = read.header;
    else if ("problem" in read) badLines.push(`${name}:${index + 1}: ${read.problem}`);
    else if ("skipped" in read) skip(read.skipped);
    else flows.push({ flow: read.flow, line: index + 1 });
  }
  return flows;
}

function tupleOf(
  from: ObservedEnd,
  fromPort: number | undefined,
  to: ObservedEnd,
  toPort: number,
): string {
  return `${from.address ?? from.pod ?? ""} ${fromPort ?? ""} ${to.address ?? to.pod ?? ""} ${toPort}`;
}

// Where a source does not say who began: clients use the ephemeral ports of RFC 6335 and Linux, servers lower ones.
const FIRST_EPHEMERAL = 32_768;

function isReply(
  { source, destination, port, sourcePort, directed }: ObservedFlow,
  seen: ReadonlySet<string>,
): boolean {
  if (directed || sourcePort === undefined || sourcePort >= port) return false;
  return (
    (port >= FIRST_EPHEMERAL && sourcePort < FIRST_EPHEMERAL) ||
    seen.has(tupleOf(destination, port, source, sourcePort))
  );
}

type Ends =
  | { readonly ends: readonly { readonly end: NeedEnd; readonly port?: number }[] }
  | { readonly problem: string };

// As much as the source says: the workload, the pod, its labels, at last the address.
function endsOf(
  end: ObservedEnd,
  asked: ObservedFlow | undefined,
  analysis: NetworkAnalysis,
  hosts: boolean,
): Ends {
  const endpoint = endpointOf(end, analysis);
  if (endpoint) return one({ kind: "workload", workload: endpoint.workload });
  if (end.reserved === "kube-apiserver")
    return one({ kind: "api-server", cidrs: addressCidrs(end) });
  const [host] = hosts && asked ? end.hosts : [];
  if (host !== undefined) return one({ kind: "host", host: host.replace(/\.$/, "") });
  if (end.namespace === undefined) return addressEnds(end.address ?? "", asked, analysis);
  const name = end.pod ?? end.podPrefix ?? "";
  return { problem: `The pod ${end.namespace}/${name} belongs to no workload of the input` };
}

function addressEnds(
  text: string,
  asked: ObservedFlow | undefined,
  analysis: NetworkAnalysis,
): Ends {
  const address = parseAddress(text);
  if (!address) return { problem: `"${text}" is no address` };
  const service = asked && serviceAt(analysis.snapshot, address);
  if (!service) return one(endOfParty({ party: analysis.directory.partyAt(address) }));
  const found = backendsOf(service, asked, analysis);
  return "problem" in found
    ? { problem: found.problem.replace(/\.$/, "") }
    : { ends: found.backends.map((backend) => ({ end: endOfParty(backend), port: backend.port })) };
}

function one(end: NeedEnd): Ends {
  return { ends: [{ end }] };
}

function addressCidrs({ address = "" }: ObservedEnd): readonly string[] {
  const end = parseAddress(address) ? outside(address) : undefined;
  return end?.kind === "outside" ? [end.cidr] : [];
}

function endpointOf(
  { namespace, pod, podPrefix, workloads, labels }: ObservedEnd,
  { directory }: NetworkAnalysis,
): NetworkEndpoint | undefined {
  if (namespace === undefined) return undefined;
  const [byName] = pod === undefined ? [] : directory.podsNamed(namespace, pod);
  if (byName) return byName;
  for (const { kind, name } of workloads) {
    const found = directory
      .workloadsNamed(namespace, name)
      .find(({ workload }) => kind === "" || workload.kind === kind);
    if (found) return found;
  }
  const inside = directory
    .inNamespace(namespace)
    .filter((each) => each.kind === "pod" || each.kind === "template");
  const wanted = Object.entries(labels);
  const byLabels = inside.filter(
    (each) =>
      Object.keys(each.labels).length > 0 &&
      Object.entries(each.labels).every(([key, value]) => labels[key] === value),
  );
  const [best] = wanted.length === 0 ? [] : byLabels;
  return best ?? byPodName(pod ?? podPrefix ?? "", inside);
}

// Names of pods begin with that of their controller: the longest that fits is it.
function byPodName(name: string, inside: readonly NetworkEndpoint[]): NetworkEndpoint | undefined {
  return inside
    .filter(({ workload }) => name === workload.name || name.startsWith(`${workload.name}-`))
    .toSorted((a, b) => b.workload.name.length - a.workload.name.length)[0];
}

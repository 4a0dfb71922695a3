import { textAt } from "../../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { formatAddress, parseAddress } from "../addresses.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import {
  type Backend,
  backendsOf,
  type ServicePort,
  serviceAt,
  serviceNamed,
  servicePortsOf,
} from "../services.ts";
import { looksExternal, type MentionedHost, mentionedHosts, portOfScheme } from "./host-names.ts";
import type { Need, NeedEnd, Needs } from "./need.ts";
import { type ConfiguredText, configuredTexts } from "./texts.ts";

/** The connections of workloads to the Services and hosts that their environment, arguments and ConfigMaps name. */
export function namedNeeds(analysis: NetworkAnalysis): Needs {
  const members = new Map(analysis.snapshot.objects.map((each) => [each.reference, each]));
  const found = analysis.endpoints.flatMap((endpoint) =>
    textsOf(endpoint, members.get(endpoint.object), analysis.snapshot).flatMap((text) =>
      mentionedHosts(text.text).map((mention) => needsNamed(mention, text, endpoint, analysis)),
    ),
  );
  return {
    needs: found.flatMap(({ needs }) => needs),
    unresolved: [...new Set(found.flatMap(({ unresolved }) => unresolved))].sort(),
    assumptions: [],
  };
}

function needsNamed(
  mention: MentionedHost,
  text: ConfiguredText,
  { workload }: NetworkEndpoint,
  analysis: NetworkAnalysis,
): Pick<Needs, "needs" | "unresolved"> {
  const title = `${nameOfWorkload(workload)}, ${text.where}`;
  const found = targetsOf(mention, text, workload.namespace, analysis);
  if ("problem" in found) return { needs: [], unresolved: [`${title}: ${found.problem}`] };
  const from: NeedEnd = { kind: "workload", workload };
  return {
    needs: found.targets.map((target) => ({ from, ...target, because: [title] })),
    unresolved: [],
  };
}

function textsOf(
  endpoint: NetworkEndpoint,
  member: SnapshotObject | undefined,
  snapshot: Snapshot,
): readonly ConfiguredText[] {
  if (endpoint.kind !== "pod" && endpoint.kind !== "template") return [];
  const templates = member?.podTemplates ?? [];
  return templates.flatMap((template) =>
    configuredTexts(template, endpoint.workload.namespace, snapshot),
  );
}

type Targets =
  | { readonly targets: readonly Pick<Need, "to" | "protocol" | "port">[] }
  | { readonly problem: string };

const NOTHING: Targets = { targets: [] };

function targetsOf(
  mention: MentionedHost,
  text: ConfiguredText,
  namespace: string,
  analysis: NetworkAnalysis,
): Targets {
  const address = parseAddress(mention.host);
  if (address) return addressTargets(mention, text, analysis);
  const name = serviceNameOf(mention, text, namespace, analysis);
  if (name) return serviceTargets(name, mention, text, analysis);
  const isService = /\.svc(?:\.|$)|\.cluster\.local$/.test(mention.host);
  if (isService) return { problem: `"${mention.host}" is no Service of the input.` };
  const port = mention.port ?? portOfScheme(mention.scheme);
  if (port === undefined || !looksExternal(mention.host)) return NOTHING;
  return { targets: [{ to: { kind: "host", host: mention.host }, protocol: "TCP", port }] };
}

function addressTargets(
  mention: MentionedHost,
  text: ConfiguredText,
  analysis: NetworkAnalysis,
): Targets {
  const address = parseAddress(mention.host);
  const port = mention.port ?? portOfScheme(mention.scheme) ?? siblingPort(text);
  if (!address || port === undefined) return NOTHING;
  const written = formatAddress(address);
  if (/^(?:127\.|0\.0\.0\.0$|::1?$)/.test(written)) return NOTHING;
  const service = serviceAt(analysis.snapshot, address);
  if (service) return backendTargets(backendsOf(service, { port, protocol: "TCP" }, analysis));
  const to = endOfParty({ party: analysis.directory.partyAt(address) });
  return { targets: [{ to, protocol: "TCP", port }] };
}

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

// `svc`, `svc.ns`, `svc.ns.svc…`, and the same behind the name of a pod.
function serviceNameOf(
  mention: MentionedHost,
  { key }: ConfiguredText,
  namespace: string,
  { snapshot }: NetworkAnalysis,
): ServiceName | undefined {
  const parts = mention.host.split(".");
  const at = parts.indexOf("svc");
  const before = at >= 2 ? parts.slice(0, at) : parts;
  const exists = (name = "", inside = ""): ServiceName | undefined =>
    serviceNamed(snapshot, inside, name) ? { namespace: inside, name } : undefined;
  const isAddressed = (mention.port ?? mention.scheme) !== undefined;
  if (before.length === 1) {
    const isHost = isAddressed || (mention.whole && HOST_KEY.test(key));
    return isHost ? exists(before[0], namespace) : undefined;
  }
  // The second is a pod of a headless Service in the same namespace.
  return (
    exists(before.at(-2), before.at(-1)) ?? exists(parts.length === 2 ? parts[1] : "", namespace)
  );
}

// A bare word is a host only where its key says so: POSTGRES_DB=orders is none.
const HOST_KEY =
  /(?:HOST|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|SERVICE|BROKER|BROKERS|UPSTREAM|TARGET)S?$/i;

function serviceTargets(
  { namespace, name }: ServiceName,
  mention: MentionedHost,
  text: ConfiguredText,
  analysis: NetworkAnalysis,
): Targets {
  const service = serviceNamed(analysis.snapshot, namespace, name);
  if (!service) return NOTHING;
  const wanted = mention.port ?? siblingPort(text) ?? portOfScheme(mention.scheme);
  if (textAt(service.object, "spec", "type") === "ExternalName")
    return externalTargets(service, wanted);
  const asked = askedPorts(service, mention, wanted);
  if (asked.length === 0)
    return { problem: `The Service ${namespace}/${name} has no port ${mention.port ?? "at all"}.` };
  const found = asked.map((each) => backendTargets(backendsOf(service, each, analysis)));
  const targets = found.flatMap((each) => ("targets" in each ? each.targets : []));
  return found.find((each) => "problem" in each && targets.length === 0) ?? { targets };
}

function externalTargets({ object, reference }: SnapshotObject, port: number | undefined): Targets {
  const host = textAt(object, "spec", "externalName");
  return port === undefined || host === ""
    ? { problem: `The Service ${reference.name} stands for "${host}", and no port is said.` }
    : { targets: [{ to: { kind: "host", host }, protocol: "TCP", port }] };
}

type AskedPort = Pick<ServicePort, "port" | "protocol">;

// The port that is said; else all that the Service has. A headless Service has whatever its pods listen on.
function askedPorts(
  service: SnapshotObject,
  mention: MentionedHost,
  wanted: number | undefined,
): readonly AskedPort[] {
  const ports = servicePortsOf(service);
  const fitting = ports.filter(({ port }) => port === wanted);
  if (fitting.length > 0 || mention.port === undefined) return fitting.length > 0 ? fitting : ports;
  const isHeadless = textAt(service.object, "spec", "clusterIP") === "None";
  return isHeadless ? [{ port: mention.port, protocol: "TCP" }] : [];
}

// DATABASE_PORT beside DATABASE_HOST.
function siblingPort({ key, siblings }: ConfiguredText): number | undefined {
  const sibling = key.replace(/(?:HOST|ADDR|ADDRESS|SERVER|SERVICE)$/i, "PORT");
  const text = sibling === key ? undefined : siblings.get(sibling);
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function backendTargets(found: ReturnType<typeof backendsOf>): Targets {
  if ("problem" in found) return found;
  return {
    targets: found.backends.map((backend) => ({
      to: endOfParty(backend),
      protocol: backend.protocol,
      port: backend.port,
    })),
  };
}

/** The end of a need that a pod, a node or an address is. */
export function endOfParty({ party }: Pick<Backend, "party">): NeedEnd {
  if (party.kind === "addresses")
    return outside(formatAddress({ family: party.range.family, value: party.range.first }));
  const { endpoint } = party;
  const [address] = endpoint.addresses;
  return endpoint.kind === "node" && address
    ? outside(formatAddress(address))
    : { kind: "workload", workload: endpoint.workload };
}

/** One address outside. */
export function outside(address: string): NeedEnd {
  return { kind: "outside", cidr: `${address}/${address.includes(":") ? 128 : 32}`, except: [] };
}

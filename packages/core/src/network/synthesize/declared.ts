import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { formatAddress, parseAddress } from "../addresses.ts";
import type { NetworkAnalysis } from "../analysis.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import { textOf } from "../fields.ts";
import type { Protocol } from "../ports.ts";
import { type Backend, backendsOf, serviceAt, serviceNamed, servicePortsOf } from "../services.ts";
import { looksExternal, type MentionedHost, mentionedHosts, portOfScheme } from "./host-names.ts";
import type { Need, NeedEnd, Needs } from "./need.ts";
import { type ConfiguredText, configuredTexts } from "./texts.ts";

/** The connections of workloads to the Services and hosts that their environment, arguments and ConfigMaps name. */
export function namedNeeds(analysis: NetworkAnalysis): Needs {
  const needs: Need[] = [];
  const unresolved = new Set<string>();
  const members = new Map(analysis.snapshot.objects.map((each) => [each.reference, each]));
  for (const endpoint of analysis.endpoints) {
    const { namespace } = endpoint.workload;
    for (const text of textsOf(endpoint, members.get(endpoint.object), analysis.snapshot))
      for (const mention of mentionedHosts(text.text)) {
        const found = targetsOf(mention, text, namespace, analysis);
        const title = nameOfWorkload(endpoint.workload);
        if ("problem" in found) unresolved.add(`${title}, ${text.where}: ${found.problem}`);
        else
          for (const target of found.targets)
            needs.push({
              from: { kind: "workload", workload: endpoint.workload },
              ...target,
              because: [`${title}, ${text.where}`],
            });
      }
  }
  return { needs, unresolved: [...unresolved].sort(), assumptions: [] };
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
  { host, port, scheme, whole }: MentionedHost,
  { key }: ConfiguredText,
  namespace: string,
  { snapshot }: NetworkAnalysis,
): ServiceName | undefined {
  const parts = host.split(".");
  const at = parts.indexOf("svc");
  const before = at >= 2 ? parts.slice(0, at) : parts;
  const exists = (name: string | undefined, inside: string | undefined): ServiceName | undefined =>
    name !== undefined && inside !== undefined && serviceNamed(snapshot, inside, name)
      ? { namespace: inside, name }
      : undefined;
  if (before.length === 1) {
    const isHost = port !== undefined || scheme !== undefined || (whole && HOST_KEY.test(key));
    return isHost ? exists(before[0], namespace) : undefined;
  }
  const isPod = before.length > 2;
  return (
    exists(before.at(-2), before.at(-1)) ??
    // A pod of a headless Service in the same namespace.
    (isPod || at >= 0 || (port === undefined && scheme === undefined)
      ? undefined
      : exists(before[1], namespace))
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
  const ports = servicePortsOf(service);
  const wanted = mention.port ?? siblingPort(text) ?? portOfScheme(mention.scheme);
  const external = textOf(service.object, "spec", "externalName");
  if (textOf(service.object, "spec", "type") === "ExternalName" && external !== "")
    return wanted === undefined
      ? { problem: `The Service ${namespace}/${name} stands for ${external}, and no port is said.` }
      : { targets: [{ to: { kind: "host", host: external }, protocol: "TCP", port: wanted }] };
  const isHeadless = textOf(service.object, "spec", "clusterIP") === "None";
  const fitting = ports.filter(({ port }) => port === wanted);
  if (mention.port !== undefined && fitting.length === 0 && !isHeadless)
    return { problem: `The Service ${namespace}/${name} has no port ${mention.port}.` };
  const asked: readonly { readonly port: number; readonly protocol: Protocol }[] =
    fitting.length > 0
      ? fitting
      : isHeadless && mention.port !== undefined
        ? [{ port: mention.port, protocol: "TCP" }]
        : ports;
  const found = asked.map(({ port, protocol }) =>
    backendTargets(backendsOf(service, { port, protocol }, analysis)),
  );
  const problem = found.find((each) => "problem" in each);
  const targets = found.flatMap((each) => ("targets" in each ? each.targets : []));
  return problem && targets.length === 0 ? problem : { targets };
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

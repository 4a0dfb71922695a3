import { type AddressRange, parseAddress, parseCidr } from "./addresses.ts";
import { callersOf } from "./callers.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { EndpointDirectory, NetworkAnalysis, Party } from "./model.ts";
import type { Protocol } from "./ports.ts";
import { type Backend, backendsOf, portNumberOf, serviceAt, serviceNamed } from "./services.ts";

/** Where a question begins or ends. */
export type NetworkPlace =
  | { readonly pod: NamespacedName }
  | { readonly workload: NamespacedName; readonly kind?: string }
  | { readonly service: NamespacedName }
  /** Whatever has the name: a pod, else a workload, else a Service. */
  | { readonly named: NamespacedName }
  | { readonly addresses: AddressRange }
  /** Any address that is routed on the internet. */
  | { readonly internet: true };

interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

/** A value, or one sentence on why there is none. */
export type Found<Value> = { readonly found: Value } | { readonly problem: string };

/** A port as it is asked for. */
export interface AskedPort {
  readonly port: number | string;
  readonly protocol: Protocol;
}

/** Everything that a question may begin at. */
export function sourcesOf(asked: NetworkPlace, analysis: NetworkAnalysis): Found<readonly Party[]> {
  const place = settled(asked, analysis);
  if ("service" in place)
    return { problem: "A Service only receives; name a pod or a workload as the source." };
  if ("addresses" in place) return { found: partiesWithin(place.addresses, analysis) };
  if ("internet" in place) return { found: callersOf("internet", analysis) };
  const found = endpointsNamed(place, analysis.directory);
  return "problem" in found
    ? found
    : { found: found.found.map((endpoint) => ({ kind: "endpoint", endpoint })) };
}

/** Everything that a question may end at, with the port there. */
export function destinationsOf(
  destination: NetworkPlace,
  asked: AskedPort,
  analysis: NetworkAnalysis,
): Found<readonly Backend[]> {
  const place = settled(destination, analysis);
  const service = serviceOf(place, analysis);
  if (service && "problem" in service) return service;
  if (service) {
    const behind = backendsOf(service.found, asked, analysis);
    return "problem" in behind ? behind : { found: behind.backends };
  }
  const parties = sourcesOf(place, analysis);
  if ("problem" in parties) return parties;
  const found = parties.found.flatMap((party): Backend[] => {
    const port =
      party.kind === "endpoint"
        ? portNumberOf(party.endpoint, asked.port, asked.protocol)
        : asked.port;
    return typeof port === "number" ? [{ party, protocol: asked.protocol, port }] : [];
  });
  return found.length > 0
    ? { found }
    : { problem: `There is no ${asked.protocol} port named ${asked.port} at the destination.` };
}

type SettledPlace = Exclude<NetworkPlace, { readonly named: NamespacedName }>;

function settled(place: NetworkPlace, { directory, snapshot }: NetworkAnalysis): SettledPlace {
  if (!("named" in place)) return place;
  const { namespace, name } = place.named;
  if (directory.podsNamed(namespace, name).length > 0) return { pod: place.named };
  const isWorkload = directory.workloadsNamed(namespace, name).length > 0;
  return !isWorkload && serviceNamed(snapshot, namespace, name)
    ? { service: place.named }
    : { workload: place.named };
}

function serviceOf(
  place: SettledPlace,
  { snapshot }: NetworkAnalysis,
): Found<NonNullable<ReturnType<typeof serviceNamed>>> | undefined {
  if ("service" in place) {
    const { namespace, name } = place.service;
    const found = serviceNamed(snapshot, namespace, name);
    return found
      ? { found }
      : { problem: `There is no Service ${namespace}/${name} in the input.` };
  }
  if (!("addresses" in place) || place.addresses.first !== place.addresses.last) return undefined;
  const found = serviceAt(snapshot, {
    family: place.addresses.family,
    value: place.addresses.first,
  });
  return found ? { found } : undefined;
}

function endpointsNamed(
  place: Extract<NetworkPlace, { pod: unknown } | { workload: unknown }>,
  directory: EndpointDirectory,
): Found<readonly NetworkEndpoint[]> {
  if ("pod" in place) {
    const { namespace, name } = place.pod;
    const found = directory.podsNamed(namespace, name);
    return found.length > 0
      ? { found }
      : { problem: `There is no pod ${namespace}/${name} in the input.` };
  }
  const { namespace, name } = place.workload;
  const found = directory
    .workloadsNamed(namespace, name)
    .filter(({ workload }) => place.kind === undefined || sameKind(workload.kind, place.kind));
  const kinds = [...new Set(found.map(({ workload }) => workload.kind))];
  const title = `${place.kind ?? "workload"} ${namespace}/${name}`;
  if (kinds.length === 0) return { problem: `There is no ${title} with pods in the input.` };
  if (kinds.length > 1)
    return {
      problem: `There are several of the name ${namespace}/${name}: ${kinds.join(", ")}; say the kind.`,
    };
  return { found };
}

// As kubectl takes kinds: in any case.
function sameKind(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

// A range of addresses is what lies in it: pods and nodes of these addresses, and the addresses outside.
function partiesWithin(
  range: AddressRange,
  { endpoints, directory }: NetworkAnalysis,
): readonly Party[] {
  if (range.first === range.last)
    return [directory.partyAt({ family: range.family, value: range.first })];
  const inside = endpoints.filter(({ addresses }) =>
    addresses.some(
      ({ family, value }) => family === range.family && range.first <= value && value <= range.last,
    ),
  );
  return [
    { kind: "addresses", range },
    ...inside.map((endpoint): Party => ({ kind: "endpoint", endpoint })),
  ];
}

/**
 * Reads a place as people write it: `NS/NAME`, `KIND/NS/NAME`, an address, a range in CIDR notation or `internet`; undefined
 * for other texts.
 */
export function parseNetworkPlace(text: string): NetworkPlace | undefined {
  if (text === "internet") return { internet: true };
  const address = parseAddress(text);
  const range = address
    ? { family: address.family, first: address.value, last: address.value }
    : parseCidr(text);
  if (range) return { addresses: range };
  return parseName(text.split("/"));
}

function parseName(parts: readonly string[]): NetworkPlace | undefined {
  const [name = "", namespace = "", kind] = parts.toReversed();
  if (parts.length < 2 || parts.length > 3 || parts.includes("")) return undefined;
  if (kind === undefined) return { named: { namespace, name } };
  if (/^pods?$/i.test(kind)) return { pod: { namespace, name } };
  if (/^(?:services?|svc)$/i.test(kind)) return { service: { namespace, name } };
  return { workload: { namespace, name }, kind };
}

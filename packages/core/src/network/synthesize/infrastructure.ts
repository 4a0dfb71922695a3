import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { formatAddress, formatCidr, parseAddress } from "../addresses.ts";
import type { NetworkEndpoint, Workload } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import { type Backend, backendsOf, serviceNamed, servicePortsOf } from "../services.ts";
import { apiUseIn } from "./api-clients.ts";
import { endOfParty, outside } from "./declared.ts";
import type { LeftOut, Need, NeedEnd, Needs } from "./need.ts";
import { hasToken } from "./texts.ts";

/** What is known of a cluster beyond its objects. */
export interface InfrastructureSettings {
  /** Addresses of the API server, in CIDR notation. */
  readonly apiServer: readonly string[];
  /** Workloads, as `shop/web`, that call the API server though nothing shows it; `all` for all with a token. */
  readonly apiClients: readonly string[];
  /** A clause on what grants a service account more than every identity has; undefined where nothing does. */
  readonly accountRights: (namespace: string, name: string) => string | undefined;
}

/** Names to ask DNS for, the API server for those that use their token, webhooks from the API server, and Services open to outside. */
export function infrastructureNeeds(
  analysis: NetworkAnalysis,
  workloads: readonly NetworkEndpoint[],
  settings: InfrastructureSettings,
): Needs & { readonly leftOut: readonly LeftOut[] } {
  const apiServer = apiServerOf(analysis, settings);
  const ofTokens = tokenNeeds(analysis, workloads, apiServer, settings);
  const parts = [
    dnsNeeds(analysis, workloads),
    ofTokens,
    webhookNeeds(analysis, apiServer),
    outsideNeeds(analysis),
  ];
  return {
    needs: parts.flatMap(({ needs }) => needs),
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
    assumptions: parts.flatMap(({ assumptions }) => assumptions),
    leftOut: ofTokens.leftOut,
  };
}

const DNS_LABELS = { "k8s-app": "kube-dns" };

function dnsNeeds(analysis: NetworkAnalysis, workloads: readonly NetworkEndpoint[]): Needs {
  const service = serviceNamed(analysis.snapshot, "kube-system", "kube-dns");
  const known = (["UDP", "TCP"] as const).flatMap((protocol) => {
    const found = service && backendsOf(service, { port: 53, protocol }, analysis);
    return found && "backends" in found ? found.backends : [];
  });
  const usual: NeedEnd = { kind: "selected", namespace: "kube-system", labels: DNS_LABELS };
  const targets =
    known.length > 0
      ? known.map((backend) => ({
          to: endOfParty(backend),
          protocol: backend.protocol,
          port: backend.port,
        }))
      : (["UDP", "TCP"] as const).map((protocol) => ({ to: usual, protocol, port: 53 }));
  return {
    needs: workloads.flatMap(({ workload }) =>
      targets.map((target) => ({
        from: { kind: "workload", workload } as const,
        ...target,
        because: ["names are asked of the cluster's DNS"],
      })),
    ),
    unresolved: [],
    assumptions:
      known.length > 0
        ? []
        : [
            "The cluster's DNS is taken to be the pods k8s-app=kube-dns of kube-system, on port 53; the input does not hold them.",
          ],
  };
}

interface ApiServer {
  readonly end: NeedEnd;
  readonly ports: readonly number[];
  readonly assumptions: readonly string[];
}

// Policies see the address behind the Service `kubernetes`, so that its endpoints count before its own address.
function apiServerOf(
  { snapshot }: NetworkAnalysis,
  { apiServer }: InfrastructureSettings,
): ApiServer {
  const own = ({ reference }: SnapshotObject): boolean =>
    reference.name === "kubernetes" && namespaceOf(reference) === "default";
  const slices = snapshot.ofKind("discovery.k8s.io", "EndpointSlice").filter(own);
  const subsets = snapshot
    .ofKind("", "Endpoints")
    .filter(own)
    .flatMap(({ object }) => listAt(object, "subsets"));
  const addresses = [
    ...slices.flatMap(({ object }) =>
      listAt(object, "endpoints").flatMap((each) => listAt(each, "addresses")),
    ),
    ...subsets.flatMap((each) => listAt(each, "addresses").map((one) => valueAt(one, "ip"))),
  ];
  const behind = [
    ...slices.flatMap(({ object }) => listAt(object, "ports")),
    ...subsets.flatMap((each) => listAt(each, "ports")),
  ].flatMap((each) => Number(valueAt(each, "port") ?? 0) || []);
  const cidrs = cidrsOf(addresses);
  if (apiServer.length > 0)
    return {
      end: { kind: "api-server", cidrs: apiServer },
      ports: behind.length > 0 ? unique(behind) : [443, 6443],
      assumptions: [],
    };
  if (cidrs.length > 0)
    return { end: { kind: "api-server", cidrs }, ports: unique(behind), assumptions: [] };
  const service = serviceNamed(snapshot, "default", "kubernetes");
  const clusterIp = cidrsOf([valueAt(service?.object, "spec", "clusterIP")]);
  return {
    end: { kind: "api-server", cidrs: clusterIp },
    ports: [443, 6443],
    assumptions: [
      clusterIp.length > 0
        ? "The API server is taken to be reached at the address of the Service kubernetes; network plugins that judge after its translation need the addresses behind it: say them with --api-server."
        : "The input does not say where the API server is; its rules hold a placeholder that has to be replaced: say its addresses with --api-server.",
    ],
  };
}

function cidrsOf(values: readonly unknown[]): readonly string[] {
  const found = values.flatMap((value) => {
    const address = typeof value === "string" ? parseAddress(value) : undefined;
    const end = address && outside(formatAddress(address));
    return end?.kind === "outside" ? [end.cidr] : [];
  });
  return [...new Set(found)].sort();
}

function unique(ports: readonly number[]): readonly number[] {
  return [...new Set(ports)].sort((a, b) => a - b);
}

function tokenNeeds(
  { snapshot }: NetworkAnalysis,
  workloads: readonly NetworkEndpoint[],
  { end, ports, assumptions }: ApiServer,
  settings: InfrastructureSettings,
): Needs & { readonly leftOut: readonly LeftOut[] } {
  const members = new Map(snapshot.objects.map((each) => [each.reference, each]));
  const needs: Need[] = [];
  const leftOut: LeftOut[] = [];
  for (const { workload, object } of workloads) {
    const mounting = (members.get(object)?.podTemplates ?? []).filter((each) =>
      hasToken(each, workload.namespace, snapshot),
    );
    const because = mounting.map((each) => apiUseOf(each, workload, snapshot, settings));
    const known = because.find((each) => each !== undefined);
    if (known !== undefined)
      for (const port of ports)
        needs.push({
          from: { kind: "workload", workload },
          to: end,
          protocol: "TCP",
          port,
          because: [known],
        });
    else if (mounting.length > 0) leftOut.push(unused(workload, end));
  }
  return { needs, leftOut, unresolved: [], assumptions: needs.length > 0 ? assumptions : [] };
}

/** What shows that the pods of a template use their token. */
function apiUseOf(
  template: PodTemplate,
  { namespace, name }: Workload,
  snapshot: Snapshot,
  { accountRights, apiClients }: InfrastructureSettings,
): string | undefined {
  const flag = apiClients.find((each) => each === "all" || each === `${namespace}/${name}`);
  if (flag !== undefined) return `--api-client ${flag}`;
  return (
    accountRights(namespace, serviceAccountNameOf(template.spec)) ??
    apiUseIn(template, namespace, snapshot)
  );
}

function unused(workload: Workload, to: NeedEnd): LeftOut {
  return {
    from: workload,
    to,
    because:
      "its pods have a token, but no binding grants their account anything and nothing that they are told names the API server",
    flag: `--api-client ${workload.namespace}/${workload.name}`,
  };
}

function webhookNeeds(analysis: NetworkAnalysis, { end, assumptions }: ApiServer): Needs {
  const { snapshot } = analysis;
  const wanted = [
    ...["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].flatMap((kind) =>
      snapshot.ofKind("admissionregistration.k8s.io", kind).flatMap((from) =>
        listAt(from.object, "webhooks").map((hook) => ({
          from,
          service: objectAt(hook, "clientConfig", "service"),
        })),
      ),
    ),
    ...snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition").map((from) => ({
      from,
      service: objectAt(from.object, "spec", "conversion", "webhook", "clientConfig", "service"),
    })),
    ...snapshot
      .ofKind("apiregistration.k8s.io", "APIService")
      .map((from) => ({ from, service: objectAt(from.object, "spec", "service") })),
  ];
  const needs: Need[] = [];
  const unresolved: string[] = [];
  for (const { from, service } of wanted) {
    const name = textAt(service, "name");
    const namespace = textAt(service, "namespace");
    if (name === "") continue;
    const title = `${from.reference.kind} ${from.reference.name}`;
    const target = serviceNamed(snapshot, namespace, name);
    const port = Number(valueAt(service, "port") ?? 443);
    const found = target && backendsOf(target, { port, protocol: "TCP" }, analysis);
    if (!found || "problem" in found)
      unresolved.push(
        found?.problem ?? `The Service ${namespace}/${name} of ${title} is not in the input.`,
      );
    else needs.push(...needsTo(found.backends, end, `${title} has the API server call it`));
  }
  return { needs, unresolved, assumptions: needs.length > 0 ? assumptions : [] };
}

function needsTo(backends: readonly Backend[], from: NeedEnd, because: string): readonly Need[] {
  return backends.flatMap((backend) => {
    const to = endOfParty(backend);
    if (to.kind !== "workload") return [];
    return [{ from, to, protocol: backend.protocol, port: backend.port, because: [because] }];
  });
}

// Whoever makes a Service of these types wants it reached from outside the cluster.
function outsideNeeds(analysis: NetworkAnalysis): Needs {
  const needs: Need[] = [];
  const assumptions: string[] = [];
  for (const service of analysis.snapshot.ofKind("", "Service")) {
    const type = textAt(service.object, "spec", "type");
    if (type !== "LoadBalancer" && type !== "NodePort") continue;
    const title = `Service ${namespaceOf(service.reference)}/${service.reference.name}`;
    const ranges = listAt(service.object, "spec", "loadBalancerSourceRanges").flatMap((each) =>
      typeof each === "string" ? [each] : [],
    );
    if (ranges.length === 0)
      assumptions.push(
        `${title} of type ${type} is taken to be meant for every address outside the cluster.`,
      );
    const sources = ranges.length > 0 ? ranges.map(block) : everywhere(analysis);
    for (const { port, protocol } of servicePortsOf(service)) {
      const found = backendsOf(service, { port, protocol }, analysis);
      if ("problem" in found) continue;
      for (const source of sources)
        needs.push(...needsTo(found.backends, source, `${title} is of type ${type}`));
    }
  }
  return { needs, unresolved: [], assumptions };
}

function block(cidr: string): NeedEnd {
  return { kind: "outside", cidr, except: [] };
}

// Without the addresses of pods, as far as they are known: a range of addresses may match pods too.
function everywhere({ hasIpv6, possibilities: [first] }: NetworkAnalysis): readonly NeedEnd[] {
  const podRanges = first?.reachability.universe.settings.podRanges ?? [];
  const families = hasIpv6 ? ([4, 6] as const) : ([4] as const);
  return families.map((family) => ({
    kind: "outside",
    cidr: family === 4 ? "0.0.0.0/0" : "::/0",
    except: podRanges.filter((range) => range.family === family).map(formatCidr),
  }));
}

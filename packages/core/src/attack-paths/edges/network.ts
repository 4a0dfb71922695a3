import { hasBit } from "../../network/bits.ts";
import { workloadEnd } from "../../network/connection-ends.ts";
import { type LineEnd, type LinePorts, lineReader } from "../../network/connection-lines.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import { outsideExposures } from "../../network/exposure/outside.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { Evidence, VerdictValue } from "../../snapshot/verdict.ts";
import type { AttackBuild } from "../build.ts";
import { closingIn, type FindClosing } from "../closing.ts";
import { openServiceOf } from "../open-services.ts";
import type { StandingPod } from "../standing.ts";

/** From outside and from pod to pod, by the network engine; pods that no policy tells apart are one on the way, and told. */
export function addNetwork(build: AttackBuild): readonly NetworkSide[] {
  const endpoints = endpointsBy(build);
  addOutside(build, endpoints);
  return addInside(build, endpoints);
}

/** The endpoints that standing pods have. */
type Endpoints = ReadonlyMap<NetworkEndpoint, StandingPod>;

function endpointsBy({ cluster, standing }: AttackBuild): Endpoints {
  const byObject = new Map(standing.map((each) => [each.pod.object.reference, each]));
  return new Map(
    cluster.network.endpoints.flatMap((endpoint) => {
      const each = byObject.get(endpoint.object);
      return each ? [[endpoint, each] as const] : [];
    }),
  );
}

/** From where the internet may come in, and why that is not sure where it is not. */
const FROM_OUTSIDE: ReadonlyMap<string, string | undefined> = new Map([
  ["internet", undefined],
  ["network", "whether the addresses of the nodes can be reached from the internet"],
]);

function addOutside(build: AttackBuild, endpoints: Endpoints): void {
  const { places, add, cluster } = build;
  const internet = places.idOf({ kind: "Internet", namespace: "", name: "" });
  for (const exposure of outsideExposures(cluster.network).exposures) {
    const { way, scope, verdict, proof, reason } = exposure;
    const { party, port } = way.backend;
    if (verdict === "no" || !FROM_OUTSIDE.has(scope) || party.kind !== "endpoint") continue;
    const each = endpoints.get(party.endpoint);
    if (!each) continue;
    const open = verdict === "yes" ? FROM_OUTSIDE.get(scope) : reason;
    for (const { to, doubt } of listenersOn(build, each, port)) {
      add(internet, to, { step: "exposed-port", evidence: proof, unknown: open ?? doubt });
    }
  }
}

/** A container that listens on a port, or may. */
interface Listener {
  readonly to: number;
  readonly doubt: string | undefined;
}

/** The containers that declare a port; each one where none does. */
export function listenersOn(
  { containerOf, settings }: AttackBuild,
  each: StandingPod,
  port: number,
): readonly Listener[] {
  const declaring = each.containers.filter(({ container }) =>
    (container.ports ?? []).some(({ containerPort }) => containerPort === port),
  );
  const listening = declaring.length > 0 ? declaring : each.containers;
  return listening.map(({ container }) => {
    const isOpen = settings.assumeBreach === true || openServiceOf(container) !== undefined;
    return {
      to: containerOf(each, container.name),
      doubt: isOpen ? undefined : `whether what listens on port ${port} can be taken over`,
    };
  });
}

/** Endpoints that no policy tells apart. */
export interface NetworkSide {
  readonly end: LineEnd;
  readonly members: readonly (readonly [NetworkEndpoint, StandingPod])[];
  readonly name: string;
  /** Whoever sends as one of them. */
  readonly vertex: number;
}

function addInside(build: AttackBuild, endpoints: Endpoints): readonly NetworkSide[] {
  const { add, cluster } = build;
  const { possibilities } = cluster.network;
  const atoms = possibilities[0]?.reachability.universe.portSets.atoms;
  if (!atoms) return [];
  const sides = sidesOf(build, endpoints);
  const closing = closingIn(cluster.snapshot);
  const doors = sides.flatMap((side) => doorsOf(build, side, closing));
  const readers = possibilities.map((possibility) => lineReader(possibility));
  for (const side of sides) {
    const from = side.vertex;
    for (const container of containersOn(build, side)) add(container, from);
    const lines = readers.map((read) => read(side.end));
    const portsTo = new Map(
      sides.map((other) => [other, lines.map((line) => line(other.end))] as const),
    );
    for (const door of doors) {
      const atom = atoms.atomOf(door.protocol, door.port);
      const passes = passesOn(portsTo.get(door.side) ?? [], atom);
      if (passes === "yes") add(from, door.vertex);
      else if (passes === "unknown")
        add(from, door.vertex, { unknown: "whether network policies let it pass" });
    }
  }
  return sides;
}

function containersOn({ containerOf }: AttackBuild, { members }: NetworkSide): readonly number[] {
  return members.flatMap(([, each]) =>
    each.containers.map(({ container }) => containerOf(each, container.name)),
  );
}

/** By every way in which the cluster may be. */
function passesOn(ports: readonly LinePorts[], atom: number): VerdictValue {
  if (ports.every(({ sure }) => hasBit(sure, atom))) return "yes";
  return ports.some(({ possible }) => hasBit(possible, atom)) ? "unknown" : "no";
}

function sidesOf({ cluster, places }: AttackBuild, endpoints: Endpoints): readonly NetworkSide[] {
  const universe = cluster.network.possibilities[0]?.reachability.universe;
  const classOf = (endpoint: NetworkEndpoint): string =>
    `${endpoint.hostNetwork} ${universe?.classesOf.get(endpoint)?.join(",") ?? ""}`;
  const groups = groupedBy([...endpoints], ([endpoint]) => classOf(endpoint));
  return [...groups].map(([name, members]) => {
    const all = members.map(([endpoint]) => endpoint);
    const end = workloadEnd((all[0] as NetworkEndpoint).workload);
    const vertex = places.idOf({ kind: "Any", namespace: "", name: `network of ${name}` });
    return { name, members, vertex, end: { kind: "workload", end, members: all.slice(0, 1) } };
  });
}

/** A port that some pods of a side listen on: whoever reaches it reaches each of them. */
interface Door {
  readonly side: NetworkSide;
  readonly protocol: "SCTP" | "TCP" | "UDP";
  readonly port: number;
  readonly vertex: number;
}

function doorsOf(build: AttackBuild, side: NetworkSide, closing: FindClosing): readonly Door[] {
  const { places, add } = build;
  const doors = new Map<string, Door>();
  for (const [endpoint, each] of side.members) {
    if (endpoint.ports.length === 0) continue;
    const change = closing(endpoint, each);
    for (const { protocol, port } of endpoint.ports) {
      const key = `${protocol} ${port}`;
      const name = `port ${key} of ${side.name}`;
      const door = doors.get(key) ?? {
        ...{ side, protocol, port },
        vertex: places.idOf({ kind: "Any", namespace: "", name }),
      };
      doors.set(key, door);
      for (const { to, doubt } of listenersOn(build, each, port)) {
        add(door.vertex, to, {
          step: "network-connection",
          evidence: [listening(endpoint, each, port)],
          unknown: doubt,
          ...(change && { change }),
        });
      }
    }
  }
  return [...doors.values()];
}

function listening(endpoint: NetworkEndpoint, { pod }: StandingPod, port: number): Evidence {
  return {
    object: pod.object.reference,
    path: endpoint.labelsPath,
    message: `listens on port ${port}, and no policy keeps the connection out`,
  };
}

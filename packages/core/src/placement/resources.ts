import type { Container, PodSpec } from "../kubernetes/api/types.ts";
import { type Nanos, parseQuantity } from "../kubernetes/quantity.ts";

/** Amounts by resource, in the units that the scheduler counts in: thousandths of processors, else whole ones. */
export type Amounts = ReadonlyMap<string, bigint>;

type Quantities = Readonly<Record<string, unknown>>;

/**
 * What a pod asks a node for: `PodRequests` of k8s.io/component-helpers/resource, with the requests of the pod itself and the overhead
 * of its RuntimeClass. Resizes that are under way are left out.
 */
export function requestsOf(spec: PodSpec): Amounts {
  const sum = new Map<string, Nanos>();
  for (const container of spec.containers ?? []) add(sum, requestsOfContainer(container));
  const { sidecars, starting } = initRequestsOf(spec);
  add(sum, sidecars);
  raise(sum, starting);
  for (const [name, nanos] of nanosOf(spec.resources?.requests ?? {}))
    if (isOfPods(name)) sum.set(name, nanos);
  add(sum, nanosOf(spec.overhead ?? {}));
  return new Map([...sum].map(([name, nanos]) => [name, unitsOf(name, nanos)]));
}

/** What init containers that keep running ask for together, and the most that is asked for while others start. */
function initRequestsOf({ initContainers = [] }: PodSpec): {
  readonly sidecars: ReadonlyMap<string, Nanos>;
  readonly starting: ReadonlyMap<string, Nanos>;
} {
  const sidecars = new Map<string, Nanos>();
  const starting = new Map<string, Nanos>();
  for (const container of initContainers) {
    const own = requestsOfContainer(container);
    if (container.restartPolicy === "Always") {
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      const together = new Map(sidecars);
      add(together, own);
      raise(starting, together);
    }
  }
  return { sidecars, starting };
}

function isOfPods(name: string): boolean {
  return name === "cpu" || name === "memory" || name.startsWith("hugepages-");
}

function requestsOfContainer({ resources }: Container): ReadonlyMap<string, Nanos> {
  const { requests = {}, limits = {} } = resources ?? {};
  // The API server's defaulting: a limit without a request is the request too.
  return nanosOf({ ...limits, ...requests });
}

function nanosOf(quantities: Quantities): ReadonlyMap<string, Nanos> {
  return new Map(Object.entries(quantities).map(([name, value]) => [name, nanosOfOne(value)]));
}

function nanosOfOne(value: unknown): Nanos {
  const isQuantity =
    typeof value === "string" || typeof value === "number" || typeof value === "bigint";
  return (isQuantity ? parseQuantity(value) : undefined) ?? 0n;
}

function add(sum: Map<string, Nanos>, more: ReadonlyMap<string, Nanos>): void {
  for (const [name, nanos] of more) sum.set(name, (sum.get(name) ?? 0n) + nanos);
}

function raise(sum: Map<string, Nanos>, other: ReadonlyMap<string, Nanos>): void {
  for (const [name, nanos] of other) {
    const known = sum.get(name);
    if (known === undefined || nanos > known) sum.set(name, nanos);
  }
}

/** `MilliValue` and `Value` of a quantity: rounded up. */
function unitsOf(name: string, nanos: Nanos): bigint {
  const unit = name === "cpu" ? 1_000_000n : 1_000_000_000n;
  const whole = nanos / unit;
  return nanos > 0n && whole * unit < nanos ? whole + 1n : whole;
}

/** What a node can hold, or `undefined` where it does not say so. */
export function allocatableOf(
  quantities: ReadonlyMap<string, string | number | bigint>,
  name: string,
): bigint {
  return unitsOf(name, nanosOfOne(quantities.get(name)));
}

/** What nodes count besides processors, memory, storage and pods: `IsScalarResourceName` of pkg/scheduler/util. */
export function isScalar(name: string): boolean {
  return (
    isExtended(name) ||
    name.startsWith("hugepages-") ||
    name.startsWith("attachable-volumes-") ||
    name.includes("kubernetes.io/")
  );
}

/** A resource that a device plugin or an operator brings: `IsExtendedResourceName` of pkg/apis/core/v1/helper. */
export function isExtended(name: string): boolean {
  return name.includes("/") && !name.includes("kubernetes.io/") && !name.startsWith("requests.");
}

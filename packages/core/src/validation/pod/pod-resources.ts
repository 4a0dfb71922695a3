import type { Container } from "../../kubernetes/api/types.ts";
import type { Nanos } from "../../kubernetes/quantity.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";
import { resourceNanosOf } from "../quantities.ts";
import { isHugePages, isPodResource, resourceNameProblem } from "../resource-names.ts";
import { type Quantities, validateRequirements } from "../resource-requirements.ts";
import { requestsOf } from "./containers.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows validatePodResources in pkg/apis/core/validation, defaultPodRequests and defaultHugePagePodLimits in
// pkg/apis/core/v1/defaults.go, and AggregateContainerRequests in component-helpers' resource.

type Totals = ReadonlyMap<string, Nanos>;

/** Limits and requests of the pod as a whole. */
export function validatePodResources(scope: PodScope, at: Place): void {
  const { resources, os } = scope.spec;
  if (!resources) return;
  if (os?.name === "windows") {
    at.forbidden("may not be set for a Windows pod");
    return;
  }
  const { claims } = resources;
  if (claims !== undefined) at.child("claims").forbidden("may not be set for a pod");
  const requested = totalsOf(scope, (container) => requestsOf(container, scope));
  const limited = totalsOf(scope, ({ resources: own }) => own?.limits ?? {});
  const limits = defaultedLimits(scope, limited);
  const requests = defaultedRequests(scope, limits, requested);
  validateRequirements({ limits, requests, claims }, judgePodResource, scope.claimNames, at);
  validateTotals(requested, requests, at.child("requests"));
  const pages = [...limited].filter(([name]) => isHugePages(name));
  validateTotals(new Map(pages), limits, at.child("limits"));
  validateContainerLimits(scope.spec.containers ?? [], limits, at);
}

function validateContainerLimits(
  containers: readonly Decoded<Container>[],
  limits: Quantities,
  at: Place,
): void {
  for (const [index, { resources }] of containers.entries()) {
    for (const [name, own] of Object.entries(resources?.limits ?? {})) {
      const most = limits[name];
      if (most === undefined || resourceNanosOf(own) <= resourceNanosOf(most)) continue;
      const limitAt = at.slip(`.containers[${index}]`).key(name).child("limits");
      limitAt.invalid("of the container is more than the pod's");
    }
  }
}

function judgePodResource(name: string, at: Place): void {
  const problem = resourceNameProblem(name);
  if (problem !== undefined) at.judge(name, problem);
  else if (!isPodResource(name)) at.notSupported(name, ["cpu", "memory", "hugepages-"]);
}

function validateTotals(totals: Totals, own: Quantities, at: Place): void {
  for (const [name, total] of totals) {
    const quantity = own[name];
    if (quantity === undefined || total <= resourceNanosOf(quantity)) continue;
    at.key(name).invalid("is less than those of the containers together");
  }
}

// In a Pod only: huge pages that its containers are limited to.
function defaultedLimits({ spec, isPod }: PodScope, limited: Totals): Quantities {
  const { limits = {}, requests = {} } = spec.resources ?? {};
  if (!isPod || Object.keys({ ...limits, ...requests }).length === 0) return limits;
  const added = [...limited].filter(
    ([name]) => isHugePages(name) && !Object.hasOwn(requests, name),
  );
  return { ...Object.fromEntries(added.map(asQuantity)), ...limits };
}

function defaultedRequests(
  { spec, isPod }: PodScope,
  limits: Quantities,
  requested: Totals,
): Quantities {
  const { requests = {} } = spec.resources ?? {};
  if (!isPod || Object.keys(limits).length === 0) return requests;
  const fromLimits = Object.entries(limits).filter(([name]) => isPodResource(name));
  const fromContainers = [...requested].filter(([name]) => name === "cpu" || name === "memory");
  return {
    ...Object.fromEntries(fromLimits),
    ...Object.fromEntries(fromContainers.map(asQuantity)),
    ...requests,
  };
}

function asQuantity([name, nanos]: readonly [string, Nanos]): readonly [string, string] {
  return [name, `${nanos}n`];
}

/** What the containers have together: sidecars beside the others, the other init containers one after another before them. */
function totalsOf(
  { spec }: PodScope,
  quantitiesOf: (container: Decoded<Container>) => Quantities,
): Totals {
  const totals = new Map<string, Nanos>();
  for (const container of spec.containers ?? []) add(totals, quantitiesOf(container));
  const sidecars = new Map<string, Nanos>();
  const most = new Map<string, Nanos>();
  for (const container of spec.initContainers ?? []) {
    const quantities = quantitiesOf(container);
    if (container.restartPolicy === "Always") {
      add(totals, quantities);
      add(sidecars, quantities);
      raise(most, sidecars);
    } else {
      const together = new Map(sidecars);
      add(together, quantities);
      raise(most, together);
    }
  }
  raise(totals, most);
  return totals;
}

function add(totals: Map<string, Nanos>, quantities: Quantities): void {
  for (const name in quantities) {
    totals.set(name, (totals.get(name) ?? 0n) + resourceNanosOf(quantities[name] ?? 0));
  }
}

function raise(totals: Map<string, Nanos>, others: Totals): void {
  for (const [name, nanos] of others) {
    const known = totals.get(name);
    if (known === undefined || nanos > known) totals.set(name, nanos);
  }
}

import type { ObjectReference } from "../kubernetes/object.ts";
import type { PodLabels } from "../kubernetes/pod-labels.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import { keyOfWorkload, type NetworkEndpoint, type Workload } from "./endpoint.ts";

/** All that an endpoint is made of beside its own object. */
export interface EndpointFacts {
  readonly template: PodTemplate;
  readonly podLabels: PodLabels;
  readonly workload: Workload;
  readonly namespaceLabels: Labels;
  readonly serviceAccountLabels: Labels;
  readonly network: string | undefined;
  readonly nodeLabels: Labels | undefined;
}

interface KnownEndpoint {
  readonly facts: EndpointFacts;
  readonly endpoint: NetworkEndpoint;
}

/** Snapshots that share objects share endpoints too, where what is around them is the same: nearly always. */
const knownEndpointsOf = rememberingEach((_reference: ObjectReference): KnownEndpoint[] => []);

/** The endpoint of an object that was made of the same before, else a new one. */
export function knownEndpoint(
  reference: ObjectReference,
  facts: EndpointFacts,
  make: () => NetworkEndpoint,
): NetworkEndpoint {
  const known = knownEndpointsOf(reference);
  const same = known.find((each) => sameFacts(each.facts, facts));
  if (same) return same.endpoint;
  const endpoint = make();
  known.push({ facts, endpoint });
  return endpoint;
}

function sameFacts(a: EndpointFacts, b: EndpointFacts): boolean {
  return (
    a.template === b.template &&
    a.podLabels === b.podLabels &&
    a.network === b.network &&
    keyOfWorkload(a.workload) === keyOfWorkload(b.workload) &&
    sameLabels(a.namespaceLabels, b.namespaceLabels) &&
    sameLabels(a.serviceAccountLabels, b.serviceAccountLabels) &&
    sameLabels(a.nodeLabels, b.nodeLabels)
  );
}

function sameLabels(a: Labels | undefined, b: Labels | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  return (
    keys.length === others.length &&
    keys.every((key, index) => key === others[index] && a[key] === b[key])
  );
}

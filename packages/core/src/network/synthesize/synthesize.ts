import type { KubernetesObject } from "../../kubernetes/object.ts";
import { SYSTEM_NAMESPACES } from "../../snapshot/completeness.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import { namedNeeds } from "./declared.ts";
import { entranceNeeds } from "./entrances.ts";
import { type InfrastructureSettings, infrastructureNeeds } from "./infrastructure.ts";
import { type SynthesizedKind, writePolicies } from "./manifests.ts";
import { type LeftOut, mergedNeeds, type Need, type Needs, nameOfEnd } from "./need.ts";
import { planPolicies } from "./plan.ts";
import { type Proof, prove } from "./prove.ts";
import { titleOf, unitsOf } from "./units.ts";

export interface SynthesisSettings extends InfrastructureSettings {
  readonly kind: SynthesizedKind;
  /** Whether the policies take the place of those of the input, or stand beside them. */
  readonly replace: boolean;
  /** Needed connections from elsewhere: what was observed. */
  readonly observed: Needs;
  /** Whether what the objects say counts. */
  readonly declared: boolean;
  /** Namespaces to write policies for; empty: all with workloads but those of Kubernetes itself. */
  readonly namespaces: readonly string[];
  readonly ingressController?: string;
}

/** Policies that deny by default and allow what is needed, and what the engine says of them. */
export interface Synthesis {
  readonly policies: readonly KubernetesObject[];
  readonly needs: readonly Need[];
  readonly proof: Proof;
  /** Whether all needed connections that can be asked about pass, and the policies are read without a problem. */
  readonly proven: boolean;
  /** Whole sentences. */
  readonly needsValue: readonly string[];
  readonly unresolved: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Workloads that share a policy because no label tells them apart. */
  readonly notToldApart: readonly string[];
  readonly assumptions: readonly string[];
}

/** The least policies for a cluster: a default deny for each namespace with workloads, and what its workloads need. */
export function synthesize(analysis: NetworkAnalysis, settings: SynthesisSettings): Synthesis {
  const all = unitsOf(analysis.endpoints);
  const isWanted = (namespace: string): boolean =>
    settings.namespaces.length > 0
      ? settings.namespaces.includes(namespace)
      : !SYSTEM_NAMESPACES.has(namespace);
  const units = all.filter(({ namespace }) => isWanted(namespace));
  const workloads = units.flatMap(({ members }) => oneOfEach(members));
  const infrastructure = settings.declared
    ? infrastructureNeeds(analysis, workloads, settings)
    : undefined;
  const parts = infrastructure
    ? [namedNeeds(analysis), entranceNeeds(analysis, settings), infrastructure, settings.observed]
    : [settings.observed];
  const covered = new Set(workloads.map(({ workload }) => nameOfWorkload(workload)));
  const needs = mergedNeeds(parts.flatMap((part) => part.needs)).filter((need) =>
    [need.from, need.to].some(
      (end) => end.kind === "workload" && covered.has(nameOfWorkload(end.workload)),
    ),
  );
  const plans = planPolicies(needs, all).filter(({ unit }) => isWanted(unit.namespace));
  const { objects, needsValue } = writePolicies(plans, settings.kind, analysis.snapshot);
  const proof = prove({ ...settings, analysis, needs, policies: objects, covered });
  const left = all
    .filter(({ namespace }) => !isWanted(namespace))
    .map(({ namespace }) => namespace);
  return {
    policies: objects,
    needs,
    proof,
    proven: proof.failed.length === 0 && proof.problems.length === 0,
    needsValue,
    leftOut: stillLeftOut(infrastructure?.leftOut ?? [], needs),
    unresolved: unique(parts.flatMap((part) => part.unresolved)),
    notToldApart: units
      .filter((unit) => unit.workloads.length > 1)
      .map((unit) => `No label tells ${titleOf(unit)} apart: they share a policy.`),
    assumptions: unique([
      ...parts.flatMap((part) => part.assumptions),
      "The kubelet's probes need no rule: a node always reaches its own pods.",
      ...unique(left).map((namespace) => `No policy is written for the namespace ${namespace}.`),
      ...hostNetworkSentence(workloads),
    ]),
  };
}

// What was seen is needed, whatever the objects say.
function stillLeftOut(leftOut: readonly LeftOut[], needs: readonly Need[]): readonly LeftOut[] {
  const calling = new Set(
    needs.flatMap(({ from, to }) => (to.kind === "api-server" ? [nameOfEnd(from)] : [])),
  );
  return leftOut.filter(({ from }) => !calling.has(nameOfWorkload(from)));
}

function oneOfEach(members: readonly NetworkEndpoint[]): readonly NetworkEndpoint[] {
  return [...new Map(members.map((each) => [nameOfWorkload(each.workload), each])).values()];
}

function hostNetworkSentence(workloads: readonly NetworkEndpoint[]): readonly string[] {
  const hosts = workloads.filter(({ hostNetwork }) => hostNetwork);
  const names = hosts.map(({ workload }) => nameOfWorkload(workload)).join(", ");
  return hosts.length === 0
    ? []
    : [`Most network plugins do not apply policies to pods on the host network: ${names}.`];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

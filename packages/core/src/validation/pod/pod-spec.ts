import type { PodResourceClaim, PodSpec } from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabels } from "../labels.ts";
import { dnsLabelProblem, dnsSubdomainProblem, qualifiedNameProblem } from "../names.ts";
import type { Place } from "../place.ts";
import { validateRequirements } from "../resource-requirements.ts";
import {
  judgeContainerResource,
  validateContainers,
  validateEphemeralContainers,
  validateInitContainers,
} from "./containers.ts";
import { validateDnsConfig, validateHostAliases } from "./dns.ts";
import { validateHostProcesses, validateOperatingSystem } from "./operating-system.ts";
import { validatePodResources } from "./pod-resources.ts";
import { MIRROR, type PodScope } from "./pod-scope.ts";
import { validateHostNetworkPorts } from "./ports.ts";
import { validateAffinity, validateTolerations } from "./scheduling.ts";
import { validatePodSecurityContext } from "./security-contexts.ts";
import { validateTopologySpread } from "./topology-spread.ts";
import { visitContainers } from "./visit-containers.ts";

// Follows ValidatePodSpec in pkg/apis/core/validation/validation.go, with the feature gates of 1.36 as they are by default.

/** A pod's spec but for its volumes, which the scope already has. */
export function validatePodSpec(scope: PodScope, root: Place, at: Place): void {
  const { spec } = scope;
  if (spec.resourceClaims) {
    validateResourceClaims(spec.resourceClaims, scope, root, at.child("resourceClaims"));
  }
  validateContainers(scope, at.child("containers"));
  if (spec.initContainers) validateInitContainers(scope, at.child("initContainers"));
  if (spec.ephemeralContainers) validateEphemeralContainers(scope, at.child("ephemeralContainers"));
  validatePodResources(scope, at.child("resources"));
  validateHostNetworkPorts(scope, at);
  validateWords(spec, at);
  validateNames(spec, at);
  validateScheduling(scope, at);
  validateDnsConfig(spec, at.child("dnsConfig"));
  if (spec.hostAliases) validateHostAliases(spec.hostAliases, at.child("hostAliases"));
  validateHostProcesses(spec, at);
  validateHostUsers(scope, at);
  validateHostnameOverride(spec, at);
  validateDeadline(spec.activeDeadlineSeconds, at);
  validateSecurity(scope, at);
  validateOverhead(spec, at);
  validateOperatingSystem(spec, at);
  validateFileKeys(spec, at);
}

function validateSecurity(scope: PodScope, at: Place): void {
  const { securityContext, shareProcessNamespace, hostPID } = scope.spec;
  const contextAt = at.child("securityContext");
  if (securityContext) validatePodSecurityContext(securityContext, scope, contextAt);
  if (shareProcessNamespace === true && hostPID === true) {
    at.slip(".securityContext.shareProcessNamespace", "shareProcessNamespace").invalid(
      "may not be true beside hostPID",
    );
  }
}

function validateOverhead({ overhead }: Decoded<PodSpec>, at: Place): void {
  if (!overhead) return;
  // Printed as if it were limits.
  const overheadAt = at.child("overhead");
  const quantities = { limits: overhead, requests: {} };
  validateRequirements(quantities, judgeContainerResource, new Set(), overheadAt);
}

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const PREEMPTIONS = ["PreemptLowerPriority", "Never"];

function validateWords(spec: Decoded<PodSpec>, at: Place): void {
  at.child("restartPolicy").among(spec.restartPolicy || "Always", RESTART_POLICIES);
  at.child("dnsPolicy").among(spec.dnsPolicy || "ClusterFirst", DNS_POLICIES);
  const { preemptionPolicy: preemption } = spec;
  if (preemption === "") at.child("preemptionPolicy").required();
  else if (preemption !== undefined) at.child("preemptionPolicy").among(preemption, PREEMPTIONS);
}

const NAMES = [
  ["nodeName", dnsSubdomainProblem],
  ["priorityClassName", dnsSubdomainProblem],
  ["hostname", dnsLabelProblem],
  ["subdomain", dnsLabelProblem],
] as const;

function validateNames(spec: Decoded<PodSpec>, at: Place): void {
  // The old name counts where the new one is not set.
  const account = spec.serviceAccountName || (spec.serviceAccount ?? "");
  if (account !== "") at.child("serviceAccountName").judge(account, dnsSubdomainProblem(account));
  for (const [field, problemOf] of NAMES) {
    const name = spec[field] ?? "";
    if (name !== "") at.child(field).judge(name, problemOf(name));
  }
  const { runtimeClassName } = spec;
  if (runtimeClassName === undefined) return;
  at.child("runtimeClassName").judge(runtimeClassName, dnsSubdomainProblem(runtimeClassName));
}

function validateScheduling(scope: PodScope, at: Place): void {
  const { spec } = scope;
  validateLabels(spec.nodeSelector, at.child("nodeSelector"));
  if (spec.affinity) validateAffinity(spec.affinity, scope, at.child("affinity"));
  if (spec.tolerations) validateTolerations(spec.tolerations, at.child("tolerations"));
  if (spec.topologySpreadConstraints) {
    const spreadAt = at.child("topologySpreadConstraints");
    validateTopologySpread(spec.topologySpreadConstraints, scope, spreadAt);
  }
  validateGates(spec, at);
}

function validateGates({ readinessGates, schedulingGates }: Decoded<PodSpec>, at: Place): void {
  for (const [index, { conditionType = "" }] of (readinessGates ?? []).entries()) {
    const gateAt = at.child("readinessGates").index(index).child("conditionType");
    gateAt.judge(conditionType, qualifiedNameProblem(conditionType));
  }
  const gates = new Set<string>();
  for (const [index, { name = "" }] of (schedulingGates ?? []).entries()) {
    const gateAt = at.child("schedulingGates").index(index);
    gateAt.judge(name, qualifiedNameProblem(name));
    if (gates.has(name)) gateAt.duplicate(name);
    gates.add(name);
  }
}

/** `validatePodResourceClaims`. */
function validateResourceClaims(
  claims: readonly Decoded<PodResourceClaim>[],
  { meta, isPod }: PodScope,
  root: Place,
  at: Place,
): void {
  const isMirror = isPod && Object.hasOwn(meta.annotations ?? {}, MIRROR);
  const names = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    // Printed with no field at all.
    if (isMirror) root.slip("[]").forbidden("may not have resource claims as a static pod");
    else validateResourceClaim(claim, names, at.index(index));
  }
}

function validateResourceClaim(
  { name = "", resourceClaimName, resourceClaimTemplateName }: Decoded<PodResourceClaim>,
  names: Set<string>,
  at: Place,
): void {
  if (name === "") at.child("name").required();
  else if (names.has(name)) at.child("name").duplicate(name);
  else {
    at.child("name").judge(name, dnsLabelProblem(name));
    names.add(name);
  }
  if ((resourceClaimName === undefined) === (resourceClaimTemplateName === undefined)) {
    at.invalid("must have one of resourceClaimName and resourceClaimTemplateName");
  }
  for (const [field, claim] of Object.entries({ resourceClaimName, resourceClaimTemplateName })) {
    if (claim !== undefined) at.child(field).judge(claim, dnsSubdomainProblem(claim));
  }
}

/** `validateHostUsers`. */
function validateHostUsers({ spec, hasHostUsers }: PodScope, at: Place): void {
  if (hasHostUsers) return;
  const message = "may not be set where hostUsers is false";
  if (spec.hostNetwork === true) at.child("hostNetwork").forbidden(message);
  // Printed by the names of the fields in Go.
  if (spec.hostPID === true) at.slip(".HostPID", "hostPID").forbidden(message);
  if (spec.hostIPC === true) at.slip(".HostIPC", "hostIPC").forbidden(message);
  visitContainers(spec, at, ({ volumeDevices = [] }, containerAt) => {
    if (volumeDevices.length > 0) containerAt.child("volumeDevices").forbidden(message);
  });
}

const LONGEST_HOSTNAME = 64;

/** `validatePodHostName`. */
function validateHostnameOverride(spec: Decoded<PodSpec>, at: Place): void {
  const { hostnameOverride: name } = spec;
  if (name === undefined) return;
  const nameAt = at.child("hostnameOverride");
  if (spec.setHostnameAsFQDN === true) nameAt.forbidden("may not be beside setHostnameAsFQDN");
  if (spec.hostNetwork === true) nameAt.forbidden("may not be beside hostNetwork");
  if (isLongerThan(name, LONGEST_HOSTNAME)) nameAt.tooLong(LONGEST_HOSTNAME);
  nameAt.judge(name, dnsSubdomainProblem(name));
}

const LONGEST_DEADLINE = 2 ** 31 - 1;

function validateDeadline(seconds: number | undefined, at: Place): void {
  if (seconds !== undefined) at.child("activeDeadlineSeconds").within(seconds, 1, LONGEST_DEADLINE);
}

/** `validateFileKeyRefVolumes`. */
function validateFileKeys(spec: Decoded<PodSpec>, at: Place): void {
  visitContainers(spec, at, ({ env = [] }, containerAt) => {
    for (const [index, { valueFrom }] of env.entries()) {
      const reference = valueFrom?.fileKeyRef;
      if (!reference) continue;
      const { volumeName = "" } = reference;
      const refAt = containerAt.child("env").index(index).child("valueFrom").child("fileKeyRef");
      const volume = spec.volumes?.findLast(({ name = "" }) => name === volumeName);
      if (!volume) refAt.child("volumeName").notFound(volumeName);
      // A volume of no type is an emptyDir.
      else if (!volume.emptyDir && Object.keys(volume).some((key) => key !== "name")) {
        refAt.child("volumeName").invalid("must be a volume of type emptyDir");
      }
    }
  });
}

import type {
  Container,
  ContainerResizePolicy,
  ContainerRestartRule,
  EphemeralContainer,
  VolumeMount,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { hasOuterSpace } from "../go-space.ts";
import { dnsLabelProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";
import { containerResourceProblem } from "../resource-names.ts";
import { type Quantities, validateRequirements } from "../resource-requirements.ts";
import { validateEnv, validateEnvFrom } from "./env.ts";
import { validateDevices, validateMounts } from "./mounts.ts";
import type { PodScope } from "./pod-scope.ts";
import { validateHostPorts, validatePorts } from "./ports.ts";
import { isLifecycleLeft, validateLifecycle, validateProbes } from "./probes.ts";
import { validateSecurityContext } from "./security-contexts.ts";
import { PULL_POLICIES } from "./volumes.ts";

// Follows validateContainers, validateInitContainers and validateEphemeralContainers in pkg/apis/core/validation.

/** `validateContainers`. */
export function validateContainers(scope: PodScope, at: Place): void {
  const { containers = [] } = scope.spec;
  if (containers.length === 0) {
    at.required("must have at least one container");
    return;
  }
  const names = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const { name = "", lifecycle } = container;
    const containerAt = at.index(index);
    validateContainer(container, scope, containerAt);
    if (names.has(name)) containerAt.child("name").duplicate(name);
    names.add(name);
    if (lifecycle) validateLifecycle(lifecycle, scope.gracePeriod, containerAt.child("lifecycle"));
    validateProbes(container, scope.gracePeriod, containerAt);
    validateRestartPolicy(container, containerAt);
  }
  validateHostPorts(containers, scope, at);
}

/** `validateInitContainers`. */
export function validateInitContainers(scope: PodScope, at: Place): void {
  const { containers = [], initContainers = [] } = scope.spec;
  const names = new Set(containers.map(({ name = "" }) => name));
  for (const [index, container] of initContainers.entries()) {
    const { name = "" } = container;
    const containerAt = at.index(index);
    validateContainer(container, scope, containerAt);
    validateInitRestartPolicy(container, containerAt);
    if (names.has(name)) containerAt.child("name").duplicate(name);
    else if (name !== "") names.add(name);
    // Each alone: upstream calls every one of them the first.
    validateHostPorts([container], scope, at);
    if (container.restartPolicy === "Always") validateSidecar(container, scope, containerAt);
    else validatePlainInit(container, containerAt);
  }
}

function validateSidecar(container: Decoded<Container>, scope: PodScope, at: Place): void {
  const { lifecycle } = container;
  if (lifecycle) validateLifecycle(lifecycle, scope.gracePeriod, at.child("lifecycle"));
  validateProbes(container, scope.gracePeriod, at);
}

const SIDECARS_ONLY = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

function validatePlainInit(container: Decoded<Container>, at: Place): void {
  const message = "may only be set on init containers with restartPolicy Always";
  if (container.lifecycle && isLifecycleLeft(container.lifecycle)) {
    at.child("lifecycle").forbidden(message);
  }
  for (const field of SIDECARS_ONLY) if (container[field]) at.child(field).forbidden(message);
  for (const [index, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
    if (restartPolicy !== "RestartContainer") continue;
    at.child("resizePolicy").index(index).child("restartPolicy").invalid(message);
  }
}

const REFUSED_TO_EPHEMERAL = [
  ...["ports", "resizePolicy", "restartPolicy", "restartPolicyRules", "livenessProbe"],
  ...["readinessProbe", "startupProbe"],
] as const;

/** `validateEphemeralContainers`; at its creation a pod may have none anyway. */
export function validateEphemeralContainers(scope: PodScope, at: Place): void {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = scope.spec;
  const others = new Set([...containers, ...initContainers].map(({ name }) => name ?? ""));
  const names = new Set(others);
  for (const [index, container] of ephemeralContainers.entries()) {
    const { name = "" } = container;
    const containerAt = at.index(index);
    validateContainer(container, scope, containerAt, true);
    validateImageSpace(container.image, containerAt);
    if (names.has(name)) containerAt.child("name").duplicate(name);
    names.add(name);
    validateTarget(container.targetContainerName, others, containerAt);
    validateEphemeralFields(container, containerAt);
    validateEphemeralMounts(container.volumeMounts ?? [], containerAt.child("volumeMounts"));
  }
}

function validateTarget(target = "", others: ReadonlySet<string>, at: Place): void {
  if (target !== "" && !others.has(target)) at.child("targetContainerName").notFound(target);
}

function validateEphemeralMounts(mounts: readonly Decoded<VolumeMount>[], at: Place): void {
  for (const [index, mount] of mounts.entries()) {
    for (const field of ["subPath", "subPathExpr"] as const) {
      if ((mount[field] ?? "") === "") continue;
      at.index(index).child(field).forbidden("may not be set for an ephemeral container");
    }
  }
}

function validateEphemeralFields(container: Decoded<EphemeralContainer>, at: Place): void {
  const message = "may not be set for an ephemeral container";
  for (const field of REFUSED_TO_EPHEMERAL) {
    if (container[field] !== undefined) at.child(field).forbidden(message);
  }
  const { limits, requests, claims } = container.resources ?? {};
  if (limits ?? requests ?? claims) at.child("resources").forbidden(message);
  const { lifecycle } = container;
  if (lifecycle && isLifecycleLeft(lifecycle)) at.child("lifecycle").forbidden(message);
}

/** Of Pods alone: `validateContainersOnlyForPod`. */
export function validateImageSpace(image = "", at: Place): void {
  if (hasOuterSpace(image)) at.child("image").invalid(`${quoted(image)} has white space at an end`);
}

const MESSAGE_POLICIES = ["FallbackToLogsOnError", "File"];

/** `validateContainerCommon`. */
function validateContainer(
  container: Decoded<Container>,
  scope: PodScope,
  at: Place,
  isEphemeral = false,
): void {
  const { name = "", image = "", ports, env, envFrom, securityContext } = container;
  at.child("name").needs(name, dnsLabelProblem);
  if (image === "") at.child("image").required();
  validateWords(container, at);
  if (ports) validatePorts(ports, scope, isEphemeral, at.child("ports"));
  if (env) validateEnv(env, at.child("env"));
  if (envFrom) validateEnvFrom(envFrom, at.child("envFrom"));
  validateVolumeUse(container, scope, at);
  validateResources(container, scope, isEphemeral, at);
  if (securityContext) {
    validateSecurityContext(securityContext, scope.hasHostUsers, at.child("securityContext"));
  }
}

function validateWords(container: Decoded<Container>, at: Place): void {
  const { terminationMessagePolicy: message = "", imagePullPolicy: pull = "" } = container;
  if (message !== "") at.child("terminationMessagePolicy").among(message, MESSAGE_POLICIES);
  if (pull !== "") at.child("imagePullPolicy").among(pull, PULL_POLICIES);
}

function validateVolumeUse(container: Decoded<Container>, scope: PodScope, at: Place): void {
  if (container.volumeMounts) validateMounts(container, scope, at.child("volumeMounts"));
  if (container.volumeDevices) validateDevices(container, scope, at.child("volumeDevices"));
}

const NONE: Quantities = {};

/** In a Pod a limit is the request too where there is none (SetDefaults_Pod). */
export function requestsOf(container: Decoded<Container>, { isPod }: PodScope): Quantities {
  const { limits = NONE, requests = NONE } = container.resources ?? {};
  return isPod ? { ...limits, ...requests } : requests;
}

function validateResources(
  container: Decoded<Container>,
  scope: PodScope,
  isEphemeral: boolean,
  at: Place,
): void {
  const { resources, resizePolicy } = container;
  if (resources) {
    const { limits = NONE, requests = NONE, claims } = resources;
    validateRequirements(
      { limits, requests: isEphemeral ? requests : requestsOf(container, scope), claims },
      judgeContainerResource,
      scope.claimNames,
      at.child("resources"),
    );
  }
  if (resizePolicy) validateResizePolicy(resizePolicy, scope, at.child("resizePolicy"));
}

/** Invalid where it is no resource of containers. */
export function judgeContainerResource(name: string, at: Place): void {
  const problem = containerResourceProblem(name);
  if (problem !== undefined) at.judge(name, problem);
}

const RESIZED = ["cpu", "memory"];
const RESIZE_POLICIES = ["NotRequired", "RestartContainer"];

// Upstream prints the list but for what comes twice.
function validateResizePolicy(
  policies: readonly Decoded<ContainerResizePolicy>[],
  { spec }: PodScope,
  at: Place,
): void {
  const seen = new Set<string>();
  for (const [index, { resourceName = "", restartPolicy = "" }] of policies.entries()) {
    if (seen.has(resourceName)) at.index(index).duplicate(resourceName);
    seen.add(resourceName);
    const listAt = at.slip("", index);
    if (resourceName === "") listAt.required("must have a resourceName");
    else listAt.among(resourceName, RESIZED);
    if (restartPolicy === "") listAt.required("must have a restartPolicy");
    else listAt.among(restartPolicy, RESIZE_POLICIES);
    if (spec.restartPolicy === "Never" && restartPolicy !== "NotRequired") {
      listAt.invalid("must be NotRequired in a pod whose restartPolicy is Never");
    }
  }
}

const RESTART_POLICIES = ["Always", "Never", "OnFailure"];
const MOST_RULES = 20;

/** `validateContainerRestartPolicy`. */
function validateRestartPolicy(
  { restartPolicy, restartPolicyRules: rules = [] }: Decoded<Container>,
  at: Place,
): void {
  if (restartPolicy === undefined) {
    if (rules.length === 0) return;
    at.child("restartPolicy").required("must be set beside restartPolicyRules");
  } else at.child("restartPolicy").among(restartPolicy, RESTART_POLICIES);
  const rulesAt = at.child("restartPolicyRules");
  if (rules.length > MOST_RULES) rulesAt.tooMany(rules.length, MOST_RULES);
  for (const [index, rule] of rules.entries()) validateRestartRule(rule, rulesAt.index(index));
}

/** `validateInitContainerRestartPolicy`: without a policy nobody looks at the rules. */
function validateInitRestartPolicy(container: Decoded<Container>, at: Place): void {
  const { restartPolicy, restartPolicyRules: rules = [] } = container;
  if (restartPolicy !== undefined) validateRestartPolicy(container, at);
  else if (rules.length > 0) {
    at.child("restartPolicy").required("must be set beside restartPolicyRules");
  }
}

const ACTIONS = ["Restart", "RestartAllContainers"];
const OPERATORS = ["In", "NotIn"];
const MOST_CODES = 255;

function validateRestartRule(
  { action = "", exitCodes }: Decoded<ContainerRestartRule>,
  at: Place,
): void {
  at.child("action").among(action, ACTIONS);
  if (!exitCodes) {
    at.child("exitCodes").required();
    return;
  }
  const { operator = "", values = [] } = exitCodes;
  const codesAt = at.child("exitCodes");
  codesAt.child("operator").among(operator, OPERATORS);
  if (values.length > MOST_CODES) codesAt.child("values").tooMany(values.length, MOST_CODES);
}

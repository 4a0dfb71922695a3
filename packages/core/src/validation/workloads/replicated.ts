import type {
  Deployment,
  DeploymentSpec,
  DeploymentStrategy,
  ReplicaSet,
  ReplicationController,
  ReplicationControllerSpec,
  RollingUpdateDeployment,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { isUsableSelector } from "../labels.ts";
import { dnsSubdomainName, dnsSubdomainProblem, pathSegmentName } from "../names.ts";
import { validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { validatePodTemplate } from "../pod/pod.ts";
import { isZero, validateAtMostAll, validateIntOrPercent } from "./int-or-percent.ts";
import { validateRunsForever, validateSelector } from "./selected-template.ts";

// Follows pkg/apis/apps/validation/validation.go, pkg/apis/core/validation/validation.go and the defaults of both.

const NAMING = { namespaced: true, name: dnsSubdomainName };
const PROGRESS_DEADLINE = 600;

/** `ValidateDeployment`. */
export function validateDeployment({ metadata, spec = {} }: Decoded<Deployment>, at: Place): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  const specAt = at.child("spec");
  validateReplicated(spec, at, specAt);
  validateStrategy(spec.strategy ?? {}, specAt.child("strategy"));
  specAt.child("revisionHistoryLimit").notNegative(spec.revisionHistoryLimit);
  const { progressDeadlineSeconds: deadline = PROGRESS_DEADLINE, minReadySeconds = 0 } = spec;
  const deadlineAt = specAt.child("progressDeadlineSeconds");
  deadlineAt.notNegative(deadline);
  if (deadline <= minReadySeconds)
    deadlineAt.invalid(`${deadline} is not more than minReadySeconds`);
}

const STRATEGIES = ["Recreate", "RollingUpdate"];

function validateStrategy(
  { type = "", rollingUpdate }: Decoded<DeploymentStrategy>,
  at: Place,
): void {
  const rollingAt = at.child("rollingUpdate");
  at.among(type || "RollingUpdate", STRATEGIES);
  if (type === "" || type === "RollingUpdate")
    validateRollingUpdate(rollingUpdate ?? {}, rollingAt);
  else if (type === "Recreate" && rollingUpdate) rollingAt.forbidden("may not be set for Recreate");
}

function validateRollingUpdate(
  { maxUnavailable = "25%", maxSurge = "25%" }: Decoded<RollingUpdateDeployment>,
  at: Place,
): void {
  const unavailableAt = at.child("maxUnavailable");
  validateIntOrPercent(maxUnavailable, unavailableAt);
  validateIntOrPercent(maxSurge, at.child("maxSurge"));
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    unavailableAt.invalid("may not be 0 with maxSurge 0");
  }
  validateAtMostAll(maxUnavailable, unavailableAt);
}

/** `ValidateReplicaSet`. */
export function validateReplicaSet({ metadata, spec = {} }: Decoded<ReplicaSet>, at: Place): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateReplicated(spec, at, at.child("spec"));
}

// Where the selector is none, nobody looks at the template.
function validateReplicated(
  { replicas, minReadySeconds, selector, template = {} }: Decoded<DeploymentSpec>,
  root: Place,
  at: Place,
): void {
  at.child("replicas").notNegative(replicas);
  at.child("minReadySeconds").notNegative(minReadySeconds);
  validateSelector(selector, template, at);
  if (!isUsableSelector(selector)) return;
  validatePodTemplate(template, root, at.child("template"));
  validateRunsForever(template, at.child("template"));
}

/** `ValidateReplicationController`; its labels and its selector are the template's where there are none (SetDefaults_ReplicationController). */
export function validateReplicationController(
  { metadata = {}, spec = {} }: Decoded<ReplicationController>,
  at: Place,
): void {
  const metaAt = at.child("metadata");
  const labels = labelsOf(metadata.labels, spec.template?.metadata?.labels);
  validateObjectMeta({ ...metadata, labels }, CONTROLLER_NAMING, metaAt);
  validateControllerSpec(spec, at, at.child("spec"));
  // Only what is right so far is asked whether its prefix may be in a path (rest.BeforeCreate).
  const { generateName = "" } = metadata;
  if (at.errorCount === 0 && generateName !== "") {
    metaAt.child("generateName").judge(generateName, pathSegmentName(generateName, true));
  }
}

const CONTROLLER_NAMING = { namespaced: true, name: givenNameProblem };

type Labels = Readonly<Record<string, string>>;

function labelsOf(own: Labels = {}, template: Labels = {}): Labels {
  return Object.keys(own).length > 0 ? own : template;
}

// The declarative validation of names leaves prefixes alone.
function givenNameProblem(name: string, isPrefix: boolean): string | undefined {
  return isPrefix ? undefined : dnsSubdomainProblem(name);
}

function validateControllerSpec(
  spec: Decoded<ReplicationControllerSpec>,
  root: Place,
  at: Place,
): void {
  const { replicas, minReadySeconds, template } = spec;
  at.child("minReadySeconds").notNegative(minReadySeconds);
  at.child("replicas").notNegative(replicas);
  const labels = template?.metadata?.labels ?? {};
  const selector = labelsOf(spec.selector, labels);
  if (Object.keys(selector).length === 0) at.child("selector").required();
  const templateAt = at.child("template");
  if (!template) {
    templateAt.required();
    return;
  }
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) {
    templateAt.child("metadata").child("labels").invalid("are not selected by the selector");
  }
  validatePodTemplate(template, root, templateAt);
  validateRunsForever(template, templateAt);
}

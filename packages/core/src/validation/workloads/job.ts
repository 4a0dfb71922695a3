import type {
  Job,
  JobSpec,
  LabelSelector,
  ObjectMeta,
  PodTemplateSpec,
} from "../../kubernetes/api/types.ts";
import { selectsLabels } from "../../kubernetes/selectors.ts";
import type { Decoded } from "../decoded.ts";
import { isUsableSelector, validateLabelSelector } from "../labels.ts";
import { dnsLabelProblem, dnsSubdomainName } from "../names.ts";
import { givenName, validateObjectMeta } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { validateJobSpec } from "./job-spec.ts";
import { selectsTemplate } from "./selected-template.ts";

// Follows ValidateJob in pkg/apis/batch/validation, SetDefaults_Job in pkg/apis/batch/v1 and generateSelector in
// pkg/registry/batch/job.

// Stands for what the server makes.
const UID = "00000000-0000-0000-0000-000000000000";

type Labels = Readonly<Record<string, string>>;

/** `ValidateJob`, of a Job with the labels and the selector that the server gives it. */
export function validateJob({ metadata = {}, spec = {} }: Decoded<Job>, at: Place): void {
  const name = givenName(metadata);
  const isManual = spec.manualSelector === true;
  const labels = { ...(isManual ? {} : madeLabels(name)), ...spec.template?.metadata?.labels };
  validateMeta(metadata, spec, labels, at.child("metadata"));
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels } };
  const defaulted = withDefaults({ ...spec, template });
  const specAt = at.child("spec");
  validateJobSpec(defaulted, at, specAt);
  const selector = isManual ? spec.selector : madeSelector(spec.selector);
  validateSelector(selector, template, specAt);
  if (!isManual) validateMade(labels, name, selector, specAt);
  validateHostname(defaulted, name, at);
}

// The template's labels are the Job's too where it has none.
function validateMeta(
  metadata: Decoded<ObjectMeta>,
  { template }: Decoded<JobSpec>,
  templateLabels: Labels,
  at: Place,
): void {
  const own = metadata.labels ?? {};
  const isShared = template?.metadata?.labels && Object.keys(own).length === 0;
  const labels = isShared ? templateLabels : own;
  validateObjectMeta({ ...metadata, labels }, { namespaced: true, name: dnsSubdomainName }, at);
}

function madeLabels(name: string): Labels {
  return {
    "job-name": name,
    "batch.kubernetes.io/job-name": name,
    "controller-uid": UID,
    "batch.kubernetes.io/controller-uid": UID,
  };
}

function madeSelector(selector: Decoded<LabelSelector> = {}): Decoded<LabelSelector> {
  const matchLabels = { "batch.kubernetes.io/controller-uid": UID, ...selector.matchLabels };
  return { ...selector, matchLabels };
}

function withDefaults(spec: Decoded<JobSpec>): Decoded<JobSpec> {
  const isPlain = spec.completions === undefined && spec.parallelism === undefined;
  return { parallelism: 1, ...(isPlain && { completions: 1 }), ...spec };
}

function validateSelector(
  selector: Decoded<LabelSelector> | undefined,
  template: Decoded<PodTemplateSpec>,
  at: Place,
): void {
  if (selector) validateLabelSelector(selector, at.child("selector"));
  else at.child("selector").required();
  if (selectsTemplate(selector, template)) return;
  const labelsAt = at.child("template").child("metadata").child("labels");
  labelsAt.invalid("are not selected by the selector");
}

/** `validateGeneratedSelector`. */
function validateMade(
  labels: Labels,
  name: string,
  selector: Decoded<LabelSelector> | undefined,
  at: Place,
): void {
  const made = madeLabels(name);
  const labelsAt = at.child("template").child("metadata").child("labels");
  for (const [key, value] of Object.entries(made)) {
    if (labels[key] !== value) labelsAt.key(key).invalid("is the server's to set");
  }
  if (isUsableSelector(selector) && !selectsLabels(selector, made)) {
    at.child("selector").invalid("may only be set beside manualSelector");
  }
}

// The pods of an indexed Job have host names with their index.
function validateHostname(spec: Decoded<JobSpec>, name: string, at: Place): void {
  const { completionMode, completions = 0 } = spec;
  if (completionMode !== "Indexed" || completions <= 0) return;
  const hostname = `${name}-${completions - 1}`;
  const problem = dnsLabelProblem(hostname);
  if (problem === undefined) return;
  at.child("metadata")
    .child("name")
    .invalid(`makes the host name ${quoted(hostname)}, which ${problem}`);
}

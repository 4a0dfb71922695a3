import type { CronJob, CronJobSpec, JobTemplateSpec } from "../../kubernetes/api/types.ts";
import { refusalOfSchedule } from "../../kubernetes/cron-schedule.ts";
import { byteLength } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { dnsSubdomainName } from "../names.ts";
import { givenName, validateObjectMeta } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { validateJobSpec } from "./job-spec.ts";

// Follows pkg/apis/batch/validation/validation.go and pkg/apis/batch/v1/defaults.go.

// Its Jobs have 11 characters more.
const LONGEST_NAME = 52;
const CONCURRENCY = ["Allow", "Forbid", "Replace"];

/** `ValidateCronJobCreate`. */
export function validateCronJob({ metadata = {}, spec = {} }: Decoded<CronJob>, at: Place): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
  if (byteLength(givenName(metadata)) > LONGEST_NAME) {
    at.child("metadata").child("name").invalid(`is longer than ${LONGEST_NAME} characters`);
  }
  const specAt = at.child("spec");
  validateSchedule(spec, specAt);
  for (const field of LIMITS) specAt.child(field).notNegative(spec[field]);
  specAt.child("concurrencyPolicy").among(spec.concurrencyPolicy || "Allow", CONCURRENCY);
  validateJobTemplate(spec.jobTemplate ?? {}, at, specAt.child("jobTemplate"));
}

const LIMITS = [
  "startingDeadlineSeconds",
  "successfulJobsHistoryLimit",
  "failedJobsHistoryLimit",
] as const;

function validateSchedule({ schedule = "", timeZone }: Decoded<CronJobSpec>, at: Place): void {
  at.child("schedule").needs(schedule, refusalOfSchedule);
  if (timeZone === undefined) return;
  const zoneAt = at.child("timeZone");
  if (timeZone === "") zoneAt.invalid("must not be empty");
  else if (!isZone(timeZone)) zoneAt.invalid(`${quoted(timeZone)} is no time zone`);
}

// Which zones there are the API server asks its own files: all that could be one counts here.
function isZone(text: string): boolean {
  if (text.toLowerCase() === "local") return false;
  return text.split("/").every((part) => /^(?!-|\.{1,2}$)[A-Za-z.\-_0-9+]{1,14}$/.test(part));
}

/** `ValidateJobTemplateSpec`. */
function validateJobTemplate(
  { spec = {} }: Decoded<JobTemplateSpec>,
  root: Place,
  at: Place,
): void {
  const specAt = at.child("spec");
  validateJobSpec(spec, root, specAt);
  if (spec.selector) specAt.child("selector").invalid("is made for each Job");
  if (spec.manualSelector === true) specAt.child("manualSelector").notSupported("true", ["false"]);
}

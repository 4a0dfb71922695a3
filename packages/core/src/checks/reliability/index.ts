import type { BuiltInCheck } from "../built-in-check.ts";
import { autoscaledReplicasFixed } from "./autoscaled-replicas-fixed.ts";
import { autoscalerMinimumLow } from "./autoscaler-minimum-low.ts";
import { autoscalerMinimumUnset } from "./autoscaler-minimum-unset.ts";
import { autoscalerRangeEmpty } from "./autoscaler-range-empty.ts";
import { autoscalerTargetMissing } from "./autoscaler-target-missing.ts";
import { cronJobConcurrent } from "./cron-job-concurrent.ts";
import { cronJobDeadlineMissing } from "./cron-job-deadline-missing.ts";
import { cronJobScheduleInvalid } from "./cron-job-schedule-invalid.ts";
import { disruptionBudgetAboveAutoscaler } from "./disruption-budget-above-autoscaler.ts";
import { disruptionBudgetBlocksEviction } from "./disruption-budget-blocks-eviction.ts";
import { disruptionBudgetEmpty } from "./disruption-budget-empty.ts";
import { disruptionBudgetMissing } from "./disruption-budget-missing.ts";
import { disruptionBudgetSelectsNothing } from "./disruption-budget-selects-nothing.ts";
import { disruptionBudgetUnhealthyPodsKept } from "./disruption-budget-unhealthy-pods-kept.ts";
import { disruptionBudgetsOverlap } from "./disruption-budgets-overlap.ts";
import { dnsSearchUnlimited } from "./dns-search-unlimited.ts";
import { environmentVariableDuplicate } from "./environment-variable-duplicate.ts";
import { jobLifetimeMissing } from "./job-lifetime-missing.ts";
import { livenessProbeMissing } from "./liveness-probe-missing.ts";
import { objectRefused } from "./object-refused.ts";
import { podsNotSpread } from "./pods-not-spread.ts";
import { preStopMissing } from "./pre-stop-missing.ts";
import { priorityClassMissing } from "./priority-class-missing.ts";
import { priorityClassNotFound } from "./priority-class-not-found.ts";
import { probeFieldMissing } from "./probe-field-missing.ts";
import { probePortUndeclared } from "./probe-port-undeclared.ts";
import { probesIdentical } from "./probes-identical.ts";
import { readinessProbeMissing } from "./readiness-probe-missing.ts";
import { replicasFew } from "./replicas-few.ts";
import { rollingUpdateMissing } from "./rolling-update-missing.ts";
import { rolloutNotAborted } from "./rollout-not-aborted.ts";
import { rolloutPauseUnlimited } from "./rollout-pause-unlimited.ts";
import { statefulSetServiceWrong } from "./stateful-set-service-wrong.ts";
import { workflowContinuesAfterFailure } from "./workflow-continues-after-failure.ts";
import { workflowRetriesUnlimited } from "./workflow-retries-unlimited.ts";

/** The checks of the topic reliability, by id. */
export const reliabilityChecks: readonly BuiltInCheck[] = [
  autoscaledReplicasFixed,
  autoscalerMinimumLow,
  autoscalerMinimumUnset,
  autoscalerRangeEmpty,
  autoscalerTargetMissing,
  cronJobConcurrent,
  cronJobDeadlineMissing,
  cronJobScheduleInvalid,
  disruptionBudgetAboveAutoscaler,
  disruptionBudgetBlocksEviction,
  disruptionBudgetEmpty,
  disruptionBudgetMissing,
  disruptionBudgetSelectsNothing,
  disruptionBudgetUnhealthyPodsKept,
  disruptionBudgetsOverlap,
  dnsSearchUnlimited,
  environmentVariableDuplicate,
  jobLifetimeMissing,
  livenessProbeMissing,
  objectRefused,
  podsNotSpread,
  preStopMissing,
  priorityClassMissing,
  priorityClassNotFound,
  probeFieldMissing,
  probePortUndeclared,
  probesIdentical,
  readinessProbeMissing,
  replicasFew,
  rollingUpdateMissing,
  rolloutNotAborted,
  rolloutPauseUnlimited,
  statefulSetServiceWrong,
  workflowContinuesAfterFailure,
  workflowRetriesUnlimited,
];

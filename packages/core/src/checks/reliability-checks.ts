import type { Check } from "../check.ts";
import type { CheckParameters } from "./parameters.ts";
import { autoscaledReplicasFixed } from "./reliability/autoscaled-replicas-fixed.ts";
import { autoscalerMinimumLow } from "./reliability/autoscaler-minimum-low.ts";
import { autoscalerMinimumUnset } from "./reliability/autoscaler-minimum-unset.ts";
import { autoscalerRangeEmpty } from "./reliability/autoscaler-range-empty.ts";
import { autoscalerTargetMissing } from "./reliability/autoscaler-target-missing.ts";
import { cronJobConcurrent } from "./reliability/cron-job-concurrent.ts";
import { cronJobDeadlineMissing } from "./reliability/cron-job-deadline-missing.ts";
import { cronJobScheduleInvalid } from "./reliability/cron-job-schedule-invalid.ts";
import { disruptionBudgetAboveAutoscaler } from "./reliability/disruption-budget-above-autoscaler.ts";
import { disruptionBudgetBlocksEviction } from "./reliability/disruption-budget-blocks-eviction.ts";
import { disruptionBudgetEmpty } from "./reliability/disruption-budget-empty.ts";
import { disruptionBudgetMissing } from "./reliability/disruption-budget-missing.ts";
import { disruptionBudgetSelectsNothing } from "./reliability/disruption-budget-selects-nothing.ts";
import { disruptionBudgetUnhealthyPodsKept } from "./reliability/disruption-budget-unhealthy-pods-kept.ts";
import { disruptionBudgetsOverlap } from "./reliability/disruption-budgets-overlap.ts";
import { dnsSearchUnlimited } from "./reliability/dns-search-unlimited.ts";
import { environmentVariableDuplicate } from "./reliability/environment-variable-duplicate.ts";
import { jobLifetimeMissing } from "./reliability/job-lifetime-missing.ts";
import { labelInvalid } from "./reliability/label-invalid.ts";
import { livenessProbeMissing } from "./reliability/liveness-probe-missing.ts";
import { podsNotSpread } from "./reliability/pods-not-spread.ts";
import { preStopMissing } from "./reliability/pre-stop-missing.ts";
import { priorityClassMissing } from "./reliability/priority-class-missing.ts";
import { priorityClassNotFound } from "./reliability/priority-class-not-found.ts";
import { probeFieldMissing } from "./reliability/probe-field-missing.ts";
import { probePortUndeclared } from "./reliability/probe-port-undeclared.ts";
import { probesIdentical } from "./reliability/probes-identical.ts";
import { readinessProbeMissing } from "./reliability/readiness-probe-missing.ts";
import { replicasFew } from "./reliability/replicas-few.ts";
import { restartPolicyInvalid } from "./reliability/restart-policy-invalid.ts";
import { rollingUpdateMissing } from "./reliability/rolling-update-missing.ts";
import { rolloutNotAborted } from "./reliability/rollout-not-aborted.ts";
import { rolloutPauseUnlimited } from "./reliability/rollout-pause-unlimited.ts";
import { selectorTemplateMismatch } from "./reliability/selector-template-mismatch.ts";
import { statefulSetServiceWrong } from "./reliability/stateful-set-service-wrong.ts";
import { workflowContinuesAfterFailure } from "./reliability/workflow-continues-after-failure.ts";
import { workflowRetriesUnlimited } from "./reliability/workflow-retries-unlimited.ts";

/** The checks of the topic reliability, by id. */
export function reliabilityChecks(all: CheckParameters): readonly Check[] {
  return [
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
    labelInvalid,
    livenessProbeMissing,
    podsNotSpread,
    preStopMissing,
    priorityClassMissing,
    priorityClassNotFound,
    probeFieldMissing(all),
    probePortUndeclared,
    probesIdentical,
    readinessProbeMissing,
    replicasFew,
    restartPolicyInvalid,
    rollingUpdateMissing,
    rolloutNotAborted,
    rolloutPauseUnlimited,
    selectorTemplateMismatch,
    statefulSetServiceWrong,
    workflowContinuesAfterFailure,
    workflowRetriesUnlimited,
  ];
}

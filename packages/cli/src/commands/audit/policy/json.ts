import {
  AUDIT_LINTS,
  type AuditDecision,
  type AuditRequest,
  auditStages,
  mismatchesOf,
} from "@watertight/core/audit";
import { formatFieldPath, type JsonObject } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT, safeJson } from "@watertight/reports/json";
import type { Place } from "../policy-file.ts";
import type { Compared, Estimated, Explained, LintedFile, PlacedRemark } from "./answers.ts";

/** `audit policy explain -o json`. */
export function explainJson({ file, policy, request, decision, placeOf }: Explained): string {
  const { rule } = decision;
  const passedOver = policy.rules.slice(0, rule ?? policy.rules.length).map((each, index) => ({
    rule: index,
    location: locationOf(file, placeOf(["rules", index])),
    because: mismatchesOf(each, request),
  }));
  const location = rule === undefined ? null : locationOf(file, placeOf(["rules", rule]));
  return document({
    request: requestJson(request),
    ...decisionJson(request, decision),
    omitStages: decision.omitStages,
    location,
    passedOver,
  });
}

/** `audit policy lint -o json`. */
export function lintJson(files: readonly LintedFile[]): string {
  return document({
    policies: files.map(({ file, policy }) => ({ file, starts: policy !== undefined })),
    remarks: files.flatMap(({ remarks }) => remarks.map(remarkJson)),
  });
}

function remarkJson({
  lint,
  level,
  path,
  message,
  file,
  place,
  witnesses,
}: PlacedRemark): JsonObject {
  return {
    lint,
    level,
    path: path === undefined ? null : formatFieldPath(path),
    message,
    remediation: AUDIT_LINTS[lint],
    location: locationOf(file, place),
    witnesses: witnesses.map(requestJson),
  };
}

/** `audit policy diff -o json`. */
export function diffJson({ changes, isComplete, before, after }: Compared): string {
  return document({
    incomplete: !isComplete,
    changes: changes.map(({ change, request, before: was, after: is }) => ({
      change,
      request: requestJson(request),
      before: { ...decisionJson(request, was), location: ruleLocation(before, was) },
      after: { ...decisionJson(request, is), location: ruleLocation(after, is) },
    })),
  });
}

/** `audit policy estimate -o json`. */
export function estimateJson(estimated: Estimated): string {
  const { policy, sample, perDay, total, byRule, bodies, unread, unseen, gap } = estimated;
  return document({
    incomplete: gap !== undefined,
    sample: { ...sample, unread },
    perDay: perDay ? { ...perDay } : null,
    total: { ...total },
    byRule: byRule.map(({ rule, events, bytes }) => ({
      rule: rule ?? null,
      location:
        rule === undefined ? null : locationOf(policy.file, policy.placeOf(["rules", rule])),
      events,
      bytes,
    })),
    bodies: { ...bodies },
    unseen: unseen.map(requestJson),
  });
}

function ruleLocation(
  { file, placeOf }: Compared["after"],
  { rule }: AuditDecision,
): JsonObject | null {
  return rule === undefined ? null : locationOf(file, placeOf(["rules", rule]));
}

function document(members: JsonObject): string {
  return `${safeJson({ ...HEAD_WITHOUT_INPUT, ...members })}\n`;
}

function locationOf(file: string, { line, column }: Place): JsonObject {
  return { file, line, column };
}

function decisionJson(request: AuditRequest, decision: AuditDecision): JsonObject {
  const { level, rule, omitManagedFields } = decision;
  return { level, stages: auditStages(request, decision), omitManagedFields, rule: rule ?? null };
}

/** As a line of `audit level --batch` has it. */
function requestJson({ user, groups, verb, target }: AuditRequest): JsonObject {
  const who = { user: user ?? null, groups, verb };
  if ("path" in target) return { ...who, path: target.path };
  const { group: apiGroup, resource, subresource, namespace, name } = target;
  return { ...who, apiGroup, resource, subresource, namespace, name };
}

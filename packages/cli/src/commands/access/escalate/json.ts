import {
  type AccessBinding,
  type EscalationNeed,
  type EscalationPath,
  type EscalationStep,
  proofOfGrant,
  TECHNIQUES,
} from "@watertight/core/access";
import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Evidence } from "@watertight/core/snapshot";
import { createLocator } from "../evidence-text.ts";
import { grantJson, requestJson, subjectJson } from "../rbac-json.ts";
import type { EscalationReport, SubjectReport } from "./report.ts";

type Locate = (evidence: Evidence) => string | undefined;

/** `access escalate -o json`: one document. */
export function escalationJson(report: EscalationReport): string {
  const locate = createLocator(report.snapshot);
  const document = {
    subjects: report.subjects.map((subject) => subjectReportJson(subject, locate)),
    clusterAdmins: report.already.map(({ subject }) => subjectJson(subject)),
    implicitAdmins: report.admins.map(({ by, name, reason, evidence }) => ({
      by,
      name,
      reason,
      evidence: evidenceJson(evidence, locate),
    })),
    malformed: report.malformed.map((evidence) => evidenceJson(evidence, locate)),
    notShown: report.notShown,
    deliveryAccounts: report.deliveries.map(({ delivery, grants }) => ({
      product: delivery.product?.id ?? null,
      account: { ...delivery.account },
      by: delivery.by,
      reason: delivery.reason,
      clusterAdmin: grants.map(grantJson),
      suffices: delivery.suffices ?? null,
      source: delivery.source ?? null,
      evidence: evidenceJson(delivery.evidence, locate),
    })),
    others: report.others.map(({ goal, count }) => ({ goal, count })),
    systemSubjectsLeftOut: report.folded,
    incomplete: report.incomplete,
    unknowns: report.unknowns,
    assumptions: report.assumptions,
  };
  return `${stringifyJson(document)}\n`;
}

function subjectReportJson(report: SubjectReport, locate: Locate): JsonObject {
  const { subject, isKnown, isSystem, holds, paths, bounded, cuts } = report;
  return {
    ...subjectJson(subject),
    known: isKnown,
    system: isSystem,
    holds,
    paths: paths.map((path) => pathJson(path, locate)),
    bounded,
    cuts: cuts.map(({ goal, cut: { bindings, smallest, verified } }) => ({
      goal,
      bindings: bindings.map(bindingJson),
      smallest,
      verified,
    })),
  };
}

function pathJson(path: EscalationPath, locate: Locate): JsonObject {
  const { goal, verdict, reasons, steps, breakers } = path;
  return {
    goal,
    verdict,
    reasons,
    steps: steps.map((step) => stepJson(step, locate)),
    breakers: breakers.map(bindingJson),
  };
}

function stepJson(step: EscalationStep, locate: Locate): JsonObject {
  const { technique, actor, subject, gains, needs, evidence, unknown } = step;
  const { title, attack, microsoft, remedy } = TECHNIQUES[technique];
  return {
    technique,
    title,
    attack,
    microsoft,
    actor,
    subject: subject ? subjectJson(subject) : null,
    gains,
    needs: needs.map((need) => needJson(need, locate)),
    evidence: evidence.map((one) => evidenceJson(one, locate)),
    unknown: unknown ?? null,
    remedy,
  };
}

function needJson({ request, grants, holder }: EscalationNeed, locate: Locate): JsonObject {
  const [first] = grants;
  return {
    request: request ? requestJson(request) : null,
    holder: holder ? subjectJson(holder) : null,
    grants: grants.map(grantJson),
    proof: first ? proofOfGrant(first).map((one) => evidenceJson(one, locate)) : [],
  };
}

function bindingJson({ kind, namespace, name }: AccessBinding): JsonObject {
  return { kind, ...(namespace === "" ? {} : { namespace }), name };
}

function evidenceJson(evidence: Evidence, locate: Locate): JsonObject {
  const { object, path, message } = evidence;
  const { apiVersion, kind, namespace, name } = object;
  return {
    object: { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name },
    path: formatFieldPath(path),
    message,
    location: locate(evidence) ?? null,
  };
}

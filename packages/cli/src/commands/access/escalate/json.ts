import {
  type EscalationNeed,
  type EscalationPath,
  type EscalationStep,
  proofOfGrant,
  TECHNIQUES,
} from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { subjectJson } from "@watertight/reports/access";
import {
  type DocumentFacts,
  documentHead,
  evidenceJson,
  proofJson,
} from "@watertight/reports/json";
import { bindingJson, grantJson, requestJson } from "../rbac-json.ts";
import type { EscalationReport, SubjectReport } from "./report.ts";

/** `access escalate -o json`: one document. */
export function escalationJson(report: EscalationReport, facts: DocumentFacts): string {
  const { snapshot } = report;
  const document = {
    ...documentHead({ ...facts, statements: report.assumptions }),
    subjects: report.subjects.map((subject) => subjectReportJson(subject, snapshot)),
    clusterAdmins: report.already.map(({ subject }) => subjectJson(subject)),
    implicitAdmins: report.admins.map(({ by, name, reason, evidence }) => ({
      by,
      name,
      reason,
      evidence: evidenceJson(evidence, snapshot),
    })),
    malformed: proofJson(report.malformed, snapshot),
    notShown: report.notShown,
    deliveryAccounts: report.deliveries.map(({ delivery, grants }) => ({
      product: delivery.product?.id ?? null,
      account: { ...delivery.account },
      by: delivery.by,
      reason: delivery.reason,
      clusterAdmin: grants.map(grantJson),
      suffices: delivery.suffices ?? null,
      source: delivery.source ?? null,
      evidence: evidenceJson(delivery.evidence, snapshot),
    })),
    others: report.others.map(({ goal, count }) => ({ goal, count })),
    systemSubjectsLeftOut: report.folded,
    unknowns: report.unknowns,
  };
  return `${stringifyJson(document)}\n`;
}

function subjectReportJson(report: SubjectReport, snapshot: Snapshot): JsonObject {
  const { subject, isKnown, isSystem, holds, paths, bounded, cuts } = report;
  return {
    ...subjectJson(subject),
    known: isKnown,
    system: isSystem,
    holds,
    paths: paths.map((path) => pathJson(path, snapshot)),
    bounded,
    cuts: cuts.map(({ goal, cut: { bindings, smallest, verified } }) => ({
      goal,
      bindings: bindings.map(bindingJson),
      smallest,
      verified,
    })),
  };
}

function pathJson(path: EscalationPath, snapshot: Snapshot): JsonObject {
  const { goal, verdict, reasons, steps, breakers } = path;
  return {
    goal,
    verdict,
    reasons,
    steps: steps.map((step) => stepJson(step, snapshot)),
    breakers: breakers.map(bindingJson),
  };
}

function stepJson(step: EscalationStep, snapshot: Snapshot): JsonObject {
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
    needs: needs.map((need) => needJson(need, snapshot)),
    evidence: proofJson(evidence, snapshot),
    unknown: unknown ?? null,
    remedy,
  };
}

function needJson({ request, grants, holder }: EscalationNeed, snapshot: Snapshot): JsonObject {
  const [first] = grants;
  return {
    request: request ? requestJson(request) : null,
    holder: holder ? subjectJson(holder) : null,
    grants: grants.map(grantJson),
    proof: first ? proofJson(proofOfGrant(first), snapshot) : [],
  };
}

import type { KubernetesObject } from "@watertight/core/kubernetes";
import { objectAt, sameJson, textAt } from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import { judgeConnection } from "./connections.ts";
import { type GateFinding, gateFindings } from "./findings.ts";
import type { Gate } from "./gate.ts";
import { type ImageDecisions, judgeImages } from "./images.ts";
import { type Examined, examinedOnce } from "./memory.ts";
import { type PodSecurityResponse, podSecurityResponse } from "./pod-security.ts";
import type { GateRequest } from "./request.ts";
import {
  boundedWarnings,
  findingText,
  type GateResponse,
  notedFindings,
  refusalOf,
} from "./response.ts";
import type { Verdicts } from "./verdicts.ts";

/** What is known of one request beyond the review. */
export interface Occasion {
  /** Pods of the namespace that an update is about; absent: they could not be listed, or nobody asks for them. */
  readonly pods?: readonly KubernetesObject[];
  /** What was decided about the images of the request. */
  readonly images?: ImageDecisions;
  /** Whether there is no time left. */
  readonly isOverdue: () => boolean;
}

/** A decision, with what was found, for metrics and logs. */
export interface Decision {
  readonly response: GateResponse;
  readonly findings: readonly GateFinding[];
}

/** Decides the request of an AdmissionReview. It may throw where an engine fails: `failed` words that. */
export function decide(request: GateRequest, gate: Gate, occasion: Occasion): Decision {
  const verdicts = [
    ofChecks(request, gate),
    ofConnections(request, gate),
    ofPodSecurity(request, gate, occasion),
    ofPolicies(request, gate),
    judgeImages(request, gate, occasion.images),
  ].filter((each) => each !== undefined);
  if (occasion.isOverdue()) throw new Error("there was no time left to decide");
  const [only] = verdicts;
  if (only && verdicts.length === 1 && request.namespace !== "") return ofOne(request, only, gate);
  return {
    response: responseOf(request, verdicts, gate),
    findings: verdicts.flatMap((each) => each.findings),
  };
}

/** The memory gives the same verdicts again, always for the same namespace and the same gate: so is what is answered. */
const ANSWERED = new WeakMap<Verdicts, Omit<GateResponse, "uid">>();

function ofOne(request: GateRequest, verdicts: Verdicts, gate: Gate): Decision {
  const answered = ANSWERED.get(verdicts) ?? responseOf(request, [verdicts], gate);
  ANSWERED.set(verdicts, answered);
  return { response: { ...answered, uid: request.uid }, findings: verdicts.findings };
}

/** Subresources whose object is the whole one; `status` only where it opens a hole: whoever writes it of a Service takes its traffic. */
function isJudged({ operation, group, resource, subresource }: GateRequest): boolean {
  if (operation !== "CREATE" && operation !== "UPDATE") return false;
  switch (subresource) {
    case "":
      return true;
    case "ephemeralcontainers":
    case "resize":
      return group === "" && resource === "pods";
    case "status":
      return group === "" && resource === "services";
    default:
      return false;
  }
}

function ofChecks(request: GateRequest, gate: Gate): Verdicts | undefined {
  if (!isJudged(request)) return undefined;
  const { object, oldObject } = request;
  if (!object) return undecodable(request);
  const before = request.operation === "UPDATE" ? oldObject : undefined;
  // Controllers write finalizers, owners and status all day.
  if (before && isUntouched(object, before)) return undefined;
  const { existingViolations = "warn" } = gate.configuration.admission;
  const place = request.resource === "namespaces" ? request.name : request.namespace;
  const exceptions = gate.exceptions();
  const cluster = gate.surroundings.clusterOf(place);
  const judge = (examined: Examined): Verdicts =>
    worded(
      gateFindings(examined, before, {
        ...{ checks: gate.checks, cluster, modeOf: gate.modesIn(place), existingViolations },
        ...(exceptions && { exceptions }),
      }),
    );
  return before
    ? judge(examinedOnce(object))
    : gate.memory.said(object, { cluster, exceptions }, judge);
}

/** Findings as they are told. */
function worded(findings: readonly GateFinding[]): Verdicts {
  const standing = findings.filter(({ exception }) => !exception);
  return {
    findings,
    reasons: standing.filter(({ mode }) => mode === "deny").map(findingText),
    warnings: standing
      .filter(({ mode }) => mode === "warn")
      .map((each) => (each.isOld ? `${findingText(each)}, as before` : findingText(each))),
    annotations: findings.length === 0 ? {} : { findings: notedFindings(findings) },
    status: undefined,
  };
}

/** What cannot be read cannot be judged. */
function undecodable(request: GateRequest): Verdicts {
  const what = `the object of the request for ${request.resource} cannot be read`;
  return { findings: [], reasons: [what], warnings: [], annotations: {}, status: undefined };
}

/** Whether everything but metadata that checks do not read is as it was. */
function isUntouched(object: KubernetesObject, before: KubernetesObject): boolean {
  for (const key of new Set([...Object.keys(object), ...Object.keys(before)])) {
    if (key === "metadata" || key === "status") continue;
    if (!sameJson(object[key] ?? null, before[key] ?? null)) return false;
  }
  const isSame = (member: string): boolean =>
    sameJson(
      objectAt(object, "metadata")[member] ?? null,
      objectAt(before, "metadata")[member] ?? null,
    );
  return isSame("labels") && isSame("annotations") && isSameStatus(object, before);
}

/** Of Services the status says where traffic goes. */
function isSameStatus(object: KubernetesObject, before: KubernetesObject): boolean {
  return object.kind !== "Service" || sameJson(object["status"] ?? null, before["status"] ?? null);
}

function ofConnections(request: GateRequest, gate: Gate): Verdicts | undefined {
  const judged = judgeConnection(request, gate.configuration.admission.connections ?? []);
  if (!judged) return undefined;
  const { mode, message } = judged;
  return {
    findings: [],
    reasons: mode === "deny" ? [sanitize(message)] : [],
    warnings: mode === "warn" ? [message] : [],
    annotations: { connection: `${mode}: ${sanitize(message)}` },
    status: undefined,
  };
}

function ofPodSecurity(
  request: GateRequest,
  { podSecurity, surroundings }: Gate,
  { pods, isOverdue }: Occasion,
): Verdicts | undefined {
  if (!podSecurity) return undefined;
  const said = podSecurityResponse(request.json, podSecurity, {
    getNamespace: surroundings.namespace,
    pods: pods ?? [],
    isOverdue,
  });
  return {
    findings: [],
    reasons: said.allowed ? [] : [textAt(said.status, "message")],
    warnings: said.warnings ?? [],
    annotations: prefixed("pod-security", said.auditAnnotations),
    status: said.status,
  };
}

function prefixed(
  prefix: string,
  annotations: PodSecurityResponse["auditAnnotations"] = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`${prefix}.${key}`, value]),
  );
}

function ofPolicies(request: GateRequest, { policies }: Gate): Verdicts | undefined {
  const outcome = policies.validate(request.json);
  if (!outcome) return undefined;
  const { denials, status, warnings, auditAnnotations } = outcome;
  return {
    findings: [],
    reasons: denials.length === 0 && status !== undefined ? [textAt(status, "message")] : denials,
    warnings,
    // Keys of policies have slashes, which the API server takes of no webhook.
    annotations:
      auditAnnotations.size === 0
        ? {}
        : { policies: JSON.stringify(Object.fromEntries(auditAnnotations)) },
    status,
  };
}

function responseOf(request: GateRequest, verdicts: readonly Verdicts[], gate: Gate): GateResponse {
  const refusing = verdicts.filter(({ reasons }) => reasons.length > 0);
  const reasons = refusing.flatMap((each) => each.reasons);
  const warnings = verdicts.flatMap((each) => each.warnings);
  const annotations = new Map(verdicts.flatMap((each) => Object.entries(each.annotations)));
  if (reasons.length === 0) return answer(request, true, { warnings, annotations });
  if (mayNotRefuse(request, gate)) {
    annotations.set("decision", "exempt");
    const spared = reasons.map((reason) => `would be refused elsewhere: ${reason}`);
    return answer(request, true, { warnings: [...spared, ...warnings], annotations });
  }
  annotations.set("decision", "denied");
  return {
    ...answer(request, false, { warnings, annotations }),
    status: statusOf(refusing, reasons),
  };
}

/** One who refuses alone words it. */
function statusOf(
  refusing: readonly Verdicts[],
  reasons: readonly string[],
): NonNullable<GateResponse["status"]> {
  const [only] = refusing;
  if (refusing.length === 1 && only?.status !== undefined) return only.status;
  return refusalOf(reasons, refusing.flatMap((each) => each.findings).filter(refuses));
}

function answer(
  { uid }: GateRequest,
  allowed: boolean,
  told: {
    readonly warnings: readonly string[];
    readonly annotations: ReadonlyMap<string, string>;
  },
): GateResponse {
  const { warnings, annotations } = told;
  return {
    uid,
    allowed,
    ...(warnings.length > 0 && { warnings: boundedWarnings(warnings) }),
    ...(annotations.size > 0 && { auditAnnotations: Object.fromEntries(annotations) }),
  };
}

function refuses({ mode, exception }: GateFinding): boolean {
  return mode === "deny" && !exception;
}

/** Where a refusal could keep the cluster, or the server itself, from coming up. */
function mayNotRefuse({ namespace, resource, name, group }: GateRequest, gate: Gate): boolean {
  const place = resource === "namespaces" && group === "" ? name : namespace;
  if (place !== "") return gate.isExempt(place);
  return (
    name === gate.ownName &&
    group === "rbac.authorization.k8s.io" &&
    (resource === "clusterroles" || resource === "clusterrolebindings")
  );
}

/** The answer where the evaluation itself failed: refused, unless the configuration says otherwise or nothing may be refused there. */
export function failed(request: GateRequest, gate: Gate, error: unknown): Decision {
  const reason = sanitize(error instanceof Error ? error.message : String(error)).slice(0, 500);
  const message = `watertight could not evaluate the request: ${reason}`;
  const isAllowed = gate.configuration.admission.onError === "allow" || mayNotRefuse(request, gate);
  return {
    findings: [],
    response: {
      uid: request.uid,
      allowed: isAllowed,
      ...(isAllowed
        ? { warnings: boundedWarnings([message]) }
        : {
            status: {
              metadata: {},
              status: "Failure",
              message,
              reason: "InternalError",
              code: 500,
            },
          }),
      auditAnnotations: { decision: isAllowed ? "failed-open" : "failed-closed", error: message },
    },
  };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonValue } from "@watertight/core/kubernetes";
import type { Gate } from "../decision/gate.ts";
import { mutated } from "../decision/mutate.ts";
import { type GateRequest, gateRequestOf } from "../decision/request.ts";
import { type Decision, decide, failed, type Occasion } from "../decision/validate.ts";
import type { BodyReader, Unread } from "../frame/body.ts";
import { type Log, reasonOf } from "../frame/log.ts";
import type { AdmissionMetrics } from "./metrics.ts";

/** What requests are answered with. */
interface HandlerParts {
  /** Undefined until the configuration and what is around are known. */
  readonly gate: () => Gate | undefined;
  /** Looks up what a request needs and nobody knows yet. */
  readonly prepare: (
    request: GateRequest,
    gate: Gate,
    asked: { readonly verb: Verb; readonly patience: number },
  ) => Promise<Pick<Occasion, "images" | "pods">> | undefined;
  readonly bodies: BodyReader;
  readonly metrics: AdmissionMetrics;
  readonly log: Log;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
}

/** How long the API server waits where it does not say (`timeoutSeconds` of a webhook). */
const DEFAULT_TIMEOUT_MS = 10_000;
/** What of its patience is left for the way back. */
const FOR_THE_WAY = 0.1;

const PATHS = new Map([
  ["/validate", "validate"],
  ["/mutate", "mutate"],
] as const);
type Verb = "validate" | "mutate";

/** Answers AdmissionReviews over HTTP. */
export function createHandler(parts: HandlerParts) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { metrics, now } = parts;
    const began = now();
    const url = request.url ?? "";
    const [path = "", query = ""] = url.split("?", 2);
    const verb = [...PATHS].find(([known]) => known === path)?.[1];
    const refusal = refusedAtOnce(request, verb);
    if (refusal || !verb) {
      const { status, reason } = refusal ?? { status: 404, reason: "not found" };
      metrics.rejected.add({ reason: String(status) });
      reject(request, response, { status, reason });
      return;
    }
    const deadline = began + timeoutOf(query) * (1 - FOR_THE_WAY);
    answer(parts, { request, response, verb, began, deadline }).catch((error: unknown) => {
      // Nothing of it should get here: what an engine throws is an answer.
      parts.log.error("a request was left without an answer", { error: reasonOf(error) });
      response.destroy();
    });
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly verb: Verb;
  readonly began: number;
  readonly deadline: number;
}

function refusedAtOnce(
  request: IncomingMessage,
  verb: Verb | undefined,
): { readonly status: number; readonly reason: string } | undefined {
  if (!verb) return { status: 404, reason: "the paths are /validate and /mutate" };
  if (request.method !== "POST") return { status: 405, reason: "reviews are sent by POST" };
  const [type = ""] = (request.headers["content-type"] ?? "").split(";", 1);
  if (type.trim().toLowerCase() !== "application/json") {
    return { status: 415, reason: "reviews are application/json" };
  }
  const encoding = request.headers["content-encoding"] ?? "identity";
  return encoding === "identity" ? undefined : { status: 415, reason: "bodies are not compressed" };
}

/** What is left of a body that nobody wants is not read: the connection ends with the answer. */
function reject(
  request: IncomingMessage,
  response: ServerResponse,
  { status, reason }: { readonly status: number; readonly reason: string },
): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    ...(request.complete ? {} : { Connection: "close" }),
  });
  response.end(`${reason}\n`);
  if (!request.complete) {
    response.once("finish", () => {
      request.socket.destroySoon();
    });
  }
}

async function answer(parts: HandlerParts, exchange: Exchange): Promise<void> {
  const { bodies, metrics, now } = parts;
  const { request, response, deadline, began } = exchange;
  const body = await bodies.read(request, Math.max(1, deadline - now()));
  if (!Buffer.isBuffer(body)) {
    rejectBody(parts, exchange, body);
    return;
  }
  let text: string;
  try {
    text = body.toString("utf8");
  } finally {
    bodies.release(body);
  }
  const gate = parts.gate();
  const asked = gate ? requestIn(text) : { problem: "the server is not ready", status: 503 };
  if (!gate || "problem" in asked) {
    const { problem, status } = "problem" in asked ? asked : { problem: "not ready", status: 503 };
    metrics.rejected.add({ reason: String(status) });
    reject(request, response, { status, reason: problem });
    return;
  }
  const { verb } = exchange;
  const decision = await decided(parts, asked, { gate, verb, deadline });
  send(response, decision);
  metrics.decided(verb, asked, decision, now() - began);
  tell(parts.log, asked, { decision, verb, milliseconds: now() - began });
}

function rejectBody(
  { metrics }: HandlerParts,
  { request, response }: Exchange,
  unread: Unread,
): void {
  metrics.rejected.add({ reason: String(unread.status) });
  reject(request, response, unread);
}

function requestIn(
  text: string,
): GateRequest | { readonly problem: string; readonly status: number } {
  let review: JsonValue;
  try {
    // A door: JSON gives JSON.
    review = JSON.parse(text) as JsonValue;
  } catch {
    return { problem: "the body is no JSON", status: 400 };
  }
  const request = gateRequestOf(review);
  return typeof request === "string" ? { problem: request, status: 400 } : request;
}

/** What an engine throws, and whoever looks something up, is an answer too. */
async function decided(
  { metrics, log, now, prepare }: HandlerParts,
  request: GateRequest,
  { gate, verb, deadline }: { readonly gate: Gate; readonly verb: Verb; readonly deadline: number },
): Promise<Decision> {
  try {
    const preparing = prepare(request, gate, { verb, patience: deadline - now() });
    const prepared = preparing ? await preparing : undefined;
    if (verb === "validate") {
      return decide(request, gate, { ...prepared, isOverdue: () => now() > deadline });
    }
    const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64");
    return {
      response: mutated(request, gate, { encode, images: prepared?.images }),
      findings: [],
    };
  } catch (error) {
    metrics.failures.add();
    log.error("a request could not be evaluated", {
      ...placeOf(request),
      error: reasonOf(error),
    });
    return failed(request, gate, error);
  }
}

function send(response: ServerResponse, { response: said }: Decision): void {
  const text = JSON.stringify({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    response: said,
  });
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

function placeOf({
  uid,
  operation,
  resource,
  subresource,
  namespace,
  name,
  username,
}: GateRequest) {
  return { uid, operation, resource, subresource, namespace, name, user: username };
}

function tell(
  log: Log,
  request: GateRequest,
  told: { readonly decision: Decision; readonly verb: Verb; readonly milliseconds: number },
): void {
  const { decision, verb, milliseconds } = told;
  const { allowed, status } = decision.response;
  const level = allowed ? "debug" : "info";
  if (!log.writes(level)) return;
  log[level](allowed ? "admitted" : "refused", {
    ...placeOf(request),
    ...{ verb, allowed, milliseconds: Math.round(milliseconds * 1000) / 1000 },
    ...(status && { reason: status["message"] ?? "" }),
    checks: decision.findings.filter(({ mode }) => mode === "deny").map(({ check }) => check),
  });
}

/** The `timeout` of a query, as Go writes durations, in milliseconds; at most 30 s, as the API allows. */
export function timeoutOf(query: string): number {
  const value = new URLSearchParams(query).get("timeout") ?? "";
  const match = /^(?:(\d+)m)?(?:(\d+(?:[.]\d+)?)s)?(?:(\d+)ms)?$/.exec(value);
  if (value === "" || !match) return DEFAULT_TIMEOUT_MS;
  const [, minutes = "0", seconds = "0", milliseconds = "0"] = match;
  const total = Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(milliseconds);
  return total > 0 ? Math.min(total, 30_000) : DEFAULT_TIMEOUT_MS;
}

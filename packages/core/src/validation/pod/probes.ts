import type {
  ExecAction,
  GRPCAction,
  HTTPGetAction,
  IntOrString,
  Lifecycle,
  Probe,
  SleepAction,
  TCPSocketAction,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { httpHeaderProblem, portNameProblem, portNumberProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";

// Follows validateProbe, validateHandler and validateLifecycle in pkg/apis/core/validation/validation.go.

interface Handler {
  readonly exec?: Decoded<ExecAction>;
  readonly httpGet?: Decoded<HTTPGetAction>;
  readonly tcpSocket?: Decoded<TCPSocketAction>;
  readonly grpc?: Decoded<GRPCAction>;
  readonly sleep?: Decoded<SleepAction>;
}

/** The three probes of a container. */
export function validateProbes(
  container: {
    readonly livenessProbe?: Decoded<Probe>;
    readonly readinessProbe?: Decoded<Probe>;
    readonly startupProbe?: Decoded<Probe>;
  },
  gracePeriod: number,
  at: Place,
): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) {
    validateProbe(livenessProbe, gracePeriod, at.child("livenessProbe"));
    validateOneSuccess(livenessProbe, at.child("livenessProbe"));
  }
  if (readinessProbe) {
    const probeAt = at.child("readinessProbe");
    validateProbe(readinessProbe, gracePeriod, probeAt);
    if (readinessProbe.terminationGracePeriodSeconds !== undefined) {
      probeAt.child("terminationGracePeriodSeconds").invalid("may not be set here");
    }
  }
  if (startupProbe) {
    validateProbe(startupProbe, gracePeriod, at.child("startupProbe"));
    validateOneSuccess(startupProbe, at.child("startupProbe"));
  }
}

// 0 is what is not set.
function validateOneSuccess({ successThreshold = 0 }: Decoded<Probe>, at: Place): void {
  if (successThreshold !== 0 && successThreshold !== 1) {
    at.child("successThreshold").invalid(`${successThreshold} must be 1`);
  }
}

const SECONDS_AND_TIMES = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

function validateProbe(probe: Decoded<Probe>, gracePeriod: number, at: Place): void {
  validateHandler(probe, gracePeriod, at);
  for (const field of SECONDS_AND_TIMES) {
    const value = probe[field];
    if (value !== undefined && value < 0) at.child(field).invalid(`${value} is negative`);
  }
  const { terminationGracePeriodSeconds: period } = probe;
  if (period !== undefined && period <= 0) {
    at.child("terminationGracePeriodSeconds").invalid(`${period} is not positive`);
  }
}

/** What a container does at its beginning and end. A stop signal is left out as its feature is. */
export function validateLifecycle(
  { postStart, preStop }: Decoded<Lifecycle>,
  gracePeriod: number,
  at: Place,
): void {
  if (postStart) validateHandler(postStart, gracePeriod, at.child("postStart"));
  if (preStop) validateHandler(preStop, gracePeriod, at.child("preStop"));
}

/** Whether something is left of it without the stop signal, which the API server drops (dropContainerStopSignals). */
export function isLifecycleLeft({ postStart, preStop, stopSignal }: Decoded<Lifecycle>): boolean {
  return postStart !== undefined || preStop !== undefined || stopSignal === undefined;
}

function validateHandler(handler: Handler, gracePeriod: number, at: Place): void {
  const names = ACTIONS.filter((name) => handler[name] !== undefined);
  const [first, ...more] = names;
  if (first === undefined) {
    at.required("must have an action");
    return;
  }
  validateAction(handler, first, gracePeriod, at.child(first));
  for (const name of more) at.child(name).forbidden("may not be beside another action");
}

// In the order in which the API server looks for them.
const ACTIONS = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] as const;

function validateAction(
  handler: Handler,
  name: (typeof ACTIONS)[number],
  gracePeriod: number,
  at: Place,
): void {
  if (name === "exec") validateExec(handler.exec ?? {}, at);
  else if (name === "httpGet") validateHttpGet(handler.httpGet ?? {}, at);
  else if (name === "sleep") at.within(handler.sleep?.seconds ?? 0, 0, gracePeriod);
  else validatePort(handler[name]?.port, at);
}

function validateExec({ command = [] }: Decoded<ExecAction>, at: Place): void {
  if (command.length === 0) at.child("command").required();
}

const SCHEMES = ["HTTP", "HTTPS"];

function validateHttpGet(action: Decoded<HTTPGetAction>, at: Place): void {
  validatePort(action.port, at);
  at.child("scheme").among(action.scheme || "HTTP", SCHEMES);
  for (const [index, { name = "" }] of (action.httpHeaders ?? []).entries()) {
    const problem = httpHeaderProblem(name);
    if (problem !== undefined) {
      at.child("httpHeaders").invalid(`${quoted(name)} ${problem}`, index, "name");
    }
  }
}

/** `ValidatePortNumOrName`. */
function validatePort(port: IntOrString | undefined, at: Place): void {
  const isName = typeof port === "string";
  const problem = isName ? portNameProblem(port) : portNumberProblem(port ?? 0);
  at.child("port").judge(port ?? 0, problem);
}

import { type JsonObject, jsonPatchBetween, sameJson, textAt } from "@watertight/core/kubernetes";
import {
  type Invocation,
  inputOf,
  invocationsOf,
  isSeenByPolicies,
  limitsOf,
  namespaceOfRequest,
  type PolicySurroundings,
} from "../admit.ts";
import { type AdmissionAttributes, isSameKind } from "../attributes.ts";
import type { CompiledPolicy } from "../compiled.ts";
import { conditionsMatch } from "../conditions.ts";
import { failedStatus, missingNamespaceStatus, type PolicyDecision } from "../outcome.ts";
import type { Binding, BoundPolicy } from "../policies.ts";
import { mutate } from "./mutate.ts";

/*
 * What MutatingAdmissionPolicies make of a request (dispatchInvocations of
 * k8s.io/apiserver/pkg/admission/plugin/policy/mutating/dispatcher.go, and Dispatch of generic/policy_dispatcher.go).
 */

/** The request as the policies leave it, or why it is refused. */
export interface MutationOutcome {
  readonly attributes: AdmissionAttributes;
  readonly status?: JsonObject;
  readonly decisions: readonly PolicyDecision[];
}

export function mutateRequest(
  policies: readonly BoundPolicy[],
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): MutationOutcome {
  if (policies.length === 0 || !isSeenByPolicies(attributes)) {
    return { attributes, decisions: [] };
  }
  const dispatch = new MutatingDispatch(attributes, surroundings);
  const first = dispatch.round(policies, () => true);
  // Whatever has changed, those that want it are asked once more.
  if (first && dispatch.hasMutated) {
    dispatch.round(policies, (invocation) => dispatch.mayReinvoke(invocation));
  }
  return dispatch.outcome();
}

interface Failure {
  readonly policy: CompiledPolicy;
  readonly binding: Binding | undefined;
  readonly message: string;
  readonly reason: string;
}

function keyOf({ policy, binding, param }: Invocation): string {
  const metadata = param?.["metadata"];
  const place = [textAt(metadata, "namespace"), textAt(metadata, "name")];
  return JSON.stringify([policy.name, binding.name, place]);
}

class MutatingDispatch {
  #attributes: AdmissionAttributes;
  readonly #surroundings: PolicySurroundings;
  readonly #decisions: PolicyDecision[] = [];
  readonly #invoked = new Set<string>();
  #failures: Failure[] = [];
  #status: JsonObject | undefined;
  hasMutated = false;

  constructor(attributes: AdmissionAttributes, surroundings: PolicySurroundings) {
    this.#attributes = attributes;
    this.#surroundings = surroundings;
  }

  outcome(): MutationOutcome {
    const status = this.#status;
    return {
      attributes: this.#attributes,
      ...(status !== undefined && { status }),
      decisions: this.#decisions,
    };
  }

  mayReinvoke(invocation: Invocation): boolean {
    return invocation.policy.mayReinvoke && this.#invoked.has(keyOf(invocation));
  }

  /** Asks all of them once; whether the request goes on. */
  round(policies: readonly BoundPolicy[], isAsked: (invocation: Invocation) => boolean): boolean {
    this.#failures = [];
    const invocations: Invocation[] = [];
    for (const bound of policies) {
      const found = invocationsOf(bound, this.#attributes, this.#surroundings);
      this.#failures.push(...found.faults.map((fault) => ({ ...fault, reason: "" })));
      invocations.push(...found.bound.flatMap((each) => each.invocations));
    }
    if (invocations.length > 0 && !this.#hasNamespace()) {
      return false;
    }
    for (const each of invocations) {
      if (!this.#ask(each, isAsked)) {
        return false;
      }
    }
    return this.#judge();
  }

  #hasNamespace(): boolean {
    const isThere = namespaceOfRequest(this.#attributes, this.#surroundings) !== undefined;
    if (!isThere) {
      this.#status = missingNamespaceStatus(this.#attributes.namespace);
    }
    return isThere;
  }

  /** Whether the request goes on. */
  #ask(invocation: Invocation, isAsked: (invocation: Invocation) => boolean): boolean {
    const { policy, binding } = invocation;
    const limits = limitsOf(this.#surroundings);
    const input = inputOf(invocation, this.#attributes, this.#surroundings);
    if (typeof input === "string") {
      this.#fail({ policy, binding: undefined, message: input, reason: "" });
      return true;
    }
    const matched = conditionsMatch(policy, input, limits);
    if (typeof matched === "string") {
      this.#fail({ policy, binding, message: matched, reason: "Invalid" });
    }
    if (matched !== true || !isAsked(invocation)) {
      return true;
    }
    const goesOn = this.#mutateBy(invocation);
    this.#invoked.add(keyOf(invocation));
    return goesOn;
  }

  #mutateBy(invocation: Invocation): boolean {
    const { policy, binding, match } = invocation;
    const schemaOf = this.#surroundings.schemaOf ?? ((): undefined => undefined);
    for (const mutation of policy.mutations) {
      const input = inputOf(invocation, this.#attributes, this.#surroundings);
      if (typeof input === "string" || input.object === null) {
        continue;
      }
      const limits = limitsOf(this.#surroundings);
      const made = mutate(policy, mutation, input, { limits, schemaOf });
      if ("error" in made) {
        if (made.isFatal) {
          this.#status = unavailable(made.error);
          return false;
        }
        this.#fail({ policy, binding, message: made.error, reason: "Invalid" });
        continue;
      }
      this.hasMutated = true;
      this.#changed(invocation, mutation.expression.source, [input.object, made.object]);
      const { objectKind } = this.#attributes;
      const back = isSameKind(match.kind, objectKind)
        ? made.object
        : this.#surroundings.convert(made.object, objectKind);
      this.#attributes = { ...this.#attributes, object: back ?? this.#attributes.object };
    }
    return true;
  }

  #changed(
    { policy, binding }: Invocation,
    expression: string,
    [before, after]: readonly [JsonObject, JsonObject],
  ): void {
    if (sameJson(before, after)) {
      return;
    }
    const changes = jsonPatchBetween(before, after).filter(({ op }) => op !== "test");
    const message = changes.map(({ op, path }) => `${op} ${path}`).join(", ");
    this.#decisions.push({
      policy: policy.name,
      binding: binding.name,
      action: "Mutate",
      expression,
      message,
    });
  }

  #fail(failure: Failure): void {
    this.#failures.push(failure);
  }

  /** Refuses the request for the failures of policies that fail closed. */
  #judge(): boolean {
    for (const { policy, binding, message } of this.#failures) {
      this.#decisions.push({
        policy: policy.name,
        binding: binding?.name ?? "",
        action: policy.failsOpen ? "Ignore" : "Deny",
        expression: "",
        message,
        error: message,
      });
    }
    const closed = this.#failures.filter(({ policy }) => !policy.failsOpen);
    const [first] = closed;
    if (first === undefined) {
      return true;
    }
    const messages = closed.map(({ policy, binding, message }) =>
      binding === undefined
        ? `policy ${JSON.stringify(policy.name)} denied request: ${message}`
        : `policy '${policy.name}' with binding '${binding.name}' denied request: ${message}`,
    );
    this.#status = failedStatus(this.#attributes, messages, first.reason || "Forbidden");
    return false;
  }
}

function unavailable(message: string): JsonObject {
  return { metadata: {}, status: "Failure", message, reason: "ServiceUnavailable", code: 503 };
}

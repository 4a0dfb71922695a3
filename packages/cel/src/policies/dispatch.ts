import {
  type BoundInvocations,
  type ConfigurationFault,
  inputOf,
  invocationsOf,
  isSeenByPolicies,
  limitsOf,
  namespaceOfRequest,
  type PolicySurroundings,
} from "./admit.ts";
import type { AdmissionAttributes } from "./attributes.ts";
import type { CompiledPolicy } from "./compiled.ts";
import {
  AuditAnnotations,
  deniedStatus,
  missingNamespaceStatus,
  type Outcome,
  type PolicyDecision,
} from "./outcome.ts";
import type { Binding, BoundPolicy } from "./policies.ts";
import { firstBytes, goJson } from "./text.ts";
import { type ValidationDecision, type ValidationResult, validate } from "./validating.ts";

/*
 * What ValidatingAdmissionPolicies say of a request (dispatcher.Dispatch of
 * k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go). It tells of the first denial; every one is in `decisions`.
 */

export function validateRequest(
  policies: readonly BoundPolicy[],
  attributes: AdmissionAttributes,
  surroundings: PolicySurroundings,
): Outcome {
  const dispatch = new Dispatch(attributes, surroundings);
  if (isSeenByPolicies(attributes)) {
    for (const each of policies) {
      dispatch.ask(each);
    }
  }
  return dispatch.outcome();
}

interface Denial {
  readonly message: string;
  readonly reason: string;
}

const LONGEST_ANNOTATION = 10 * 1024;

class Dispatch {
  readonly #attributes: AdmissionAttributes;
  readonly #surroundings: PolicySurroundings;
  readonly #decisions: PolicyDecision[] = [];
  readonly #denials: Denial[] = [];
  readonly #warnings = new Set<string>();
  readonly #annotations = new AuditAnnotations();
  #isMissingNamespace = false;

  constructor(attributes: AdmissionAttributes, surroundings: PolicySurroundings) {
    this.#attributes = attributes;
    this.#surroundings = surroundings;
  }

  outcome(): Outcome {
    const [first] = this.#denials;
    const status = this.#isMissingNamespace
      ? missingNamespaceStatus(this.#attributes.namespace)
      : first && deniedStatus(this.#attributes, first.message, first.reason);
    return {
      allowed: status === undefined,
      ...(status !== undefined && { status }),
      warnings: [...this.#warnings],
      auditAnnotations: this.#annotations.found,
      decisions: this.#decisions,
    };
  }

  ask(bound: BoundPolicy): void {
    const found = invocationsOf(bound, this.#attributes, this.#surroundings);
    for (const fault of found.faults) {
      this.#configuration(fault);
    }
    const values = new Map<string, string[]>();
    for (const each of found.bound) {
      if (!this.#isMissingNamespace) {
        this.#byBinding(bound.policy, each, values);
      }
    }
    for (const [key, published] of values) {
      this.#annotations.add(`${bound.policy.name}/${key}`, published.join(", "));
    }
  }

  #byBinding(
    policy: CompiledPolicy,
    { binding, invocations }: BoundInvocations,
    values: Map<string, string[]>,
  ): void {
    if (namespaceOfRequest(this.#attributes, this.#surroundings) === undefined) {
      this.#isMissingNamespace = true;
      return;
    }
    const results: ValidationResult[] = [];
    for (const invocation of invocations) {
      const input = inputOf(invocation, this.#attributes, this.#surroundings);
      if (typeof input === "string") {
        const message = `failed to configure binding: ${input}`;
        this.#configuration({ policy, binding, message });
        return;
      }
      results.push(validate(policy, input, limitsOf(this.#surroundings)));
    }
    for (const { decisions, annotations } of results) {
      for (const decision of decisions) {
        this.#validation(policy, binding, decision);
      }
      for (const each of annotations) {
        if ("error" in each) {
          this.#deny(policy, binding, { expression: "", message: each.error, error: each.error });
        } else {
          publish(values, each.key, each.value);
        }
      }
    }
  }

  #configuration({ policy, binding, message }: ConfigurationFault): void {
    if (policy.failsOpen) {
      this.#decided(policy, binding, { action: "Ignore", expression: "", message, error: message });
    } else {
      this.#deny(policy, binding, { expression: "", message, error: message });
    }
  }

  #decided(
    { name }: CompiledPolicy,
    binding: Binding | undefined,
    decision: Omit<PolicyDecision, "binding" | "policy">,
  ): void {
    this.#decisions.push({ policy: name, binding: binding?.name ?? "", ...decision });
  }

  #deny(
    policy: CompiledPolicy,
    binding: Binding | undefined,
    decision: Omit<PolicyDecision, "action" | "binding" | "policy">,
    reason: string = "",
  ): void {
    const by = binding === undefined ? "" : ` with binding '${binding.name}'`;
    const message = `ValidatingAdmissionPolicy '${policy.name}'${by} denied request: ${decision.message}`;
    this.#denials.push({ message, reason: reason || "Invalid" });
    this.#decided(policy, binding, { ...decision, action: "Deny" });
  }

  #validation(policy: CompiledPolicy, binding: Binding, decision: ValidationDecision): void {
    const { expression, message, error } = decision;
    const said = { expression, message, ...(error !== undefined && { error }) };
    if (decision.admits) {
      if (error !== undefined) {
        this.#decided(policy, binding, { ...said, action: "Ignore" });
      }
      return;
    }
    for (const action of binding.actions) {
      switch (action) {
        case "Deny":
          this.#deny(policy, binding, said, decision.reason);
          break;
        case "Audit":
          this.#audit(binding, decision);
          this.#decided(policy, binding, { ...said, action });
          break;
        case "Warn":
          this.#warnings.add(
            `Validation failed for ValidatingAdmissionPolicy '${policy.name}' with binding '${binding.name}': ${message}`,
          );
          this.#decided(policy, binding, { ...said, action });
          break;
        default:
      }
    }
  }

  #audit(binding: Binding, { index, message }: ValidationDecision): void {
    const failure = {
      message,
      policy: binding.policyName,
      binding: binding.name,
      expressionIndex: index,
      validationActions: binding.actions,
    };
    this.#annotations.add(
      "validation.policy.admission.k8s.io/validation_failure",
      goJson([failure]),
    );
  }
}

/** One value of each kind, over all bindings and params of a policy. */
function publish(values: Map<string, string[]>, key: string, text: string): void {
  const value = firstBytes(text, LONGEST_ANNOTATION);
  const known = values.get(key) ?? [];
  values.set(key, known);
  if (!known.includes(value)) {
    known.push(value);
  }
}

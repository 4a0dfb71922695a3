import {
  admit,
  attributesOf,
  type Policies,
  type PolicyDecision,
  type PolicySurroundings,
  readPolicies,
  surroundingsOf,
  validateRequest,
} from "@watertight/cel/policies";
import { createAuthorizer } from "@watertight/core/access";
import { isJsonObject, type JsonObject, textAt } from "@watertight/core/kubernetes";
import { createSnapshot } from "@watertight/core/snapshot";
import { type Surroundings, sourceOf } from "./surroundings.ts";

/** The users' policies, compiled once, with what they read besides a request. */
export interface GatePolicies {
  readonly validate: (request: JsonObject) => PolicyOutcome | undefined;
  readonly mutate: (request: JsonObject) => PolicyMutation | undefined;
  /** What the policies read has changed. */
  readonly forget: () => void;
}

interface PolicyOutcome {
  /** All that they refuse by, each in its own words. */
  readonly denials: readonly string[];
  readonly status: JsonObject | undefined;
  readonly warnings: readonly string[];
  readonly auditAnnotations: ReadonlyMap<string, string>;
}

interface PolicyMutation {
  /** As the policies leave it. */
  readonly object: JsonObject | null;
  readonly status: JsonObject | undefined;
}

/** Whether expressions of policies ask what somebody may do, so that roles and bindings have to be known. */
export function asksAuthorizer(documents: readonly JsonObject[]): boolean {
  return documents.some((document) => JSON.stringify(document).includes("authorizer"));
}

/** Compiles the policies among some documents; all of these can be params. */
export function compilePolicies(
  documents: readonly JsonObject[],
  surroundings: Surroundings,
): GatePolicies {
  const minor = Number(/^v?1[.](\d+)/.exec(surroundings.kubernetesVersion)?.[1] ?? 36);
  const policies: Policies = readPolicies(documents, minor);
  let known: PolicySurroundings | undefined;
  const around = (): PolicySurroundings => {
    known ??= policySurroundings(documents, surroundings);
    return known;
  };
  return {
    validate: (request) => {
      if (policies.validating.length === 0) return undefined;
      const outcome = validateRequest(policies.validating, attributesOf(request), around());
      return {
        denials: outcome.decisions.filter(({ action }) => action === "Deny").map(denialText),
        status: outcome.status,
        warnings: outcome.warnings,
        auditAnnotations: outcome.auditAnnotations,
      };
    },
    mutate: (request) => {
      if (policies.mutating.length === 0) return undefined;
      const { object, status } = admit(
        { ...policies, validating: [] },
        attributesOf(request),
        around(),
      );
      return { object, status };
    },
    forget: () => {
      known = undefined;
    },
  };
}

function denialText({ policy, binding, message }: PolicyDecision): string {
  const by = binding === "" ? "" : ` with binding '${binding}'`;
  return `ValidatingAdmissionPolicy '${policy}'${by} denied request: ${message}`;
}

function policySurroundings(
  documents: readonly JsonObject[],
  surroundings: Surroundings,
): PolicySurroundings {
  const snapshot = createSnapshot({
    objects: [...surroundings.objects()]
      .filter(({ apiVersion }) => apiVersion.startsWith("rbac.authorization.k8s.io/"))
      .map(sourceOf),
    coverage: { files: 0, documents: 0, objects: 0, notExamined: [], unknownKinds: [] },
    diagnostics: [],
    assumptions: {
      kubernetesVersion: { value: surroundings.kubernetesVersion, known: "observed" },
      wholeCluster: { value: true, known: "observed" },
    },
    sourceOf: () => undefined,
  });
  const params = documents.filter((each) => isJsonObject(each) && textAt(each, "kind") !== "");
  return {
    ...surroundingsOf(snapshot, createAuthorizer(snapshot), true, params),
    // The API server labels Namespaces with their names itself.
    namespace: (name) => surroundings.namespace(name),
  };
}

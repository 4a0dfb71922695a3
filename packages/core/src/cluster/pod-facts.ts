import type { Admitted, PodSecurityFacts } from "../access/escalation/admitted-pods.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { escapesOf } from "../node-escape/escapes.ts";
import { escapingPods } from "../node-escape/escaping-pods.ts";
import { type NodeEscape, opensNode } from "../node-escape/model.ts";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  type PodSecurityConfiguration,
} from "../pod-security/configuration.ts";
import { evaluatePod } from "../pod-security/evaluate.ts";
import { formatLevelVersion, type LevelVersion, policyOf } from "../pod-security/policy.ts";
import { showsAll } from "../snapshot/completeness.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { podGuardsOf } from "./pod-guards.ts";

/** What Pod Security and the pods themselves say, for engines that may not ask another engine. */
export function podSecurityFactsOf(
  snapshot: Snapshot,
  configuration: PodSecurityConfiguration = DEFAULT_POD_SECURITY_CONFIGURATION,
): PodSecurityFacts {
  const namespaces = new Map(
    snapshot.ofKind("", "Namespace").map((object) => [object.reference.name, object]),
  );
  const guards = podGuardsOf(snapshot);
  const isWhole = showsAll(snapshot);

  function admitted(namespace: string, sort: keyof typeof ADMITTED): Admitted {
    const object = namespaces.get(namespace);
    if (!object && !isWhole) {
      return {
        verdict: "unknown",
        reason: `the input does not show Namespace ${namespace}, so not its Pod Security labels`,
      };
    }
    // The name is a label that every Namespace has (pkg/apis/core/v1/defaults.go).
    const labels = {
      ...stringMapOf(object?.object ?? {}, "labels"),
      "kubernetes.io/metadata.name": namespace,
    };
    const isExempt = configuration.exemptions.namespaces.includes(namespace);
    const { enforce } = policyOf(labels, configuration.defaults).policy;
    if (!isExempt && !admits(enforce, sort)) {
      return { verdict: "no", reason: `namespace ${namespace} enforces ${enforce.level}` };
    }
    const guard = guards.find(({ concerns }) => concerns(labels));
    return guard
      ? { verdict: "unknown", reason: `unless ${guard.name} refuses the pod` }
      : { verdict: "yes", reason: "" };
  }

  return {
    privileged: (namespace) => admitted(namespace, "escaping"),
    root: (namespace) => admitted(namespace, "root"),
    escapeOf,
  };
}

// It rests on the level alone, and takes a hundred pods to find out: half of what small clusters cost. Labels may name any version.
const KNOWN = new Map<string, boolean>();
const MOST_KNOWN = 200;

/** Whether a level admits a pod of some sort, asked once. */
function admits(level: LevelVersion, sort: keyof typeof ADMITTED): boolean {
  const key = `${sort} ${formatLevelVersion(level)}`;
  const found = KNOWN.get(key) ?? ADMITTED[sort](level);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(key, found);
  return found;
}

const ROOT: PodSpec = {
  containers: [
    {
      name: "main",
      securityContext: {
        runAsUser: 0,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
  ],
};

const ADMITTED = {
  /** Some pod that opens its node for sure. */
  escaping: (level: LevelVersion) =>
    escapingPods().some(
      (spec) =>
        isAdmitted(spec, level) && openingOf(escapesOf({ spec, path: [] }))?.certainty === "yes",
    ),
  /** A pod that asks for nothing but to be root. */
  root: (level: LevelVersion) => isAdmitted(ROOT, level),
};

function isAdmitted(spec: PodSpec, level: LevelVersion): boolean {
  return evaluatePod({ metadata: {}, spec }, level).allowed;
}

/** The first field by which a pod opens its node for sure; without one, the first that may do so. */
function openingOf(escapes: readonly NodeEscape[]): NodeEscape | undefined {
  const opening = escapes.filter(({ gives }) => opensNode(gives));
  return opening.find(({ certainty }) => certainty === "yes") ?? opening[0];
}

function escapeOf(template: PodTemplate): ReturnType<PodSecurityFacts["escapeOf"]> {
  const opening = openingOf(escapesOf(template));
  if (!opening) return undefined;
  const { path, message, reason } = opening;
  return reason === "" ? { path, message } : { path, message, unknown: reason };
}

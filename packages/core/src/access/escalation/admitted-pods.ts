import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { VerdictValue } from "../../snapshot/verdict.ts";

/** Whether pods of one sort are admitted, and why it is not known or not so. */
export interface Admitted {
  readonly verdict: VerdictValue;
  /** Lower-case clause; "" for a plain yes. */
  readonly reason: string;
}

/** What the escalation engine has to know about pods; another engine says it. */
export interface PodSecurityFacts {
  /** Whether a privileged pod would be admitted in a namespace. */
  readonly privileged: (namespace: string) => Admitted;
  /** Whether a pod with user id 0 would be. */
  readonly root: (namespace: string) => Admitted;
  /** What in a pod opens its node to whoever runs commands in it. */
  readonly escapeOf: (template: PodTemplate) => PodEscape | undefined;
}

/** A field of a pod that opens its node. */
interface PodEscape {
  /** Below the template. */
  readonly path: FieldPath;
  /** Lower-case clause. */
  readonly message: string;
  /** What is not known, where it is not sure. */
  readonly unknown?: string;
}

const NOT_ASKED: Admitted = {
  verdict: "unknown",
  reason: "whether the namespace admits privileged pods was not examined",
};

/** For callers that know nothing about pods: nothing is sure. */
export const NO_POD_SECURITY_FACTS: PodSecurityFacts = {
  privileged: () => NOT_ASKED,
  root: () => NOT_ASKED,
  escapeOf: () => undefined,
};

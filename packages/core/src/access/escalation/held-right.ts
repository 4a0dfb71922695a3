import type { Alternative, Need } from "../../hypergraph/index.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import type { AccessBinding, AccessRole, Grant } from "../model.ts";
import type { ResourceRequest } from "../request.ts";

/** A right as the authorizer gives it to somebody: one grant of what a step needs. */
export interface HeldRight {
  /** The question that the API server would ask; absent where the grant itself is what is needed. */
  readonly request: ResourceRequest | undefined;
  readonly namespace: string;
  readonly name: string;
  /** Absent where the right comes from a role that is bound on the way. */
  readonly binding: AccessBinding | undefined;
  /** Index in the binding's subjects. */
  readonly subject: number;
  readonly role: AccessRole;
  readonly rule: number;
}

/** One grant of a right, and the binding without which it is gone. */
export type RightAlternative = Alternative<HeldRight, AccessBinding>;

/** One right that a step needs; any of the grants will do. */
export type RightNeed = Need<HeldRight, AccessBinding>;

/** What a need of a step is met by: a right, or what the input shows. */
export type Proof = HeldRight | Evidence;

export function isHeldRight(proof: Proof): proof is HeldRight {
  return "role" in proof;
}

/** The grant that a right rests on. */
export function grantOf({ binding, subject, role, rule }: HeldRight): Grant | undefined {
  return binding && { binding, subject, role, rule };
}

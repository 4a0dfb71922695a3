import type { AccessBinding, AccessRole, AccessSubject } from "../model.ts";
import type { Right } from "../rights/right.ts";
import type { Outcome, PrincipleId } from "./principles.ts";

/** What a principle says to some of the rights that a binding gives to a subject. */
export interface Judgement {
  readonly principle: PrincipleId;
  readonly right: Right;
  readonly outcome: Outcome;
}

/** What is left of what a binding gives to one of its subjects. */
export interface Narrowed {
  /** By namespace, "" for the whole cluster. */
  readonly scopes: ReadonlyMap<string, readonly Right[]>;
  readonly judgements: readonly Judgement[];
}

/** What one subject of a binding is to keep, by namespace, "" for the whole cluster. */
export interface Use {
  readonly binding: AccessBinding;
  readonly role: AccessRole;
  /** Index in the binding's subjects. */
  readonly subject: number;
  readonly scopes: ReadonlyMap<string, readonly Right[]>;
  /** It keeps all that the binding gives, there and nowhere else. */
  readonly unchanged: boolean;
}

/** What becomes of what a binding gives to one of its subjects. */
export interface Narrowing extends Narrowed {
  readonly use: Use;
  readonly subject: AccessSubject;
  /** Whether a log decided. */
  readonly byUsage: boolean;
}

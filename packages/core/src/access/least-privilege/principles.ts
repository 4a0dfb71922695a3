/** Why a right is more than its subject needs. */
export type PrincipleId =
  | "everyone"
  | "missing-account"
  | "default-account"
  | "escalation"
  | "secrets"
  | "outside-namespace"
  | "wildcard"
  | "cluster-wide"
  | "unused-account"
  | "not-used";

/** What becomes of rights: gone, left in fewer places or for fewer objects, or left as they are because nothing decides. */
export type Outcome = "dropped" | "narrowed" | "kept";

/** Every principle in the order of reports, with a lower-case clause on the subject that it is about. */
export const PRINCIPLES: ReadonlyMap<PrincipleId, string> = new Map([
  ["everyone", "is everybody, and has more than Kubernetes itself gives to everybody"],
  ["missing-account", "does not exist: whoever creates it has this"],
  ["default-account", "is for pods that name no account, and the input has no such pod"],
  ["escalation", "can get more rights than it has"],
  ["secrets", "reads secrets outside its own namespace"],
  ["outside-namespace", "reaches into pods or accounts outside its own namespace"],
  ["wildcard", "has wildcards, which grow with every new resource and verb"],
  ["cluster-wide", "changes what matters in every namespace"],
  ["unused-account", "is used by no pod of the input: whoever has its token acts from outside"],
  ["not-used", "has not used this in the time that the log covers"],
]);

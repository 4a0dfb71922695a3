import type { AuthorizationChain } from "./authorization-chain.ts";
import { BOOTSTRAP_POLICY_VERSION } from "./bootstrap-policy.ts";
import type { AccessBinding, AccessDecision } from "./model.ts";
import type { Refusals } from "./refused.ts";

interface Answered {
  readonly decision: AccessDecision;
  /** The bindings that apply to the user. */
  readonly applicable: readonly AccessBinding[];
  readonly chain: AuthorizationChain;
  readonly isWhole: boolean;
  readonly refusals: Refusals;
  /** Kinds of bindings that may be about the request and could not be listed of a cluster, as `rolebindings`. */
  readonly unlisted: readonly string[];
}

/** What an answer rests on that the objects do not show, a whole sentence each. */
export function assumptionsOf({
  decision,
  applicable,
  chain,
  isWhole,
}: Omit<Answered, "refusals" | "unlisted">): readonly string[] {
  if (!decision.allowed) return premisesOf({ bindings: applicable, chain, isWhole });
  // A yes rests on the role that says it; nothing outside the input takes it away.
  const bindings = decision.grant ? [decision.grant.binding] : [];
  return premisesOf({ bindings, chain, isWhole: true });
}

/** What an answer about these bindings rests on; `isWhole` where nothing outside the input could change it. */
export function premisesOf({
  bindings,
  chain,
  isWhole,
}: Pick<Answered, "chain" | "isWhole"> & {
  readonly bindings: readonly AccessBinding[];
}): readonly string[] {
  return [
    chainSentence(chain),
    ...chain.remarks,
    ...(isWhole
      ? []
      : ["The input may not be the whole cluster: a role or binding outside it could allow more."]),
    ...new Set(bindings.flatMap(bindingSentences)),
  ];
}

/** Why a `no` may be wrong; with any, the verdict is `unknown`. */
export function unknownsOf(answered: Answered): readonly string[] {
  const { decision, applicable, chain, isWhole, refusals, unlisted } = answered;
  if (decision.allowed) return [];
  const opaque = chain.modes.filter((mode) => !READABLE.has(mode));
  const missing = isWhole
    ? []
    : applicable.filter((each) => mayHaveRole(each) && refusals.roleOf(each) === undefined);
  return [
    ...unlisted.map((kind) => `${kind} could not be listed, and any of them may allow it`),
    ...missing.map(
      ({ kind, name, roleRef }) =>
        `${kind} ${name} applies, but its ${roleRef.kind} ${roleRef.name} is not in the input`,
    ),
    ...opaque.map((mode) => `the input does not show what the authorizer ${mode} says`),
  ];
}

/** Whether the role that a binding refers to may exist outside the input: a ClusterRoleBinding never gives a Role. */
function mayHaveRole({ problem, kind, roleRef }: AccessBinding): boolean {
  if (problem === undefined) return false;
  return roleRef.kind === "ClusterRole" || (roleRef.kind === "Role" && kind === "RoleBinding");
}

const READABLE = new Set(["Node", "RBAC", "AlwaysAllow", "AlwaysDeny"]);

function chainSentence({ modes, known, servers }: AuthorizationChain): string {
  if (known === "defaulted") {
    return "The API server is assumed to ask the authorizers Node and RBAC and no others: its flags are not in the input.";
  }
  const names = servers.map(({ name }) => name).join(", ");
  return `The API server asks the authorizers ${modes.join(", ")}, as the flags of ${names} say.`;
}

function bindingSentences({ kind, name, role, defaulted }: AccessBinding): readonly string[] {
  const sentences: string[] = [];
  if (defaulted) {
    sentences.push(
      `${kind} ${name} is not in the input: the one that Kubernetes makes itself is assumed.`,
    );
  }
  if (role?.defaulted) {
    sentences.push(
      `${role.kind} ${role.name} is not in the input: the rules that Kubernetes ${BOOTSTRAP_POLICY_VERSION} gives it are assumed.`,
    );
  }
  if (role && role.objects.length > 1) {
    sentences.push(
      `${role.kind} ${role.name} is in the input ${role.objects.length} times: the rules of all count.`,
    );
  }
  return sentences;
}

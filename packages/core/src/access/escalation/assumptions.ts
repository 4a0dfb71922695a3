import { showsAll } from "../../snapshot/completeness.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { Authorizer } from "../authorizer.ts";
import { NO_POD_SECURITY_FACTS } from "./admitted-pods.ts";
import type { EscalationModel } from "./model.ts";

/** What every way rests on that the objects do not show, whole sentences. */
export function assumptionsOf({
  authorizer,
  cluster,
  podSecurity,
}: EscalationModel): readonly string[] {
  const { chain, bindings } = authorizer;
  const sentences = [
    chain.known === "defaulted"
      ? "The API server is assumed to ask the authorizers Node and RBAC and no others: its flags are not in the input."
      : `The API server asks the authorizers ${chain.modes.join(", ")}, as its flags say.`,
    ...chain.remarks,
    "Which groups a user is in comes from outside the cluster: each group is taken by itself.",
    "What is in Secrets is not looked at, except that they hold tokens of service accounts: other credentials there may lead further.",
  ];
  if (bindings.some(({ defaulted }) => defaulted)) {
    sentences.push(
      "Roles and bindings that every API server makes are assumed where the input does not show them.",
    );
  }
  if (!cluster.isWhole) {
    sentences.push(
      "The input may not be the whole cluster: roles, bindings and pods outside it may open more ways.",
    );
  }
  if (!cluster.isWhole && cluster.pods.some(({ token }) => token === "unknown")) {
    sentences.push(
      "Pods are taken to mount the token of an account that the input does not show: only its ServiceAccount could say otherwise.",
    );
  }
  if (podSecurity === NO_POD_SECURITY_FACTS) {
    sentences.push("Pod Security was not asked: nothing about nodes is sure.");
  }
  return sentences;
}

const READABLE = new Set(["Node", "RBAC", "AlwaysDeny"]);

/** Why there may be ways that are not found, lower-case clauses. */
export function unknownsOf({ chain, bindings }: Authorizer, snapshot: Snapshot): readonly string[] {
  const missing = showsAll(snapshot)
    ? []
    : bindings.filter(({ problem, subjects }) => problem !== undefined && subjects.length > 0);
  return [
    ...chain.modes
      .filter((mode) => !READABLE.has(mode))
      .map((mode) =>
        mode === "AlwaysAllow"
          ? "the API server allows everything to everybody"
          : `the input does not show what the authorizer ${mode} allows`,
      ),
    ...missing.map(
      ({ kind, namespace, name, roleRef }) =>
        `${kind} ${namespace === "" ? name : `${namespace}/${name}`} refers to ${roleRef.kind} ${roleRef.name}, which is not in the input`,
    ),
  ];
}

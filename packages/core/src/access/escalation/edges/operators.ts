import { recogniseImages } from "../../products.ts";
import type { Fact } from "../facts.ts";
import type { RightNeed } from "../held-right.ts";
import type { EscalationModel } from "../model.ts";
import { OPERATORS, type Operator } from "../operators.ts";
import type { Principal } from "../principals.ts";
import type { RightId } from "../right-ids.ts";
import type { RightDefinition } from "../rights.ts";
import { identity } from "./right-holders.ts";

const WRITE = ["create", "update", "patch"];

/** The rights to write what operators act on, beside those of the table. */
export function operatorRights(): readonly (readonly [RightId, RightDefinition])[] {
  return OPERATORS.map(({ id, resources }) => [
    `operator:${id}`,
    { scope: "namespaced", verbs: WRITE, resources },
  ]);
}

/** Custom resources that have an operator act for whoever writes them. */
export function addOperators(model: EscalationModel): void {
  for (const operator of OPERATORS) addOperator(model, operator);
}

function addOperator(model: EscalationModel, operator: Operator): void {
  const { graph, snapshot, holders, principals } = model;
  const right: RightId = `operator:${operator.id}`;
  if (holders.scopes(right).size === 0) return;
  const running = recogniseImages(snapshot, operator.images);
  const take = (principal: Principal, namespace: string, needs: readonly RightNeed[]): void => {
    const add = (conclusion: Fact, unknown = operator.unknown): void => {
      graph.add([identity(principal)], conclusion, {
        technique: "confused-deputy",
        needs,
        unknown,
        evidence: running.map(({ evidence }) => evidence),
      });
    };
    if (running.length === 0) {
      if (isNamed(needs, operator)) addUnseen(operator, namespace, add);
      return;
    }
    for (const { account, words } of running) {
      const { confinedBy } = operator;
      const isConfined =
        confinedBy !== undefined && words.some((word) => word.startsWith(confinedBy));
      if (operator.rights === "namespace") add({ kind: "run", namespace });
      else if (isConfined) add({ kind: "accounts", namespace });
      else add(identity(principals.account(account.namespace, account.name)));
    }
  };
  for (const scope of holders.scopes(right)) {
    for (const [principal, ways] of holders.all(right, scope)) take(principal, scope, [ways]);
    for (const named of holders.named(right, scope).values()) {
      for (const [principal, ways] of named) take(principal, scope, [ways]);
    }
  }
}

/** A rule that names the API group is meant for the operator; one with an asterisk says nothing about it. */
function isNamed(needs: readonly RightNeed[], { resources }: Operator): boolean {
  const groups = new Set(resources.map(([group]) => group));
  return needs.some((ways) =>
    ways.some(({ evidence: { role, rule } }) =>
      (role.rules[rule]?.apiGroups ?? []).some((group) => groups.has(group)),
    ),
  );
}

function addUnseen(
  { title, rights, unknown: limit }: Operator,
  namespace: string,
  add: (conclusion: Fact, unknown: string) => void,
): void {
  const unknown = `the input does not show ${title}, so not what it may do`;
  if (rights === "namespace") add({ kind: "run", namespace }, unknown);
  // As their projects install them these operators may do everything.
  else add({ kind: limit === undefined ? "cluster-admin" : "deputies" }, unknown);
}

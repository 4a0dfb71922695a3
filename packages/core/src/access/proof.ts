import type { Evidence } from "../snapshot/verdict.ts";
import type { AccessDecision, Grant, NodeStep, Vertex } from "./model.ts";

/** The fields that decide, in order: who is named, which role, which rule; or the way to the node. */
export function proofOf({ grant, way }: AccessDecision): readonly Evidence[] {
  if (grant) return proofOfGrant(grant);
  return (way ?? []).map(({ object, path, from, to }) => ({
    object,
    path,
    message: stepMessage({ from, to }),
  }));
}

/** The three fields that make a grant. */
export function proofOfGrant({ binding, subject, role, rule }: Grant): readonly Evidence[] {
  const { reference } = binding.object;
  const named = binding.subjects[subject];
  const source = role.sources[rule];
  const nameOfSubject =
    named === undefined || named.namespace === ""
      ? named?.name
      : `${named.namespace}/${named.name}`;
  const evidence: Evidence[] = [
    {
      object: reference,
      path: ["subjects", subject],
      message: `names ${named?.kind ?? "nobody"} ${nameOfSubject ?? ""}`.trim(),
    },
    {
      object: reference,
      path: ["roleRef"],
      message: `refers to ${role.kind} ${role.name}`,
    },
  ];
  if (source) {
    const { reference: object, path } = source;
    evidence.push({ object, path, message: ruleMessage(grantedRule(role.rules[rule])) });
  }
  return evidence;
}

function grantedRule(rule: Grant["role"]["rules"][number] | undefined): string {
  if (rule === undefined) return "";
  const on = rule.resources.length > 0 ? rule.resources : rule.nonResourceURLs;
  const names = rule.resourceNames.length > 0 ? ` named ${rule.resourceNames.join(", ")}` : "";
  return `${rule.verbs.join(", ")} on ${on.join(", ")}${names}`;
}

function ruleMessage(rule: string): string {
  return `allows ${rule}`;
}

function stepMessage({ from, to }: Pick<NodeStep, "from" | "to">): string {
  return `${describe(from)} belongs to ${describe(to)}`;
}

function describe({ kind, namespace, name }: Vertex): string {
  return `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}

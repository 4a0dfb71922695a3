import type { OptionDeclaration } from "../../command.ts";

/** What the verbs about attack paths take. */
export const ATTACK_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "assume-breach",
    kind: "flag",
    description:
      "Take for sure that whoever reaches a port takes over what listens there; without it that is not known",
  },
];

/** `-o` of the verbs whose answers can be drawn. */
export function formatOption(more: readonly string[]): OptionDeclaration {
  return {
    name: "output",
    short: "o",
    kind: "value",
    placeholder: "FORMAT",
    choices: ["text", "json", "svg", "mermaid", ...more],
    default: "text",
    description: "Format of the answer; svg and mermaid are pictures",
  };
}

/** Between whom; without them from outside and from pipelines to cluster-admin, nodes, tenants and Secrets that are marked as valuable. */
export const END_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "from",
    kind: "values",
    placeholder: "ENTITY",
    description:
      "Where an attacker begins: internet, pod/NS/NAME, serviceaccount/NS/NAME, node/NAME … (default: internet and pipelines)",
  },
  {
    name: "to",
    kind: "values",
    placeholder: "ENTITY",
    description:
      "What is not to fall (default: cluster-admin, nodes, tenants, Secrets labelled watertight.dev/valuable=true)",
  },
];

import type { Container } from "./api/types.ts";

/**
 * What a word of a container's command or arguments is when it runs: the kubelet puts a variable's value for `$(NAME)`, leaves what
 * names none as it is, and takes `$$` for a dollar. Undefined where a variable has its value from elsewhere.
 * (third_party/forked/golang/expansion of Kubernetes)
 */
export function expandVariables(
  word: string,
  { env = [], envFrom = [] }: Pick<Container, "env" | "envFrom">,
  before: number = env.length,
): string | undefined {
  if (!word.includes("$")) return word;
  const unknown: string[] = [];
  const expanded = word.replace(/\$(?:\$|\(([^)]*)\))/g, (written, name: string | undefined) => {
    if (name === undefined) return "$";
    const at = env.findLastIndex((each, index) => index < before && each.name === name);
    const variable = env[at];
    if (!variable) {
      // What a ConfigMap or Secret brings is not known here.
      if (envFrom.length > 0) unknown.push(name);
      return written;
    }
    // A variable is expanded by those before it.
    const value = variable.valueFrom
      ? undefined
      : expandVariables(variable.value ?? "", { env, envFrom }, at);
    if (value === undefined) unknown.push(name);
    return value ?? "";
  });
  return unknown.length === 0 ? expanded : undefined;
}

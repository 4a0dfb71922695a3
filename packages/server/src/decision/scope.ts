/** Namespaces by names in which `*` stands for any text. */
interface NamespaceScope {
  readonly namespaces?: readonly string[];
  readonly exceptNamespaces?: readonly string[];
}

/** Whether a rule is for a namespace; "" is no namespace, which only a rule without names is for. */
export function isInScope(
  { namespaces, exceptNamespaces = [] }: NamespaceScope,
  namespace: string,
): boolean {
  if (exceptNamespaces.some((pattern) => fits(pattern, namespace))) return false;
  return namespaces === undefined || namespaces.some((pattern) => fits(pattern, namespace));
}

/** Names are short, and so are patterns: the time is linear in both. */
function fits(pattern: string, name: string): boolean {
  if (name === "") return false;
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return pattern === name;
  if (!name.startsWith(start) || name.length < start.length + end.length) return false;
  let from = start.length;
  const until = name.length - end.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0 || at + part.length > until) return false;
    from = at + part.length;
  }
  return name.endsWith(end);
}

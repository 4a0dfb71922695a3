interface Vertex {
  readonly kind: string;
  readonly namespace?: string | null;
  readonly name: string;
  readonly container?: string;
}

interface Ends {
  readonly from: Vertex;
  readonly to: Vertex;
}

interface Steps extends Ends {
  readonly steps: readonly { readonly edge: string; readonly to: Vertex }[];
}

/** Equal for the same way, whoever wrote it down. */
export function keyOfPath(path: Steps): string {
  const steps = path.steps.map(({ edge, to }) => `${edge} ${nameOf(to)}`);
  return [endsOfPath(path), ...steps].join("\n");
}

/** Equal for ways from the same to the same. */
export function endsOfPath({ from, to }: Ends): string {
  return `${nameOf(from)} ${nameOf(to)}`;
}

function nameOf({ kind, namespace, name, container }: Vertex): string {
  return [kind, namespace ?? "", name, container ?? ""].join("/");
}

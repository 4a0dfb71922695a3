/*
 * What is exported of a check: an expression that holds of what the check finds nothing in.
 */

/** Where a rule looks: each container `c`, each image `i`, each volume `v`, or the pod at once; or an object of these kinds. */
type Scope =
  | { readonly on: "container" | "image" | "volume"; readonly bad: string }
  | { readonly on: "object"; readonly kinds: readonly string[]; readonly good: string }
  | { readonly on: "pod"; readonly good: string };

export type ExportedRule = Scope & {
  /** Id of the check. */
  readonly check: string;
  /** A clause: what is wrong; after it come the names of containers, images or volumes. */
  readonly says: string;
};

export function container(check: string, says: string, bad: string): ExportedRule {
  return { on: "container", check, says, bad };
}

export function image(check: string, says: string, bad: string): ExportedRule {
  return { on: "image", check, says, bad };
}

export function volume(check: string, says: string, bad: string): ExportedRule {
  return { on: "volume", check, says, bad };
}

export function pod(check: string, says: string, good: string): ExportedRule {
  return { on: "pod", check, says, good };
}

/** Of kinds as `Service` and `networking.k8s.io/Ingress`. */
export function object(
  check: string,
  kinds: readonly string[],
  says: string,
  good: string,
): ExportedRule {
  return { on: "object", check, kinds, says, good };
}

/** A list of texts as CEL has it. */
export function texts(list: Iterable<string>): string {
  return `[${Array.from(list, (each) => `'${each}'`).join(", ")}]`;
}

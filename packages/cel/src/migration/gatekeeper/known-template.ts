/*
 * Templates of Gatekeeper's library (github.com/open-policy-agent/gatekeeper-library) whose Rego has a translation here. A template is
 * known by its kind and by a digest of its Rego without comments and white space, so that what somebody changed is never taken for it.
 */

interface KnownValidation {
  readonly expression: string;
  readonly message: string;
}

export interface KnownTemplate {
  readonly kind: string;
  /** SHA-256 of the Rego that it translates, the newest first. */
  readonly digests: readonly string[];
  readonly validations: readonly KnownValidation[];
  /** A parameter that makes the template ask for other objects, which no expression sees. */
  readonly refusedWith?: { readonly parameter: string; readonly reason: string };
}

/** Parameters, a map in any case. */
export const PARAMS = "variables.params";

/** A list among the parameters. */
export function listed(name: string): string {
  return `${PARAMS}.?${name}.orValue([])`;
}

/** Variables that validations name, each with what it is. */
const SHARED_VARIABLES: readonly (readonly [name: string, expression: string])[] = [
  ["spec", "object.?spec.orValue({})"],
  [
    "running",
    "variables.spec.?initContainers.orValue([]) + variables.spec.?containers.orValue([])",
  ],
  ["containers", "variables.running + variables.spec.?ephemeralContainers.orValue([])"],
  ["exempt", `${PARAMS}.?exemptImages.orValue([])`],
  ["checked", `variables.containers.filter(c, !${exempt("c")})`],
  ["checkedRunning", `variables.running.filter(c, !${exempt("c")})`],
  ["isUpdate", "request.operation == 'UPDATE'"],
  ["pod", "variables.spec.?securityContext.orValue({})"],
];

/** Whether the image of a container is exempt: a text, or the beginning of one before `*`. */
function exempt(container: string): string {
  const image = `${container}.?image.orValue('')`;
  return `variables.exempt.exists(e, e.endsWith('*') ? ${image}.startsWith(e.substring(0, e.size() - 1)) : ${image} == e)`;
}

const USED = /\bvariables[.](\w+)/g;

/** The shared variables that expressions name, with those that these name, in their order. */
export function sharedVariables(
  expressions: readonly string[],
): readonly { readonly name: string; readonly expression: string }[] {
  const used = new Set<string>();
  const note = (text: string): void => {
    for (const [, name = ""] of text.matchAll(USED)) {
      if (!used.has(name)) {
        used.add(name);
        note(SHARED_VARIABLES.find(([known]) => known === name)?.[1] ?? "");
      }
    }
  };
  expressions.forEach(note);
  return SHARED_VARIABLES.filter(([name]) => used.has(name)).map(([name, expression]) => ({
    name,
    expression,
  }));
}

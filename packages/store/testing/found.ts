import type { FoundException, FoundFinding, FoundObject, Picture } from "@watertight/store";

/** A finding about a Deployment of a namespace, told apart by its name. */
export function found(
  name: string,
  parts: Partial<FoundFinding> & { readonly namespace?: string } = {},
): FoundFinding {
  const { namespace = "shop", ...rest } = parts;
  const plain: Omit<FoundFinding, "document"> = {
    check: "privileged",
    fingerprint: `f-${name}`,
    severity: "high",
    object: { apiVersion: "apps/v1", kind: "Deployment", namespace, name },
    message: `container "${name}" is privileged`,
    ...rest,
  };
  return { ...plain, document: rest.document ?? JSON.stringify(plain) };
}

/** An object whose body is what is given. */
export function object(name: string, body = "{}", kind = "Deployment"): FoundObject {
  const reference = { apiVersion: "apps/v1", kind, namespace: "shop", name };
  return { reference, body, origin: "{}" };
}

/** A picture of a cluster in which nothing is hidden. */
export function picture(parts: Partial<Picture> = {}): Picture {
  return {
    ...{ source: "https://example", kubernetesVersion: "v1.36", facts: "{}", gaps: [] },
    ...{ objects: [], findings: [] },
    ...parts,
  };
}

export const ACCEPTED: FoundException = {
  ...{ source: "configuration", reason: "it is a node agent", owner: "platform", until: "" },
};

import { type ResourceRequest, resourceRequest } from "./request.ts";

/** The signer of certificates that the API server takes for whoever they name. */
export const SIGNER_OF_CLIENTS = "kubernetes.io/kube-apiserver-client";

/** How a rule names every signer of Kubernetes. */
export const SIGNER_DOMAIN = "kubernetes.io/*";

/**
 * What the API server asks before a user may `approve`, `sign` or `attest` for a signer, in order, until one is allowed: the
 * signer's name, then every signer of its domain (`IsAuthorizedForSignerName` of
 * k8s.io/kubernetes/pkg/certauthorization).
 */
export function signerRequests(verb: string, signerName: string): readonly ResourceRequest[] {
  const [domain = ""] = signerName.split("/");
  return [signerName, `${domain}/*`].map((name) =>
    resourceRequest({ verb, group: "certificates.k8s.io", resource: "signers", name }),
  );
}

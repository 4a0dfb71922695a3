import type { ConfigurationFile } from "@watertight/core/configuration";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import type { GateResponse } from "../src/decision/response.ts";
import { decide } from "../src/decision/validate.ts";
import { type Asked, gateOf, podOf, requestOf } from "./reviews.ts";

/*
 * Questions of the tests of decisions, and the answer that most of them expect.
 */

const NOW = { isOverdue: () => false };
export const PRIVILEGED: KubernetesObject = podOf({ securityContext: { privileged: true } });
export const DENY: ConfigurationFile = {
  checks: { only: ["privileged-container", "host-network"] },
  admission: { modes: [{ mode: "deny" }] },
};

/** The response to what is asked for. */
export function answer(
  asked: Asked,
  file: ConfigurationFile = DENY,
  more?: Parameters<typeof gateOf>[1],
): GateResponse {
  return decide(requestOf(asked), gateOf(file, more), NOW).response;
}

export const REFUSED: GateResponse & { readonly status: { readonly message: string } } = {
  uid: "b1f2c1f0-0000-4000-8000-000000000001",
  allowed: false,
  status: {
    metadata: {},
    status: "Failure",
    message:
      'critical privileged-container: container "web" is privileged (spec.containers[0].securityContext.privileged)',
    reason: "Forbidden",
    details: {
      causes: [
        {
          reason: "privileged-container",
          message: 'container "web" is privileged',
          field: "spec.containers[0].securityContext.privileged",
        },
      ],
    },
    code: 403,
  },
  auditAnnotations: {
    findings:
      '[{"check":"privileged-container","severity":"critical","mode":"deny","path":"spec.containers[0].securityContext.privileged","message":"container \\"web\\" is privileged","container":"web"}]',
    decision: "denied",
  },
};

import type { ConfiguredAdmission } from "@watertight/core/configuration";
import { asJson, type JsonObject, type KubernetesObject } from "@watertight/core/kubernetes";
import {
  admitPodSecurity,
  type PodSecurityConfiguration,
  parsePodSecurityConfiguration,
} from "@watertight/core/pod-security";

/** What Pod Security says of a request, as the response of a review has it. */
export type PodSecurityResponse = ReturnType<typeof admitPodSecurity>;

/** The configuration of Pod Security, why it is none, or undefined where it is left to the API server. */
export function podSecurityConfigurationOf(
  given: ConfiguredAdmission["podSecurity"],
): PodSecurityConfiguration | readonly string[] | undefined {
  if (!given) return undefined;
  const { configuration, problems } = parsePodSecurityConfiguration(
    asJson({
      apiVersion: "pod-security.admission.config.k8s.io/v1",
      kind: "PodSecurityConfiguration",
      ...given,
    }),
  );
  return configuration ?? problems;
}

/** Asks Pod Security about a request. */
export function podSecurityResponse(
  request: JsonObject,
  configuration: PodSecurityConfiguration,
  around: {
    readonly getNamespace: (name: string) => KubernetesObject | undefined;
    readonly pods: readonly KubernetesObject[];
    readonly isOverdue: () => boolean;
  },
): PodSecurityResponse {
  return admitPodSecurity(request, {
    configuration,
    getNamespace: around.getNamespace,
    podsIn: () => around.pods,
    isOverdue: around.isOverdue,
  });
}

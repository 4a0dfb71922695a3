import type { BuiltInCheck } from "../built-in-check.ts";
import { cloudAccessPolicyAdmin } from "./cloud-access-policy-admin.ts";
import { cloudAuditLogOff } from "./cloud-audit-log-off.ts";
import { cloudAutoRepairOff } from "./cloud-auto-repair-off.ts";
import { cloudAutoUpgradeOff } from "./cloud-auto-upgrade-off.ts";
import { cloudBasicAuth } from "./cloud-basic-auth.ts";
import { cloudClientCertificate } from "./cloud-client-certificate.ts";
import { cloudConfigMapAuthentication } from "./cloud-config-map-authentication.ts";
import { cloudControlPlaneLogsOff } from "./cloud-control-plane-logs-off.ts";
import { cloudCreatorAdmin } from "./cloud-creator-admin.ts";
import { cloudEndpointNotPrivate } from "./cloud-endpoint-not-private.ts";
import { cloudEndpointOpen } from "./cloud-endpoint-open.ts";
import { cloudEndpointPublic } from "./cloud-endpoint-public.ts";
import { cloudEndpointUnreachable } from "./cloud-endpoint-unreachable.ts";
import { cloudInsecureBindings } from "./cloud-insecure-bindings.ts";
import { cloudIntegrityMonitoringOff } from "./cloud-integrity-monitoring-off.ts";
import { cloudKubeletOpen } from "./cloud-kubelet-open.ts";
import { cloudLegacyAbac } from "./cloud-legacy-abac.ts";
import { cloudLegacyMetadata } from "./cloud-legacy-metadata.ts";
import { cloudLocalAccounts } from "./cloud-local-accounts.ts";
import { cloudMaintenanceWindowMissing } from "./cloud-maintenance-window-missing.ts";
import { cloudMetadataHopLimit } from "./cloud-metadata-hop-limit.ts";
import { cloudMetadataV1 } from "./cloud-metadata-v1.ts";
import { cloudNetworkPolicyOff } from "./cloud-network-policy-off.ts";
import { cloudNodeImageUpgradeOff } from "./cloud-node-image-upgrade-off.ts";
import { cloudNodeMetadataOpen } from "./cloud-node-metadata-open.ts";
import { cloudNodeSessionMissing } from "./cloud-node-session-missing.ts";
import { cloudNodesPublic } from "./cloud-nodes-public.ts";
import { cloudRbacOff } from "./cloud-rbac-off.ts";
import { cloudReleaseChannelMissing } from "./cloud-release-channel-missing.ts";
import { cloudSecretsKeyMissing } from "./cloud-secrets-key-missing.ts";
import { cloudSecureBootOff } from "./cloud-secure-boot-off.ts";
import { cloudSecurityPostureOff } from "./cloud-security-posture-off.ts";
import { cloudShieldedNodesOff } from "./cloud-shielded-nodes-off.ts";
import { cloudSshKey } from "./cloud-ssh-key.ts";
import { cloudSshOpen } from "./cloud-ssh-open.ts";
import { cloudWorkloadIdentityMissing } from "./cloud-workload-identity-missing.ts";

/** The checks of the topic cloud, by id. */
export const cloudChecks: readonly BuiltInCheck[] = [
  cloudAccessPolicyAdmin,
  cloudAuditLogOff,
  cloudAutoRepairOff,
  cloudAutoUpgradeOff,
  cloudBasicAuth,
  cloudClientCertificate,
  cloudConfigMapAuthentication,
  cloudControlPlaneLogsOff,
  cloudCreatorAdmin,
  cloudEndpointNotPrivate,
  cloudEndpointOpen,
  cloudEndpointPublic,
  cloudEndpointUnreachable,
  cloudInsecureBindings,
  cloudIntegrityMonitoringOff,
  cloudKubeletOpen,
  cloudLegacyAbac,
  cloudLegacyMetadata,
  cloudLocalAccounts,
  cloudMaintenanceWindowMissing,
  cloudMetadataHopLimit,
  cloudMetadataV1,
  cloudNetworkPolicyOff,
  cloudNodeImageUpgradeOff,
  cloudNodeMetadataOpen,
  cloudNodeSessionMissing,
  cloudNodesPublic,
  cloudRbacOff,
  cloudReleaseChannelMissing,
  cloudSecretsKeyMissing,
  cloudSecureBootOff,
  cloudSecurityPostureOff,
  cloudShieldedNodesOff,
  cloudSshKey,
  cloudSshOpen,
  cloudWorkloadIdentityMissing,
];

import type { BuiltInCheck } from "../built-in-check.ts";
import { apiServerAbac } from "./api-server-abac.ts";
import { apiServerAddressPublic } from "./api-server-address-public.ts";
import { apiServerAlwaysAdmit } from "./api-server-always-admit.ts";
import { apiServerAlwaysAllow } from "./api-server-always-allow.ts";
import { apiServerAnonymousRequests } from "./api-server-anonymous-requests.ts";
import { apiServerAuditLogAgeShort } from "./api-server-audit-log-age-short.ts";
import { apiServerAuditLogBackupsFew } from "./api-server-audit-log-backups-few.ts";
import { apiServerAuditLogMissing } from "./api-server-audit-log-missing.ts";
import { apiServerAuditLogSizeSmall } from "./api-server-audit-log-size-small.ts";
import { apiServerAuditPolicyMissing } from "./api-server-audit-policy-missing.ts";
import { apiServerBasicAuth } from "./api-server-basic-auth.ts";
import { apiServerCiphersWeak } from "./api-server-ciphers-weak.ts";
import { apiServerClientCaMissing } from "./api-server-client-ca-missing.ts";
import { apiServerEncryptionMissing } from "./api-server-encryption-missing.ts";
import { apiServerEtcdCaMissing } from "./api-server-etcd-ca-missing.ts";
import { apiServerEtcdCertificateMissing } from "./api-server-etcd-certificate-missing.ts";
import { apiServerEventRateUnlimited } from "./api-server-event-rate-unlimited.ts";
import { apiServerExternalIpsAllowed } from "./api-server-external-ips-allowed.ts";
import { apiServerFrontProxyCaShared } from "./api-server-front-proxy-ca-shared.ts";
import { apiServerImagesNotAlwaysPulled } from "./api-server-images-not-always-pulled.ts";
import { apiServerInsecureAddress } from "./api-server-insecure-address.ts";
import { apiServerInsecurePort } from "./api-server-insecure-port.ts";
import { apiServerKubeletCaMissing } from "./api-server-kubelet-ca-missing.ts";
import { apiServerKubeletClientCertificateMissing } from "./api-server-kubelet-client-certificate-missing.ts";
import { apiServerKubeletHttpsOff } from "./api-server-kubelet-https-off.ts";
import { apiServerNamespaceLifecycleOff } from "./api-server-namespace-lifecycle-off.ts";
import { apiServerNodeAuthorizerOff } from "./api-server-node-authorizer-off.ts";
import { apiServerNodeRestrictionOff } from "./api-server-node-restriction-off.ts";
import { apiServerOidcNamesUnprefixed } from "./api-server-oidc-names-unprefixed.ts";
import { apiServerPodSecurityDefaultMissing } from "./api-server-pod-security-default-missing.ts";
import { apiServerProfiling } from "./api-server-profiling.ts";
import { apiServerRbacOff } from "./api-server-rbac-off.ts";
import { apiServerReadsAnonymous } from "./api-server-reads-anonymous.ts";
import { apiServerRequestTimeoutLong } from "./api-server-request-timeout-long.ts";
import { apiServerSecurePortOff } from "./api-server-secure-port-off.ts";
import { apiServerServiceAccountKeyMissing } from "./api-server-service-account-key-missing.ts";
import { apiServerServiceAccountLookupOff } from "./api-server-service-account-lookup-off.ts";
import { apiServerServiceAccountPluginOff } from "./api-server-service-account-plugin-off.ts";
import { apiServerTlsCertificateMissing } from "./api-server-tls-certificate-missing.ts";
import { apiServerTokenExpirationExtended } from "./api-server-token-expiration-extended.ts";
import { apiServerTokenFile } from "./api-server-token-file.ts";
import { auditPolicyRecordsSecrets } from "./audit-policy-records-secrets.ts";
import { auditPolicyRuleIneffective } from "./audit-policy-rule-ineffective.ts";
import { auditPolicySilent } from "./audit-policy-silent.ts";
import { authorizerWebhookFailsOpen } from "./authorizer-webhook-fails-open.ts";
import { certificateExpired } from "./certificate-expired.ts";
import { certificateExpiresSoon } from "./certificate-expires-soon.ts";
import { certificateKeyWeak } from "./certificate-key-weak.ts";
import { controllerManagerAddressOpen } from "./controller-manager-address-open.ts";
import { controllerManagerFinishedPodsKept } from "./controller-manager-finished-pods-kept.ts";
import { controllerManagerInsecurePort } from "./controller-manager-insecure-port.ts";
import { controllerManagerKubeletRotationOff } from "./controller-manager-kubelet-rotation-off.ts";
import { controllerManagerProfiling } from "./controller-manager-profiling.ts";
import { controllerManagerRootCaMissing } from "./controller-manager-root-ca-missing.ts";
import { controllerManagerServiceAccountKeyMissing } from "./controller-manager-service-account-key-missing.ts";
import { controllerManagerSharedCredentials } from "./controller-manager-shared-credentials.ts";
import { etcdAutoTls } from "./etcd-auto-tls.ts";
import { etcdCaShared } from "./etcd-ca-shared.ts";
import { etcdCertificateMissing } from "./etcd-certificate-missing.ts";
import { etcdClientCertificateNotRequired } from "./etcd-client-certificate-not-required.ts";
import { etcdClientsUnencrypted } from "./etcd-clients-unencrypted.ts";
import { etcdPeerAutoTls } from "./etcd-peer-auto-tls.ts";
import { etcdPeerCertificateMissing } from "./etcd-peer-certificate-missing.ts";
import { etcdPeerCertificateNotRequired } from "./etcd-peer-certificate-not-required.ts";
import { kubeProxyMetricsOpen } from "./kube-proxy-metrics-open.ts";
import { kubeletAlwaysAllow } from "./kubelet-always-allow.ts";
import { kubeletAnonymousRequests } from "./kubelet-anonymous-requests.ts";
import { kubeletCertificateMissing } from "./kubelet-certificate-missing.ts";
import { kubeletCiphersWeak } from "./kubelet-ciphers-weak.ts";
import { kubeletClientCaMissing } from "./kubelet-client-ca-missing.ts";
import { kubeletClientCertificateRotationOff } from "./kubelet-client-certificate-rotation-off.ts";
import { kubeletEventsUnlimited } from "./kubelet-events-unlimited.ts";
import { kubeletIdleStreamsKept } from "./kubelet-idle-streams-kept.ts";
import { kubeletIptablesChainsOff } from "./kubelet-iptables-chains-off.ts";
import { kubeletProcessesUnlimited } from "./kubelet-processes-unlimited.ts";
import { kubeletReadOnlyPort } from "./kubelet-read-only-port.ts";
import { kubeletSeccompDefaultOff } from "./kubelet-seccomp-default-off.ts";
import { schedulerAddressOpen } from "./scheduler-address-open.ts";
import { schedulerInsecurePort } from "./scheduler-insecure-port.ts";
import { schedulerProfiling } from "./scheduler-profiling.ts";
import { tokenIssuerNamesUnprefixed } from "./token-issuer-names-unprefixed.ts";

/** The checks of the topic control-plane, by id. */
export const controlPlaneChecks: readonly BuiltInCheck[] = [
  apiServerAbac,
  apiServerAddressPublic,
  apiServerAlwaysAdmit,
  apiServerAlwaysAllow,
  apiServerAnonymousRequests,
  apiServerAuditLogAgeShort,
  apiServerAuditLogBackupsFew,
  apiServerAuditLogMissing,
  apiServerAuditLogSizeSmall,
  apiServerAuditPolicyMissing,
  apiServerBasicAuth,
  apiServerCiphersWeak,
  apiServerClientCaMissing,
  apiServerEncryptionMissing,
  apiServerEtcdCaMissing,
  apiServerEtcdCertificateMissing,
  apiServerEventRateUnlimited,
  apiServerExternalIpsAllowed,
  apiServerFrontProxyCaShared,
  apiServerImagesNotAlwaysPulled,
  apiServerInsecureAddress,
  apiServerInsecurePort,
  apiServerKubeletCaMissing,
  apiServerKubeletClientCertificateMissing,
  apiServerKubeletHttpsOff,
  apiServerNamespaceLifecycleOff,
  apiServerNodeAuthorizerOff,
  apiServerNodeRestrictionOff,
  apiServerOidcNamesUnprefixed,
  apiServerPodSecurityDefaultMissing,
  apiServerProfiling,
  apiServerRbacOff,
  apiServerReadsAnonymous,
  apiServerRequestTimeoutLong,
  apiServerSecurePortOff,
  apiServerServiceAccountKeyMissing,
  apiServerServiceAccountLookupOff,
  apiServerServiceAccountPluginOff,
  apiServerTlsCertificateMissing,
  apiServerTokenExpirationExtended,
  apiServerTokenFile,
  auditPolicyRecordsSecrets,
  auditPolicyRuleIneffective,
  auditPolicySilent,
  authorizerWebhookFailsOpen,
  certificateExpired,
  certificateExpiresSoon,
  certificateKeyWeak,
  controllerManagerAddressOpen,
  controllerManagerFinishedPodsKept,
  controllerManagerInsecurePort,
  controllerManagerKubeletRotationOff,
  controllerManagerProfiling,
  controllerManagerRootCaMissing,
  controllerManagerServiceAccountKeyMissing,
  controllerManagerSharedCredentials,
  etcdAutoTls,
  etcdCaShared,
  etcdCertificateMissing,
  etcdClientCertificateNotRequired,
  etcdClientsUnencrypted,
  etcdPeerAutoTls,
  etcdPeerCertificateMissing,
  etcdPeerCertificateNotRequired,
  kubeProxyMetricsOpen,
  kubeletAlwaysAllow,
  kubeletAnonymousRequests,
  kubeletCertificateMissing,
  kubeletCiphersWeak,
  kubeletClientCaMissing,
  kubeletClientCertificateRotationOff,
  kubeletEventsUnlimited,
  kubeletIdleStreamsKept,
  kubeletIptablesChainsOff,
  kubeletProcessesUnlimited,
  kubeletReadOnlyPort,
  kubeletSeccompDefaultOff,
  schedulerAddressOpen,
  schedulerInsecurePort,
  schedulerProfiling,
  tokenIssuerNamesUnprefixed,
];

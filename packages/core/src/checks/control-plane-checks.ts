import type { Check } from "../check.ts";
import { apiServerAlwaysAdmit } from "./control-plane/api-server-always-admit.ts";
import { apiServerAlwaysAllow } from "./control-plane/api-server-always-allow.ts";
import { apiServerAnonymousRequests } from "./control-plane/api-server-anonymous-requests.ts";
import { apiServerAuditLogAgeShort } from "./control-plane/api-server-audit-log-age-short.ts";
import { apiServerAuditLogBackupsFew } from "./control-plane/api-server-audit-log-backups-few.ts";
import { apiServerAuditLogMissing } from "./control-plane/api-server-audit-log-missing.ts";
import { apiServerAuditLogSizeSmall } from "./control-plane/api-server-audit-log-size-small.ts";
import { apiServerBasicAuth } from "./control-plane/api-server-basic-auth.ts";
import { apiServerCiphersWeak } from "./control-plane/api-server-ciphers-weak.ts";
import { apiServerClientCaMissing } from "./control-plane/api-server-client-ca-missing.ts";
import { apiServerEncryptionMissing } from "./control-plane/api-server-encryption-missing.ts";
import { apiServerEtcdCaMissing } from "./control-plane/api-server-etcd-ca-missing.ts";
import { apiServerEtcdCertificateMissing } from "./control-plane/api-server-etcd-certificate-missing.ts";
import { apiServerEventRateUnlimited } from "./control-plane/api-server-event-rate-unlimited.ts";
import { apiServerExternalIpsAllowed } from "./control-plane/api-server-external-ips-allowed.ts";
import { apiServerImagesNotAlwaysPulled } from "./control-plane/api-server-images-not-always-pulled.ts";
import { apiServerInsecureAddress } from "./control-plane/api-server-insecure-address.ts";
import { apiServerInsecurePort } from "./control-plane/api-server-insecure-port.ts";
import { apiServerKubeletCaMissing } from "./control-plane/api-server-kubelet-ca-missing.ts";
import { apiServerKubeletClientCertificateMissing } from "./control-plane/api-server-kubelet-client-certificate-missing.ts";
import { apiServerKubeletHttpsOff } from "./control-plane/api-server-kubelet-https-off.ts";
import { apiServerNamespaceLifecycleOff } from "./control-plane/api-server-namespace-lifecycle-off.ts";
import { apiServerNodeAuthorizerOff } from "./control-plane/api-server-node-authorizer-off.ts";
import { apiServerNodeRestrictionOff } from "./control-plane/api-server-node-restriction-off.ts";
import { apiServerPodSecurityDefaultMissing } from "./control-plane/api-server-pod-security-default-missing.ts";
import { apiServerProfiling } from "./control-plane/api-server-profiling.ts";
import { apiServerRbacOff } from "./control-plane/api-server-rbac-off.ts";
import { apiServerRequestTimeoutLong } from "./control-plane/api-server-request-timeout-long.ts";
import { apiServerSecurePortOff } from "./control-plane/api-server-secure-port-off.ts";
import { apiServerServiceAccountKeyMissing } from "./control-plane/api-server-service-account-key-missing.ts";
import { apiServerServiceAccountLookupOff } from "./control-plane/api-server-service-account-lookup-off.ts";
import { apiServerServiceAccountPluginOff } from "./control-plane/api-server-service-account-plugin-off.ts";
import { apiServerTlsCertificateMissing } from "./control-plane/api-server-tls-certificate-missing.ts";
import { apiServerTokenExpirationExtended } from "./control-plane/api-server-token-expiration-extended.ts";
import { apiServerTokenFile } from "./control-plane/api-server-token-file.ts";
import { controllerManagerAddressOpen } from "./control-plane/controller-manager-address-open.ts";
import { controllerManagerFinishedPodsKept } from "./control-plane/controller-manager-finished-pods-kept.ts";
import { controllerManagerKubeletRotationOff } from "./control-plane/controller-manager-kubelet-rotation-off.ts";
import { controllerManagerProfiling } from "./control-plane/controller-manager-profiling.ts";
import { controllerManagerRootCaMissing } from "./control-plane/controller-manager-root-ca-missing.ts";
import { controllerManagerServiceAccountKeyMissing } from "./control-plane/controller-manager-service-account-key-missing.ts";
import { controllerManagerSharedCredentials } from "./control-plane/controller-manager-shared-credentials.ts";
import { etcdAutoTls } from "./control-plane/etcd-auto-tls.ts";
import { etcdCaShared } from "./control-plane/etcd-ca-shared.ts";
import { etcdCertificateMissing } from "./control-plane/etcd-certificate-missing.ts";
import { etcdClientCertificateNotRequired } from "./control-plane/etcd-client-certificate-not-required.ts";
import { etcdPeerAutoTls } from "./control-plane/etcd-peer-auto-tls.ts";
import { etcdPeerCertificateMissing } from "./control-plane/etcd-peer-certificate-missing.ts";
import { etcdPeerCertificateNotRequired } from "./control-plane/etcd-peer-certificate-not-required.ts";
import { schedulerAddressOpen } from "./control-plane/scheduler-address-open.ts";
import { schedulerProfiling } from "./control-plane/scheduler-profiling.ts";

/** The checks of the topic control-plane, by id. */
export const controlPlaneChecks: readonly Check[] = [
  apiServerAlwaysAdmit,
  apiServerAlwaysAllow,
  apiServerAnonymousRequests,
  apiServerAuditLogAgeShort,
  apiServerAuditLogBackupsFew,
  apiServerAuditLogMissing,
  apiServerAuditLogSizeSmall,
  apiServerBasicAuth,
  apiServerCiphersWeak,
  apiServerClientCaMissing,
  apiServerEncryptionMissing,
  apiServerEtcdCaMissing,
  apiServerEtcdCertificateMissing,
  apiServerEventRateUnlimited,
  apiServerExternalIpsAllowed,
  apiServerImagesNotAlwaysPulled,
  apiServerInsecureAddress,
  apiServerInsecurePort,
  apiServerKubeletCaMissing,
  apiServerKubeletClientCertificateMissing,
  apiServerKubeletHttpsOff,
  apiServerNamespaceLifecycleOff,
  apiServerNodeAuthorizerOff,
  apiServerNodeRestrictionOff,
  apiServerPodSecurityDefaultMissing,
  apiServerProfiling,
  apiServerRbacOff,
  apiServerRequestTimeoutLong,
  apiServerSecurePortOff,
  apiServerServiceAccountKeyMissing,
  apiServerServiceAccountLookupOff,
  apiServerServiceAccountPluginOff,
  apiServerTlsCertificateMissing,
  apiServerTokenExpirationExtended,
  apiServerTokenFile,
  controllerManagerAddressOpen,
  controllerManagerFinishedPodsKept,
  controllerManagerKubeletRotationOff,
  controllerManagerProfiling,
  controllerManagerRootCaMissing,
  controllerManagerServiceAccountKeyMissing,
  controllerManagerSharedCredentials,
  etcdAutoTls,
  etcdCaShared,
  etcdCertificateMissing,
  etcdClientCertificateNotRequired,
  etcdPeerAutoTls,
  etcdPeerCertificateMissing,
  etcdPeerCertificateNotRequired,
  schedulerAddressOpen,
  schedulerProfiling,
];

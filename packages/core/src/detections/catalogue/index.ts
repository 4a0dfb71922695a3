import type { Detection } from "../detection.ts";
import { addressOnList } from "./address-on-list.ts";
import { adminIdentityUsed } from "./admin-identity-used.ts";
import { admissionControlDeleted } from "./admission-control-deleted.ts";
import { admissionPolicyWritten } from "./admission-policy-written.ts";
import { admissionViolation } from "./admission-violation.ts";
import { admissionWebhookChanged } from "./admission-webhook-changed.ts";
import { admissionWebhookCreated } from "./admission-webhook-created.ts";
import { anonymousPodWrite } from "./anonymous-pod-write.ts";
import { anonymousProbing } from "./anonymous-probing.ts";
import { anonymousRequestAllowed } from "./anonymous-request-allowed.ts";
import { awsAuthChanged } from "./aws-auth-changed.ts";
import { bindingWritten } from "./binding-written.ts";
import { certificateRequested } from "./certificate-requested.ts";
import { clusterDnsChanged } from "./cluster-dns-changed.ts";
import { configMapWithCredentials } from "./config-map-with-credentials.ts";
import { containerAddedToWorkload } from "./container-added-to-workload.ts";
import { cronJobWritten } from "./cron-job-written.ts";
import { daemonSetCreated } from "./daemon-set-created.ts";
import { deniedFromPublicAddress } from "./denied-from-public-address.ts";
import { deniedRequestBurst } from "./denied-request-burst.ts";
import { deprecatedApiUsed } from "./deprecated-api-used.ts";
import { ephemeralContainerAdded } from "./ephemeral-container-added.ts";
import { eventsDeleted } from "./events-deleted.ts";
import { execChangesContainer } from "./exec-changes-container.ts";
import { execCopiesOut } from "./exec-copies-out.ts";
import { execDownloads } from "./exec-downloads.ts";
import { execIntoPod } from "./exec-into-pod.ts";
import { execMetadataService } from "./exec-metadata-service.ts";
import { execReadsCredentials } from "./exec-reads-credentials.ts";
import { execReverseShell } from "./exec-reverse-shell.ts";
import { forbiddenCreate } from "./forbidden-create.ts";
import { imageNotAllowed } from "./image-not-allowed.ts";
import { ingressCreatedWithoutTls } from "./ingress-created-without-tls.ts";
import { ingressSnippet } from "./ingress-snippet.ts";
import { massDeletion } from "./mass-deletion.ts";
import { namespaceDeleted } from "./namespace-deleted.ts";
import { namespaceNotAllowed } from "./namespace-not-allowed.ts";
import { newSourceForSystemIdentity } from "./new-source-for-system-identity.ts";
import { newUserAgentWhenDenied } from "./new-user-agent-when-denied.ts";
import { nodeJoined } from "./node-joined.ts";
import { nodesProxyUsed } from "./nodes-proxy-used.ts";
import { objectWritten } from "./object-written.ts";
import { permissionsEnumerated } from "./permissions-enumerated.ts";
import { podDangerousCapabilities } from "./pod-dangerous-capabilities.ts";
import { podHostIpc } from "./pod-host-ipc.ts";
import { podHostNetwork } from "./pod-host-network.ts";
import { podHostPath } from "./pod-host-path.ts";
import { podHostPid } from "./pod-host-pid.ts";
import { podMayRunAsRoot } from "./pod-may-run-as-root.ts";
import { podWithControllerAccount } from "./pod-with-controller-account.ts";
import { podWithLookalikeName } from "./pod-with-lookalike-name.ts";
import { portForward } from "./port-forward.ts";
import { privilegedImpersonation } from "./privileged-impersonation.ts";
import { privilegedPod } from "./privileged-pod.ts";
import { privilegedRoleBound } from "./privileged-role-bound.ts";
import { rbacWriteByServiceAccount } from "./rbac-write-by-service-account.ts";
import { reconnaissance } from "./reconnaissance.ts";
import { rightsThenWorkload } from "./rights-then-workload.ts";
import { roleChangedToDangerous } from "./role-changed-to-dangerous.ts";
import { roleWithDangerousRights } from "./role-with-dangerous-rights.ts";
import { roleWithExec } from "./role-with-exec.ts";
import { roleWithWildcards } from "./role-with-wildcards.ts";
import { secretReadByTool } from "./secret-read-by-tool.ts";
import { secretReadDenied } from "./secret-read-denied.ts";
import { secretsListedEverywhere } from "./secrets-listed-everywhere.ts";
import { secretsRead } from "./secrets-read.ts";
import { serviceAccountInSystemNamespace } from "./service-account-in-system-namespace.ts";
import { serviceAccountTokenRequested } from "./service-account-token-requested.ts";
import { serviceExposed } from "./service-exposed.ts";
import { serviceGivenExternalIps } from "./service-given-external-ips.ts";
import { systemIdentityFromPublicAddress } from "./system-identity-from-public-address.ts";
import { systemRoleChanged } from "./system-role-changed.ts";
import { tokenSecretCreated } from "./token-secret-created.ts";
import { userNotAllowed } from "./user-not-allowed.ts";
import { workloadInSystemNamespace } from "./workload-in-system-namespace.ts";

/** Every detection, in the order of the ids; a test compares the list with the folder. */
export const DETECTIONS: readonly Detection[] = [
  addressOnList,
  adminIdentityUsed,
  admissionControlDeleted,
  admissionPolicyWritten,
  admissionViolation,
  admissionWebhookChanged,
  admissionWebhookCreated,
  anonymousPodWrite,
  anonymousProbing,
  anonymousRequestAllowed,
  awsAuthChanged,
  bindingWritten,
  certificateRequested,
  clusterDnsChanged,
  configMapWithCredentials,
  containerAddedToWorkload,
  cronJobWritten,
  daemonSetCreated,
  deniedFromPublicAddress,
  deniedRequestBurst,
  deprecatedApiUsed,
  ephemeralContainerAdded,
  eventsDeleted,
  execChangesContainer,
  execCopiesOut,
  execDownloads,
  execIntoPod,
  execMetadataService,
  execReadsCredentials,
  execReverseShell,
  forbiddenCreate,
  imageNotAllowed,
  ingressCreatedWithoutTls,
  ingressSnippet,
  massDeletion,
  namespaceDeleted,
  namespaceNotAllowed,
  newSourceForSystemIdentity,
  newUserAgentWhenDenied,
  nodeJoined,
  nodesProxyUsed,
  objectWritten,
  permissionsEnumerated,
  podDangerousCapabilities,
  podHostIpc,
  podHostNetwork,
  podHostPath,
  podHostPid,
  podMayRunAsRoot,
  podWithControllerAccount,
  podWithLookalikeName,
  portForward,
  privilegedImpersonation,
  privilegedPod,
  privilegedRoleBound,
  rbacWriteByServiceAccount,
  reconnaissance,
  rightsThenWorkload,
  roleChangedToDangerous,
  roleWithDangerousRights,
  roleWithExec,
  roleWithWildcards,
  secretReadByTool,
  secretReadDenied,
  secretsListedEverywhere,
  secretsRead,
  serviceAccountInSystemNamespace,
  serviceAccountTokenRequested,
  serviceExposed,
  serviceGivenExternalIps,
  systemIdentityFromPublicAddress,
  systemRoleChanged,
  tokenSecretCreated,
  userNotAllowed,
  workloadInSystemNamespace,
];

import type { Check } from "../check.ts";
import { aggregationLabelAdded } from "./access/aggregation-label-added.ts";
import { anonymousBound } from "./access/anonymous-bound.ts";
import { awsAuthWritable } from "./access/aws-auth-writable.ts";
import { certificateApprovalAllowed } from "./access/certificate-approval-allowed.ts";
import { clusterAdminBound } from "./access/cluster-admin-bound.ts";
import { configMapsWritable } from "./access/config-maps-writable.ts";
import { deliveryAccountClusterAdmin } from "./access/delivery-account-cluster-admin.ts";
import { ephemeralContainersAddable } from "./access/ephemeral-containers-addable.ts";
import { everyoneBound } from "./access/everyone-bound.ts";
import { grantedAccountMissing } from "./access/granted-account-missing.ts";
import { impersonationAllowed } from "./access/impersonation-allowed.ts";
import { informationReadable } from "./access/information-readable.ts";
import { logsOrEventsDeletable } from "./access/logs-or-events-deletable.ts";
import { massDeletionAllowed } from "./access/mass-deletion-allowed.ts";
import { mastersGroupBound } from "./access/masters-group-bound.ts";
import { namespaceLabelsWritable } from "./access/namespace-labels-writable.ts";
import { networkObjectsWritable } from "./access/network-objects-writable.ts";
import { nodesProxyAllowed } from "./access/nodes-proxy-allowed.ts";
import { nodesWritable } from "./access/nodes-writable.ts";
import { persistentVolumeCreatable } from "./access/persistent-volume-creatable.ts";
import { podAccountCanTakeOver } from "./access/pod-account-can-take-over.ts";
import { podsAttach } from "./access/pods-attach.ts";
import { podsCreatable } from "./access/pods-creatable.ts";
import { podsExec } from "./access/pods-exec.ts";
import { podsPortForward } from "./access/pods-port-forward.ts";
import { rbacObjectsWritable } from "./access/rbac-objects-writable.ts";
import { roleBindingAllowed } from "./access/role-binding-allowed.ts";
import { roleEscalationAllowed } from "./access/role-escalation-allowed.ts";
import { roleMissing } from "./access/role-missing.ts";
import { roleUnused } from "./access/role-unused.ts";
import { secretsReadable } from "./access/secrets-readable.ts";
import { serviceStatusWritable } from "./access/service-status-writable.ts";
import { tokenCreationAllowed } from "./access/token-creation-allowed.ts";
import { tooManyRoles } from "./access/too-many-roles.ts";
import { webhookConfigurationWritable } from "./access/webhook-configuration-writable.ts";
import { wildcardEverythingRole } from "./access/wildcard-everything-role.ts";
import { wildcardResource } from "./access/wildcard-resource.ts";
import { wildcardVerb } from "./access/wildcard-verb.ts";

/** The checks of the topic access, by id. */
export const accessChecks: readonly Check[] = [
  aggregationLabelAdded,
  anonymousBound,
  awsAuthWritable,
  certificateApprovalAllowed,
  clusterAdminBound,
  configMapsWritable,
  deliveryAccountClusterAdmin,
  ephemeralContainersAddable,
  everyoneBound,
  grantedAccountMissing,
  impersonationAllowed,
  informationReadable,
  logsOrEventsDeletable,
  massDeletionAllowed,
  mastersGroupBound,
  namespaceLabelsWritable,
  networkObjectsWritable,
  nodesProxyAllowed,
  nodesWritable,
  persistentVolumeCreatable,
  podAccountCanTakeOver,
  podsAttach,
  podsCreatable,
  podsExec,
  podsPortForward,
  rbacObjectsWritable,
  roleBindingAllowed,
  roleEscalationAllowed,
  roleMissing,
  roleUnused,
  secretsReadable,
  serviceStatusWritable,
  tokenCreationAllowed,
  tooManyRoles,
  webhookConfigurationWritable,
  wildcardEverythingRole,
  wildcardResource,
  wildcardVerb,
];

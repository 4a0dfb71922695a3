import type { BuiltInCheck } from "../built-in-check.ts";
import { aggregationLabelAdded } from "./aggregation-label-added.ts";
import { anonymousBound } from "./anonymous-bound.ts";
import { awsAuthWritable } from "./aws-auth-writable.ts";
import { certificateApprovalAllowed } from "./certificate-approval-allowed.ts";
import { clusterAdminBound } from "./cluster-admin-bound.ts";
import { configMapsWritable } from "./config-maps-writable.ts";
import { deletionAllowed } from "./deletion-allowed.ts";
import { deliveryAccountClusterAdmin } from "./delivery-account-cluster-admin.ts";
import { ephemeralContainersAddable } from "./ephemeral-containers-addable.ts";
import { eventsDeletable } from "./events-deletable.ts";
import { everyoneBound } from "./everyone-bound.ts";
import { grantedAccountMissing } from "./granted-account-missing.ts";
import { impersonationAllowed } from "./impersonation-allowed.ts";
import { logsOrRbacReadable } from "./logs-or-rbac-readable.ts";
import { massDeletionAllowed } from "./mass-deletion-allowed.ts";
import { namespaceLabelsWritable } from "./namespace-labels-writable.ts";
import { networkObjectsWritable } from "./network-objects-writable.ts";
import { nodesProxyAllowed } from "./nodes-proxy-allowed.ts";
import { nodesWritable } from "./nodes-writable.ts";
import { persistentVolumeChangeable } from "./persistent-volume-changeable.ts";
import { persistentVolumeCreatable } from "./persistent-volume-creatable.ts";
import { podAccountCanTakeOver } from "./pod-account-can-take-over.ts";
import { podsAttach } from "./pods-attach.ts";
import { podsCreatable } from "./pods-creatable.ts";
import { podsExec } from "./pods-exec.ts";
import { podsPortForward } from "./pods-port-forward.ts";
import { rbacObjectsWritable } from "./rbac-objects-writable.ts";
import { roleBindingAllowed } from "./role-binding-allowed.ts";
import { roleEscalationAllowed } from "./role-escalation-allowed.ts";
import { roleMissing } from "./role-missing.ts";
import { roleUnused } from "./role-unused.ts";
import { ruleWithoutEffect } from "./rule-without-effect.ts";
import { secretsReadable } from "./secrets-readable.ts";
import { secretsWritable } from "./secrets-writable.ts";
import { serviceStatusWritable } from "./service-status-writable.ts";
import { subjectWithoutEffect } from "./subject-without-effect.ts";
import { systemMastersBound } from "./system-masters-bound.ts";
import { tokenCreationAllowed } from "./token-creation-allowed.ts";
import { tooManyRoles } from "./too-many-roles.ts";
import { webhookConfigurationWritable } from "./webhook-configuration-writable.ts";
import { wildcardApiGroup } from "./wildcard-api-group.ts";
import { wildcardEverythingRole } from "./wildcard-everything-role.ts";
import { wildcardResource } from "./wildcard-resource.ts";
import { wildcardVerb } from "./wildcard-verb.ts";

/** The checks of the topic access, by id. */
export const accessChecks: readonly BuiltInCheck[] = [
  aggregationLabelAdded,
  anonymousBound,
  awsAuthWritable,
  certificateApprovalAllowed,
  clusterAdminBound,
  configMapsWritable,
  deletionAllowed,
  deliveryAccountClusterAdmin,
  ephemeralContainersAddable,
  eventsDeletable,
  everyoneBound,
  grantedAccountMissing,
  impersonationAllowed,
  logsOrRbacReadable,
  massDeletionAllowed,
  namespaceLabelsWritable,
  networkObjectsWritable,
  nodesProxyAllowed,
  nodesWritable,
  persistentVolumeChangeable,
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
  ruleWithoutEffect,
  secretsReadable,
  secretsWritable,
  serviceStatusWritable,
  subjectWithoutEffect,
  systemMastersBound,
  tokenCreationAllowed,
  tooManyRoles,
  webhookConfigurationWritable,
  wildcardApiGroup,
  wildcardEverythingRole,
  wildcardResource,
  wildcardVerb,
];

import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  RoleRef,
  Subject,
} from "../kubernetes/api/types.ts";
import type { Decoded } from "./decoded.ts";
import { isUsableSelector, validateLabelSelector } from "./labels.ts";
import { dnsSubdomainName, type NameProblem, pathSegmentName } from "./names.ts";
import { validateObjectMeta } from "./object-meta.ts";
import type { Place } from "./place.ts";

// Follows pkg/apis/rbac/validation/validation.go and pkg/apis/rbac/v1/defaults.go.

const GROUP = "rbac.authorization.k8s.io";
// `ValidateRBACName` looks at a prefix like at a whole name.
const name: NameProblem = (text) => pathSegmentName(text, false);

/** `ValidateRole`. */
export function validateRole(role: Decoded<Role>, at: Place): void {
  validateObjectMeta(role.metadata, { namespaced: true, name }, at.child("metadata"));
  validateRules(role.rules, true, at.child("rules"));
}

/** `ValidateClusterRole`. */
export function validateClusterRole(role: Decoded<ClusterRole>, at: Place): void {
  validateObjectMeta(role.metadata, { namespaced: false, name }, at.child("metadata"));
  validateRules(role.rules, false, at.child("rules"));
  if (role.aggregationRule === undefined) return;
  const { clusterRoleSelectors = [] } = role.aggregationRule;
  const selectorsAt = at.child("aggregationRule").child("clusterRoleSelectors");
  if (clusterRoleSelectors.length === 0) selectorsAt.required("must have at least one selector");
  for (const [index, selector] of clusterRoleSelectors.entries()) {
    validateLabelSelector(selector, selectorsAt.index(index));
    if (!isUsableSelector(selector)) selectorsAt.index(index).invalid("is no label selector");
  }
}

function validateRules(
  rules: readonly Decoded<PolicyRule>[] = [],
  isNamespaced: boolean,
  at: Place,
): void {
  for (const [index, rule] of rules.entries()) validateRule(rule, isNamespaced, at.index(index));
}

/** `ValidatePolicyRule`. */
function validateRule(
  { verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Decoded<PolicyRule>,
  isNamespaced: boolean,
  at: Place,
): void {
  if (isEmpty(verbs)) at.child("verbs").required("must name at least one verb");
  if (isEmpty(nonResourceURLs)) {
    if (isEmpty(apiGroups)) at.child("apiGroups").required("must name at least one API group");
    if (isEmpty(resources)) at.child("resources").required("must name at least one resource");
    return;
  }
  if (isNamespaced) at.child("nonResourceURLs").invalid("may not be in a Role");
  if (!isEmpty(apiGroups) || !isEmpty(resources) || !isEmpty(resourceNames)) {
    at.child("nonResourceURLs").invalid(
      "may not be beside apiGroups, resources or resourceNames in one rule",
    );
  }
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

/** `ValidateRoleBinding`. */
export function validateRoleBinding(binding: Decoded<RoleBinding>, at: Place): void {
  validateObjectMeta(binding.metadata, { namespaced: true, name }, at.child("metadata"));
  validateRoleRef(binding.roleRef ?? {}, ["Role", "ClusterRole"], at.child("roleRef"));
  validateSubjects(binding.subjects, true, at.child("subjects"));
}

/** `ValidateClusterRoleBinding`. */
export function validateClusterRoleBinding(binding: Decoded<ClusterRoleBinding>, at: Place): void {
  validateObjectMeta(binding.metadata, { namespaced: false, name }, at.child("metadata"));
  validateRoleRef(binding.roleRef ?? {}, ["ClusterRole"], at.child("roleRef"));
  validateSubjects(binding.subjects, false, at.child("subjects"));
}

function validateRoleRef(roleRef: Decoded<RoleRef>, kinds: readonly string[], at: Place): void {
  const { kind = "", name: role = "" } = roleRef;
  // Absent and empty mean RBAC's own group (SetDefaults_RoleBinding).
  const apiGroup = roleRef.apiGroup || GROUP;
  at.child("apiGroup").among(apiGroup, [GROUP]);
  at.child("kind").among(kind, kinds);
  at.child("name").needs(role, (text) => name(text, false));
}

function validateSubjects(
  subjects: readonly Decoded<Subject>[] = [],
  isNamespaced: boolean,
  at: Place,
): void {
  for (const [index, subject] of subjects.entries()) {
    validateSubject(subject, isNamespaced, at.index(index));
  }
}

/** `ValidateRoleBindingSubject`, after `SetDefaults_Subject`. */
function validateSubject(subject: Decoded<Subject>, isNamespaced: boolean, at: Place): void {
  const { kind = "" } = subject;
  if ((subject.name ?? "") === "") at.child("name").required();
  if (kind === "ServiceAccount") validateAccount(subject, isNamespaced, at);
  else if (kind === "User" || kind === "Group") {
    at.child("apiGroup").among(subject.apiGroup || GROUP, [GROUP]);
  } else at.child("kind").notSupported(kind, ["ServiceAccount", "User", "Group"]);
}

function validateAccount(
  { name: account = "", namespace = "", apiGroup = "" }: Decoded<Subject>,
  isNamespaced: boolean,
  at: Place,
): void {
  if (account !== "") at.child("name").judge(account, dnsSubdomainName(account, false));
  if (apiGroup !== "") at.child("apiGroup").notSupported(apiGroup, [""]);
  // In a RoleBinding it is the binding's own (pkg/apis/rbac/v1 leaves it empty; the account is nobody then).
  if (!isNamespaced && namespace === "") at.child("namespace").required();
}

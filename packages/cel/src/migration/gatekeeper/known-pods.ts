import { type KnownTemplate, listed, PARAMS } from "./known-template.ts";

/*
 * Templates on what PodSecurityPolicy was about.
 */

/** Whether a number is in one of the ranges of a parameter. */
function isInRanges(value: string, field: string): string {
  return `${PARAMS}.?${field}.?ranges.orValue([]).exists(r, ${value} >= r.min && ${value} <= r.max)`;
}

function ruleOf(field: string): string {
  return `${PARAMS}.${field}.?rule.orValue('')`;
}

/** Whether a value that is there is what the rule of a field takes. */
function isTaken(value: string, field: string): string {
  const rule = ruleOf(field);
  return `(${rule} == 'RunAsAny' || ${rule} in ['MayRunAs', 'MustRunAs'] && ${isInRanges(value, field)})`;
}

/** A field of the container, or else of the pod. */
function effective(field: string): string {
  return `c.?securityContext.?${field}.or(variables.pod.?${field})`;
}

const USER = effective("runAsUser");
const NOT_ROOT = `${effective("runAsNonRoot")}.orValue(false)`;
const USER_RULE = ruleOf("runAsUser");
const GOOD_USER = [
  `${USER_RULE} == 'RunAsAny'`,
  `${USER_RULE} == 'MustRunAs' && ${USER}.hasValue() && ${isInRanges(`${USER}.value()`, "runAsUser")}`,
  `${USER_RULE} == 'MustRunAsNonRoot' && (${USER}.hasValue() ? ${USER}.value() != 0 : ${NOT_ROOT})`,
  `!(${USER_RULE} in ['RunAsAny', 'MustRunAs', 'MustRunAsNonRoot']) && !${USER}.hasValue()`,
].join(" || ");

const GROUP = effective("runAsGroup");

function unless(field: string, good: string): string {
  return `variables.isUpdate || !has(${PARAMS}.${field}) || ${good}`;
}

/** A field of the pod alone, held against its rule where there are containers that are not exempt. */
function ofPod(field: string, taken: string): string {
  const value = `variables.pod.?${field}`;
  return unless(
    field,
    `variables.checked.size() == 0 || (${value}.hasValue() ? ${taken} : ${ruleOf(field)} != 'MustRunAs')`,
  );
}

const SELINUX_FIELDS = ["level", "role", "type", "user"];

function isAllowedSelinux(options: string): string {
  const same = SELINUX_FIELDS.map(
    (field) => `(!has(${options}.${field}) || p.?${field} == ${options}.?${field})`,
  );
  return `${listed("allowedSELinuxOptions")}.exists(p, ${same.join(" && ")})`;
}

const TOKENS = "'/var/run/secrets/kubernetes.io/serviceaccount'";

export const POD_TEMPLATES: readonly KnownTemplate[] = [
  {
    kind: "K8sPSPAllowedUsers",
    digests: ["53cf658dff6bdc5bd17a80258da1d622d53edc9b395b89dcf79a0556011d3f54"],
    validations: [
      {
        expression: unless("runAsUser", `variables.checked.all(c, ${GOOD_USER})`),
        message: "a container runs as a user that is not allowed",
      },
      {
        expression: unless(
          "runAsGroup",
          `variables.checked.all(c, ${GROUP}.hasValue() ? ${isTaken(`${GROUP}.value()`, "runAsGroup")} : ${ruleOf("runAsGroup")} != 'MustRunAs')`,
        ),
        message: "a container runs as a group that is not allowed",
      },
      {
        expression: ofPod(
          "supplementalGroups",
          `variables.pod.supplementalGroups.all(g, ${isTaken("g", "supplementalGroups")})`,
        ),
        message: "the pod has supplemental groups that are not allowed",
      },
      {
        expression: ofPod("fsGroup", isTaken("variables.pod.fsGroup", "fsGroup")),
        message: "the pod has a group of its volumes that is not allowed",
      },
    ],
  },
  {
    kind: "K8sPSPSELinuxV2",
    digests: ["2da6831e0271941e713db0ca713980e8e6a5556d79252256b7522094b727a5e8"],
    validations: [
      {
        expression: `variables.isUpdate || !has(variables.pod.seLinuxOptions) || ${isAllowedSelinux("variables.pod.seLinuxOptions")}`,
        message: "the pod has SELinux options that are not allowed",
      },
      {
        expression: `variables.isUpdate || variables.checked.all(c, !c.?securityContext.?seLinuxOptions.hasValue() || ${isAllowedSelinux("c.securityContext.seLinuxOptions")})`,
        message: "a container has SELinux options that are not allowed",
      },
    ],
  },
  {
    kind: "K8sPSPVolumeTypes",
    digests: ["cf31807abdb659594728ed35694787bde9cc83b41de834b8cc8e06b46c289292"],
    validations: [
      {
        expression: `variables.isUpdate || '*' in ${listed("volumes")} || variables.spec.?volumes.orValue([]).all(v, dyn(v).all(k, k == 'name' || k in ${listed("volumes")}))`,
        message: "a volume is of a type that is not allowed",
      },
    ],
  },
  {
    kind: "K8sPSPFlexVolumes",
    digests: ["3c1343ec1308e1cb9b0a68e9a4f093b0dd5943b03afd6ecdb5abf9f0b732d85b"],
    validations: [
      {
        expression: `variables.isUpdate || variables.spec.?volumes.orValue([]).all(v, !has(v.flexVolume) || ${listed("allowedFlexVolumes")}.exists(a, a.driver == v.flexVolume.driver))`,
        message: "a volume has a driver that is not allowed",
      },
    ],
  },
  {
    kind: "K8sPSPAutomountServiceAccountTokenPod",
    digests: ["3c5ec06f25b7d4fd1afdac96d36b70cbae1e8468041ddd94186319969ebb2ed7"],
    validations: [
      {
        expression: `variables.isUpdate || (has(variables.spec.automountServiceAccountToken) ? !variables.spec.automountServiceAccountToken : !variables.running.exists(c, c.?volumeMounts.orValue([]).exists(m, m.mountPath == ${TOKENS})))`,
        message: "the token of the account is mounted",
      },
    ],
  },
];

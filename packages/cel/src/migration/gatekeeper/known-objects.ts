import { type KnownTemplate, listed, PARAMS } from "./known-template.ts";

/*
 * Templates on other objects than pods.
 */

const HAS_KIND = "request.kind.kind";
const ALLOW_HTTP =
  "object.metadata.?annotations[?'kubernetes.io/ingress.allow-http'].orValue('') == 'false'";
const IS_TLS_OPTIONAL = `${PARAMS}.?tlsOptional.orValue(false)`;

function accountOf(object: string): string {
  const inJob = `${object}.?spec.?jobTemplate.?spec.?template.?spec.?serviceAccountName`;
  const inTemplate = `${object}.?spec.?template.?spec.?serviceAccountName`;
  return `(${object}.kind == 'Pod' ? ${object}.?spec.?serviceAccountName : ${object}.kind == 'CronJob' ? ${inJob} : ${inTemplate})`;
}

const [ACCOUNT, OLD_ACCOUNT] = [accountOf("object"), accountOf("oldObject")];
const WITH_ACCOUNTS =
  "['Pod', 'ReplicationController', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']";
const IS_PRIVILEGED = `request.userInfo.username in ${listed("allowedUsers")} || request.userInfo.groups.exists(g, g in ${listed("allowedGroups")})`;

const MIN = "object.spec.?minReplicas.orValue(1)";
const MAX = "object.spec.maxReplicas";

function serviceType(type: string): string {
  return `${HAS_KIND} != 'Service' || object.spec.?type.orValue('') != '${type}'`;
}

export const OBJECT_TEMPLATES: readonly KnownTemplate[] = [
  {
    kind: "K8sBlockEndpointEditDefaultRole",
    digests: ["41c05be1b2038646883a631783298e283d70210df6d705bfaaa296cccfaac459"],
    validations: [
      {
        expression:
          "object.metadata.?name.orValue('') != 'system:aggregate-to-edit' || !object.?rules.orValue([]).exists(r, 'endpoints' in r.?resources.orValue([]) && r.verbs.exists(v, v in ['create', 'patch', 'update']))",
        message: "the role system:aggregate-to-edit lets endpoints be changed",
      },
    ],
  },
  {
    kind: "K8sBlockLoadBalancer",
    digests: ["f3e170a580c8a1b669d170857ccdb033e0606809940bef4c0ff0b7e4eefb9ba2"],
    validations: [
      {
        expression: serviceType("LoadBalancer"),
        message: "Services of the type LoadBalancer are not allowed",
      },
    ],
  },
  {
    kind: "K8sBlockNodePort",
    digests: ["ea3cd149b85ec9c8ad8839d5cc9ad70ef0967267c4dd065ef648bd649319d30a"],
    validations: [
      {
        expression: serviceType("NodePort"),
        message: "Services of the type NodePort are not allowed",
      },
    ],
  },
  {
    kind: "K8sBlockWildcardIngress",
    digests: ["bd989776d239224f38d081c6e6a1ced423ab285da0cf3ad935eb10e3541a399d"],
    validations: [
      {
        expression: `${HAS_KIND} != 'Ingress' || object.?spec.?rules.orValue([]).all(r, r.?host.orValue('') != '' && !r.host.contains('*'))`,
        message: "a rule is for no host or for one with a wildcard",
      },
    ],
  },
  {
    kind: "K8sDisallowAnonymous",
    digests: ["c12dee2998317e596ff5b78a1485f25b9b050115732222a38f70fca1e16f84b7"],
    validations: [
      {
        expression: `object.roleRef.name in ${listed("allowedRoles")} || !object.?subjects.orValue([]).exists(s, s.name in ['system:unauthenticated', 'system:anonymous'] || ${PARAMS}.?disallowAuthenticated.orValue(false) && s.name == 'system:authenticated')`,
        message: "the role is given to whoever is not authenticated",
      },
    ],
  },
  {
    kind: "K8sExternalIPs",
    digests: ["519564fe545b6a87c93e5114cfdc215bd7ce54bdf8d789fd80cc956e2e36140b"],
    validations: [
      {
        expression: `${HAS_KIND} != 'Service' || object.spec.?externalIPs.orValue([]).all(i, i in ${listed("allowedIPs")})`,
        message: "the Service has external IPs that are not allowed",
      },
    ],
  },
  {
    kind: "K8sHorizontalPodAutoscaler",
    digests: ["28a8fedd8fdfa18693018ddfc5abc13ca53a029aaf0b9f7bf19de13d42080456"],
    refusedWith: {
      parameter: "enforceScaleTargetRef",
      reason:
        "enforceScaleTargetRef asks whether another object is there, which no expression sees",
    },
    validations: [
      {
        expression: `${HAS_KIND} != 'HorizontalPodAutoscaler' || !has(${PARAMS}.ranges) || ${PARAMS}.ranges.exists(r, r.min_replicas <= ${MIN} && r.max_replicas >= ${MAX})`,
        message: "the numbers of replicas are in none of the allowed ranges",
      },
      {
        expression: `${HAS_KIND} != 'HorizontalPodAutoscaler' || !has(${PARAMS}.minimumReplicaSpread) || ${MAX} - ${MIN} >= ${PARAMS}.minimumReplicaSpread`,
        message: "the numbers of replicas are too near to each other",
      },
    ],
  },
  {
    kind: "K8sHttpsOnly",
    digests: ["1efd4c05b9e4cdf3ac84ea95f0357230a383294eb909f680482aea0c45617e49"],
    validations: [
      {
        expression: `object.kind != 'Ingress' || !object.apiVersion.matches('^(extensions|networking.k8s.io)/') || ${ALLOW_HTTP} && (${IS_TLS_OPTIONAL} || object.?spec.?tls.orValue([]).size() > 0)`,
        message: "the Ingress is not for https alone",
      },
    ],
  },
  {
    kind: "NoUpdateServiceAccount",
    digests: ["eb8069f3e2fb6469870037f602792b094aa775b11e23e99a3e405ff7035dc015"],
    validations: [
      {
        expression: `request.operation != 'UPDATE' || object.kind in ${WITH_ACCOUNTS} && ${ACCOUNT}.hasValue() && ${OLD_ACCOUNT}.hasValue() && (${ACCOUNT} == ${OLD_ACCOUNT} || ${IS_PRIVILEGED})`,
        message: "the user may not change serviceAccountName",
      },
    ],
  },
  {
    kind: "K8sReplicaLimits",
    digests: ["43e3a49661595694f54f9f3fa8057d3a568fb75c390c06cc8331d631586773f5"],
    validations: [
      {
        expression: `has(object.spec.replicas) && ${listed("ranges")}.exists(r, r.min_replicas <= object.spec.replicas && r.max_replicas >= object.spec.replicas)`,
        message: "the number of replicas is in none of the allowed ranges",
      },
    ],
  },
  {
    kind: "K8sRequiredAnnotations",
    digests: ["9e01b3a84c5afd7750cc9976e12541f6f20e510851f8d29d3489dd744f8abd2e"],
    validations: [
      {
        expression: `${listed("annotations")}.all(a, a.key in object.metadata.?annotations.orValue({}))`,
        message: "an annotation is missing",
      },
      {
        expression: `${listed("annotations")}.all(a, a.?allowedRegex.orValue('') == '' || !(a.key in object.metadata.?annotations.orValue({})) || object.metadata.annotations[a.key].matches(a.allowedRegex))`,
        message: "an annotation has a value that is not allowed",
      },
    ],
  },
  {
    kind: "VerifyDeprecatedAPI",
    digests: ["bfb9b1b783dde05c2208d2324cd72c08cf31cede5901354b9c16ccb02abc03fe"],
    validations: [
      {
        expression: `!${listed("kvs")}.exists(d, d.deprecatedAPI == object.apiVersion && object.kind in d.?kinds.orValue([]))`,
        message: "the version of the API is deprecated",
      },
    ],
  },
];

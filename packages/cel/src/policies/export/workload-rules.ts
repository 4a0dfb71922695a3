import { container, type ExportedRule, image, pod, texts, volume } from "./rule.ts";

/*
 * Rules on images, resources, secrets, accounts and programs of pods.
 */

/** Without a digest, and without a tag or with `latest`: what it is may change. */
const FLOATING =
  "!i.contains('@') && (!i.substring(i.lastIndexOf('/') + 1).contains(':') || i.endsWith(':latest'))";

function ofContainer(expression: string): string {
  return `c.?image.orValue('') != '' && ${expression.replaceAll(/\bi\b(?=[.])/g, "c.image")}`;
}

const SHELLS = texts(
  "ash bash csh dash fish ksh sh tcsh zsh cmd cmd.exe powershell powershell.exe pwsh pwsh.exe".split(
    " ",
  ),
);
const WORDS = "(c.?command.orValue([]) + c.?args.orValue([]))";
/** The name of an image without tag and digest. */
const NAME = "i.split('@')[0].find('^(?:[^/]*/)*[^/:]*')";

/** What a pod may have as a whole, in place of its containers. */
const OF_PODS: ReadonlySet<string> = new Set(["cpu", "memory"]);

function lacks(field: "limits" | "requests", resource: string): string {
  const own = `'${resource}' in c.?resources.?${field}.orValue({})`;
  return OF_PODS.has(resource)
    ? `!(${own}) && !('${resource}' in variables.spec.?resources.?${field}.orValue({}))`
    : `!(${own})`;
}

/** A request that is absent is the limit. */
function lacksRequest(resource: string): string {
  return `${lacks("requests", resource)} && ${lacks("limits", resource)}`;
}

const LONG_RUNNING =
  "object.kind in ['Pod', 'ReplicationController', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] && variables.spec.?restartPolicy.orValue('Always') in ['', 'Always']";

/** Containers that serve: init containers only where they go on running. */
function serving(bad: string): string {
  return `${LONG_RUNNING} && (c in variables.spec.?containers.orValue([]) || (c in variables.spec.?initContainers.orValue([]) && c.?restartPolicy.orValue('') == 'Always')) && ${bad}`;
}

export const WORKLOAD_RULES: readonly ExportedRule[] = [
  image("image-tag-mutable", "images have no version", FLOATING),
  image("image-digest-missing", "images have no digest", `!i.contains('@') && !(${FLOATING})`),
  image(
    "image-registry-frozen",
    "images come from a frozen registry",
    "i.startsWith('k8s.gcr.io/')",
  ),
  image(
    "ingress-nginx-retired",
    "images are of the retired ingress controller",
    `${NAME}.matches('^(?:registry\\\\.k8s\\\\.io|k8s\\\\.gcr\\\\.io|quay\\\\.io/kubernetes-ingress-controller)/') && ${NAME}.matches('/(?:ingress-nginx/controller(?:-chroot)?|nginx-ingress-controller)$')`,
  ),
  image(
    "kubernetes-dashboard",
    "images are of the Kubernetes Dashboard",
    `${NAME}.matches('(?:^|/)(?:kubernetesui/dashboard(?:-(?:api|auth|web))?|kubernetes-dashboard(?:-[a-z0-9]+)?)$')`,
  ),
  container(
    "image-pull-policy-not-always",
    "containers do not ask for their image at every start",
    `c.?imagePullPolicy.orValue('') != 'Always' && ${ofContainer(`!i.contains('@') && !(${FLOATING})`)}`,
  ),
  container(
    "image-pull-policy-stale",
    "containers keep an image without a version",
    `c.?imagePullPolicy.orValue('') in ['IfNotPresent', 'Never'] && ${ofContainer(FLOATING)}`,
  ),
  volume(
    "memory-volume-unlimited",
    "volumes are kept in memory and have no sizeLimit",
    "v.?emptyDir.?medium.orValue('') == 'Memory' && string(v.?emptyDir.?sizeLimit.orValue('0')) == '0'",
  ),
  container("memory-limit-missing", "containers have no memory limit", lacks("limits", "memory")),
  container("memory-request-missing", "containers have no memory request", lacksRequest("memory")),
  container("cpu-request-missing", "containers have no cpu request", lacksRequest("cpu")),
  container("cpu-limit-missing", "containers have no cpu limit", lacks("limits", "cpu")),
  container(
    "ephemeral-storage-limit-missing",
    "containers have no limit of ephemeral storage",
    lacks("limits", "ephemeral-storage"),
  ),
  container(
    "ephemeral-storage-request-missing",
    "containers have no request of ephemeral storage",
    lacksRequest("ephemeral-storage"),
  ),
  container(
    "secret-exposed-as-environment",
    "containers get Secrets as environment",
    "c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.hasValue()) || c.?envFrom.orValue([]).exists(e, has(e.secretRef))",
  ),
  pod(
    "service-account-field-deprecated",
    "the service account is named in the deprecated field serviceAccount",
    "variables.spec.?serviceAccount.orValue('') == '' || variables.spec.?serviceAccount.orValue('') == variables.spec.?serviceAccountName.orValue('')",
  ),
  volume(
    "service-account-token-long-lived",
    "volumes have tokens that live longer than a day",
    "v.?projected.?sources.orValue([]).exists(s, s.?serviceAccountToken.?expirationSeconds.orValue(0) > 86400)",
  ),
  pod(
    "service-links-enabled",
    "enableServiceLinks is not false",
    "variables.spec.?enableServiceLinks.orValue(true) == false",
  ),
  container(
    "shell-command",
    "containers are a shell and nothing else",
    `${WORDS}.size() > 0 && ${WORDS}[0].substring(${WORDS}[0].lastIndexOf('/') + 1).lowerAscii() in ${SHELLS} && ${WORDS}.filter(w, !w.matches('^(?:-[il]+|--login)$')).size() == (${WORDS}[0].matches('^(?:-[il]+|--login)$') ? 0 : 1)`,
  ),
  container(
    "sudo-in-command",
    "containers call sudo",
    `${WORDS}.exists(w, w.matches('(?:^|[\\\\s;&|(/])sudo(?:\\\\s|$)'))`,
  ),
  container(
    "ssh-server",
    "containers let people in by SSH",
    `c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) in [22, 2222] && p.?protocol.orValue('TCP') in ['', 'TCP']) || ${WORDS}.exists(w, w.matches('(?:^|[\\\\s;&|/])(?:sshd|dropbear)(?:\\\\s|$)'))`,
  ),
  pod(
    "dns-search-unlimited",
    "pod does not set ndots",
    "variables.spec.?hostNetwork.orValue(false) == true || !(variables.spec.?dnsPolicy.orValue('') in ['', 'ClusterFirst']) || variables.spec.?dnsConfig.?options.orValue([]).exists(o, o.?name.orValue('') == 'ndots')",
  ),
  container(
    "environment-variable-duplicate",
    "containers set a variable twice",
    "c.?env.orValue([]).exists(e, e.name != '' && c.env.filter(o, o.name == e.name).size() > 1)",
  ),
  container(
    "liveness-probe-missing",
    "containers have no livenessProbe",
    serving("!has(c.livenessProbe)"),
  ),
  container(
    "readiness-probe-missing",
    "containers have no readinessProbe",
    serving("!has(c.readinessProbe)"),
  ),
  container(
    "probes-identical",
    "containers have equal livenessProbe and readinessProbe",
    serving("has(c.livenessProbe) && has(c.readinessProbe) && c.livenessProbe == c.readinessProbe"),
  ),
  pod(
    "default-namespace-used",
    "workload is in the namespace default",
    "object.metadata.?namespace.orValue('') != 'default'",
  ),
];

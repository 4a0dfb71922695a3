/** JSON as the API takes it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An object of the API. */
export interface Manifest {
  readonly [key: string]: Json;
}

/** How the agent runs on nodes. */
export interface AgentSettings {
  readonly namespace: string;
  /** The image of Watertight, which holds the agent. */
  readonly image: string;
  /** Whether the flags of processes are read, which takes the node's process namespace and SYS_PTRACE. */
  readonly processes: boolean;
  /** Whether the settings of the node's network are read, which takes its network namespace. */
  readonly hostNetwork: boolean;
  /** Seconds after which a Job is stopped. */
  readonly seconds: number;
}

const LABELS = {
  "app.kubernetes.io/name": "watertight-node-agent",
  "app.kubernetes.io/part-of": "watertight",
};

/** The namespace of the agent alone: what it mounts needs the privileged level of Pod Security, and nothing else runs there. */
export function agentNamespace(name: string): Manifest {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        ...LABELS,
        "pod-security.kubernetes.io/enforce": "privileged",
        "pod-security.kubernetes.io/audit": "privileged",
        "pod-security.kubernetes.io/warn": "privileged",
      },
    },
  };
}

/** The agent opens no connection and takes none. */
export function agentNetworkPolicy(namespace: string): Manifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "watertight-node-agent", namespace, labels: LABELS },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/** The account of the agent, which may do nothing. */
export const AGENT_ACCOUNT = "watertight-node-agent";

/** Without rights and without a token of the API: it is there so that the token of a Pod says whose it is. */
export function agentAccount(namespace: string): Manifest {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: AGENT_ACCOUNT, namespace, labels: LABELS },
    automountServiceAccountToken: false,
  };
}

/** What a node is asked. */
export interface Question {
  /** The answer repeats it. */
  readonly nonce: string;
  /** How it proves which Pod it is; absent: it signs with a key of its own. */
  readonly token?: {
    /** Nobody else takes a token of this audience. */
    readonly audience: string;
    /** The key that the token is sealed with. */
    readonly sealFor: string;
  };
}

/** The Job that reads one node once and vanishes a minute later. */
export function agentJob(node: string, question: Question, settings: AgentSettings): Manifest {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: jobName(node), namespace: settings.namespace, labels: LABELS },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: settings.seconds,
      ttlSecondsAfterFinished: 60,
      template: {
        metadata: { labels: LABELS },
        spec: { ...podSpec(settings, { question }), nodeName: node, restartPolicy: "Never" },
      },
    },
  };
}

/** A DaemonSet that reads every node again and again; `interval` in seconds. */
export function agentDaemonSet(settings: AgentSettings, interval: number): Manifest {
  const name = "watertight-node-agent";
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace: settings.namespace, labels: LABELS },
    spec: {
      selector: { matchLabels: LABELS },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
      template: { metadata: { labels: LABELS }, spec: podSpec(settings, { interval }) },
    },
  };
}

/** The name of a node as a part of a name: Jobs' are shorter. */
function jobName(node: string): string {
  const plain = node.toLowerCase().replace(/[^a-z0-9-]/g, "-");
  let sum = 0;
  for (const letter of node) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 0xffffff;
  return `facts-${plain.slice(0, 40).replace(/-+$/, "")}-${sum.toString(16)}`;
}

const TOKENS = "/var/run/secrets/watertight";

/** As short as the API server gives them. */
const TOKEN_SECONDS = 600;

/** What the agent is told. */
function environmentOf(
  { processes, hostNetwork }: AgentSettings,
  { question, interval }: { readonly question?: Question; readonly interval?: number },
): readonly Manifest[] {
  const token = question?.token;
  const flag = (isSet: boolean): string => (isSet ? "yes" : "no");
  return [
    { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    { name: "ROOT", value: "/host" },
    { name: "NONCE", value: question?.nonce ?? "" },
    ...(token
      ? [
          { name: "SEAL_FOR", value: token.sealFor },
          { name: "TOKEN_FILE", value: `${TOKENS}/token` },
        ]
      : []),
    ...(interval === undefined ? [] : [{ name: "INTERVAL", value: String(interval) }]),
    { name: "PROCESSES", value: flag(processes) },
    { name: "HOST_NETWORK", value: flag(hostNetwork) },
  ];
}

function podSpec(
  settings: AgentSettings,
  asked: { readonly question?: Question; readonly interval?: number },
): Manifest {
  const { image, processes, hostNetwork } = settings;
  const token = asked.question?.token;
  return {
    ...(token && { serviceAccountName: AGENT_ACCOUNT }),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(processes && { hostPID: true }),
    ...(hostNetwork && { hostNetwork: true }),
    tolerations: [{ operator: "Exists" }],
    priorityClassName: "system-node-critical",
    terminationGracePeriodSeconds: 5,
    dnsConfig: { options: [{ name: "ndots", value: "1" }] },
    securityContext: {
      seccompProfile: { type: "RuntimeDefault" },
      supplementalGroupsPolicy: "Strict",
    },
    containers: [
      {
        name: "agent",
        image,
        imagePullPolicy: "IfNotPresent",
        command: [
          "/nodejs/bin/node",
          "--max-old-space-size=32",
          "/usr/lib/watertight/dist/bundle/node-agent.js",
        ],
        env: environmentOf(settings, asked),
        resources: {
          requests: { cpu: "10m", memory: "96Mi", "ephemeral-storage": "64Mi" },
          limits: { cpu: "500m", memory: "96Mi", "ephemeral-storage": "64Mi" },
        },
        // The files of a node belong to root and others: reading them takes this one capability.
        securityContext: {
          runAsUser: 0,
          runAsGroup: 0,
          runAsNonRoot: false,
          privileged: false,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: {
            drop: ["ALL"],
            add: ["DAC_READ_SEARCH", ...(processes ? ["SYS_PTRACE"] : [])],
          },
        },
        volumeMounts: [
          { name: "node", mountPath: "/host", readOnly: true },
          ...(token ? [{ name: "token", mountPath: TOKENS, readOnly: true }] : []),
        ],
      },
    ],
    volumes: [
      { name: "node", hostPath: { path: "/", type: "Directory" } },
      ...(token ? [tokenVolume(token.audience)] : []),
    ],
  };
}

function tokenVolume(audience: string): Manifest {
  const serviceAccountToken = { audience, expirationSeconds: TOKEN_SECONDS, path: "token" };
  return { name: "token", projected: { defaultMode: 256, sources: [{ serviceAccountToken }] } };
}

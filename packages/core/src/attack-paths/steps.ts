import { TECHNIQUES, type Technique, type TechniqueId } from "../access/escalation/techniques.ts";

/** A way on in the cluster that RBAC has nothing to do with. */
export type OwnStepId =
  | "exposed-port"
  | "network-connection"
  | "privileged-container"
  | "host-process"
  | "capability"
  | "proc-mount"
  | "host-pid"
  | "host-network"
  | "host-ipc"
  | "runtime-socket"
  | "cloud-credentials"
  | "host-path"
  | "shared-processes"
  | "pod-token"
  | "mounted-secret"
  | "shared-volume"
  | "node-pods"
  | "node-secrets"
  | "node-volumes"
  | "node-identity"
  | "cloud-role"
  | "image-supply"
  | "api-proxy"
  | "pod-log"
  | "network-labels"
  | "traffic-redirect"
  | "metadata-service"
  | "held-rights";

/** Every way on, by a name that is stable. */
export type AttackStepId = TechniqueId | OwnStepId;

const ESCAPE: Pick<Technique, "attack" | "microsoft"> = {
  attack: ["T1611"],
  microsoft: ["MS-TA9018"],
};

const OWN_STEPS: Readonly<Record<OwnStepId, Technique>> = {
  "exposed-port": {
    title: "reaches a port from outside the cluster",
    attack: ["T1190"],
    microsoft: ["MS-TA9005"],
    remedy: "Expose only what has to be reached, and let in only those who need it.",
  },
  "network-connection": {
    title: "connects to a port of another pod",
    attack: ["T1210"],
    microsoft: ["MS-TA9034"],
    remedy: "Let into the pod by a NetworkPolicy only those who need it.",
  },
  "privileged-container": {
    title: "escapes from a privileged container to its node",
    ...ESCAPE,
    remedy: "Remove privileged from the container.",
  },
  "host-process": {
    title: "acts on its node as the Windows host process that it is",
    ...ESCAPE,
    remedy: "Remove hostProcess.",
  },
  capability: {
    title: "escapes to its node by a capability",
    ...ESCAPE,
    remedy: "Drop the capability.",
  },
  "proc-mount": {
    title: "escapes to its node through the kernel's settings",
    ...ESCAPE,
    remedy: "Remove procMount.",
  },
  "host-pid": {
    title: "reads and ends the processes of its node",
    attack: ["T1611"],
    microsoft: [],
    remedy: "Remove hostPID.",
  },
  "host-network": {
    title: "acts from the network of its node",
    attack: ["T1557"],
    microsoft: ["MS-TA9033"],
    remedy: "Remove hostNetwork.",
  },
  "host-ipc": {
    title: "reads the shared memory of its node",
    attack: ["T1611"],
    microsoft: [],
    remedy: "Remove hostIPC.",
  },
  "runtime-socket": {
    title: "has the container runtime of its node start what it wants",
    attack: ["T1610", "T1611"],
    microsoft: ["MS-TA9013"],
    remedy: "Remove the volume with the socket.",
  },
  "cloud-credentials": {
    title: "takes keys of the cloud from files of its node",
    attack: ["T1552.001"],
    microsoft: ["MS-TA9020"],
    remedy: "Remove the volume.",
  },
  "host-path": {
    title: "gets to its node by files of it",
    attack: ["T1611", "T1552.001"],
    microsoft: ["MS-TA9013"],
    remedy: "Remove the volume, or mount a folder that holds nothing else.",
  },
  "shared-processes": {
    title: "gets from one container of the pod into another by their shared processes",
    attack: ["T1611"],
    microsoft: [],
    remedy: "Remove shareProcessNamespace.",
  },
  "pod-token": {
    title: "uses the token that the container has",
    attack: ["T1528"],
    microsoft: ["MS-TA9016"],
    remedy: "Set automountServiceAccountToken to false where nothing asks the API server.",
  },
  "mounted-secret": {
    title: "reads a Secret that the container has",
    attack: ["T1552.007"],
    microsoft: ["MS-TA9025"],
    remedy: "Give the Secret only to containers that need it.",
  },
  "shared-volume": {
    title: "writes where another pod reads",
    attack: ["T1080"],
    microsoft: [],
    remedy: "Mount it read-only, or give each a volume of its own.",
  },
  "node-pods": {
    title: "takes over the containers of the node",
    attack: ["T1609"],
    microsoft: ["MS-TA9006"],
    remedy: "Keep what matters off nodes where others run pods.",
  },
  "node-secrets": {
    title: "reads the Secrets of the pods on the node",
    attack: ["T1552"],
    microsoft: ["MS-TA9025"],
    remedy: "Keep pods with Secrets that matter off nodes where others run pods.",
  },
  "node-volumes": {
    title: "reads the volumes of the pods on the node",
    attack: ["T1005"],
    microsoft: ["MS-TA9038"],
    remedy: "Keep pods with data that matters off nodes where others run pods.",
  },
  "node-identity": {
    title: "acts as the node's own user",
    attack: ["T1078"],
    microsoft: ["MS-TA9016"],
    remedy: "Let nobody get to the node.",
  },
  "cloud-role": {
    title: "acts as the identity of the cloud that the account has",
    attack: ["T1078.004"],
    microsoft: ["MS-TA9020"],
    remedy: "Give the account a role with only the rights that it needs.",
  },
  "image-supply": {
    title: "runs in every container of the image",
    attack: ["T1525", "T1195"],
    microsoft: ["MS-TA9002"],
    remedy: "Name images by digest, and admit only images that are signed.",
  },
  "api-proxy": {
    title: "reaches a port of a pod through the API server, which network policies do not see",
    attack: ["T1090", "T1210"],
    microsoft: [],
    remedy: "Let only those forward ports or use proxies who have to debug the pods.",
  },
  "pod-log": {
    title: "reads credentials that a pod writes to its log",
    attack: ["T1552"],
    microsoft: [],
    remedy: "Keep credentials out of logs, and let only those read them who have to.",
  },
  "network-labels": {
    title: "gives a pod or its namespace the labels that network policies trust",
    attack: ["T1562.004"],
    microsoft: [],
    remedy:
      "Let policies select namespaces by kubernetes.io/metadata.name, and only their owners run pods there.",
  },
  "traffic-redirect": {
    title: "leads traffic by Services, endpoints, Ingresses or Routes",
    attack: ["T1557"],
    microsoft: ["MS-TA9035"],
    remedy: "Let only those change what leads traffic who own the namespace.",
  },
  "metadata-service": {
    title: "takes the credentials of the node from the metadata service of the cloud",
    attack: ["T1552.005"],
    microsoft: ["MS-TA9028"],
    remedy:
      "Close 169.254.169.254 to pods, and have the service ask for tokens with a hop limit of 1.",
  },
  "held-rights": {
    title: "has by its own rights",
    attack: ["T1078"],
    microsoft: ["MS-TA9019"],
    remedy: "Grant only what is needed.",
  },
};

/** Every way on by its id. */
export const ATTACK_STEPS: Readonly<Record<AttackStepId, Technique>> = {
  ...TECHNIQUES,
  ...OWN_STEPS,
};

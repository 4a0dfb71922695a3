/** Requests that an investigation asks for, as data. */
export interface Concern {
  /** `reading Secrets`. */
  readonly what: string;
  readonly group: string;
  /** With their subresource: `pods/exec`. */
  readonly resources: readonly string[];
  /** Empty for all. */
  readonly verbs: readonly string[];
}

const READING = ["get", "list", "watch"];
const WRITING = ["create", "update", "patch", "delete", "deletecollection"];
/** SPDY asks with create, WebSockets with get. */
const CONNECTING = ["create", "get"];
const PROXYING = ["create", "get", "update", "patch", "delete"];

/** What nobody should do unseen: credentials, ways into pods and nodes, rights, admission, and what runs. */
export const CONCERNS: readonly Concern[] = [
  { what: "reading Secrets", group: "", resources: ["secrets"], verbs: READING },
  { what: "changing Secrets", group: "", resources: ["secrets"], verbs: WRITING },
  {
    what: "commands in pods",
    group: "",
    resources: ["pods/exec", "pods/attach"],
    verbs: CONNECTING,
  },
  { what: "port forwarding", group: "", resources: ["pods/portforward"], verbs: CONNECTING },
  {
    what: "proxying to pods, services and nodes",
    group: "",
    resources: ["pods/proxy", "services/proxy", "nodes/proxy"],
    verbs: PROXYING,
  },
  {
    what: "ephemeral containers",
    group: "",
    resources: ["pods/ephemeralcontainers"],
    verbs: ["update", "patch"],
  },
  {
    what: "tokens of service accounts",
    group: "",
    resources: ["serviceaccounts/token"],
    verbs: ["create"],
  },
  {
    what: "changing roles and bindings",
    group: "rbac.authorization.k8s.io",
    resources: ["roles", "rolebindings", "clusterroles", "clusterrolebindings"],
    verbs: WRITING,
  },
  {
    what: "changing admission",
    group: "admissionregistration.k8s.io",
    resources: [
      "mutatingwebhookconfigurations",
      "validatingwebhookconfigurations",
      "validatingadmissionpolicies",
      "validatingadmissionpolicybindings",
    ],
    verbs: WRITING,
  },
  {
    what: "client certificates",
    group: "certificates.k8s.io",
    resources: ["certificatesigningrequests", "certificatesigningrequests/approval"],
    verbs: ["create", "update", "patch"],
  },
  { what: "creating pods", group: "", resources: ["pods"], verbs: ["create"] },
  {
    what: "changing workloads",
    group: "apps",
    resources: ["deployments", "daemonsets", "statefulsets"],
    verbs: WRITING,
  },
  {
    what: "changing jobs",
    group: "batch",
    resources: ["jobs", "cronjobs"],
    verbs: WRITING,
  },
  { what: "changing ConfigMaps", group: "", resources: ["configmaps"], verbs: WRITING },
  { what: "changing namespaces", group: "", resources: ["namespaces"], verbs: WRITING },
  {
    what: "deleting events",
    group: "",
    resources: ["events"],
    verbs: ["delete", "deletecollection"],
  },
];

/** Sessions that last: without an event at their start an attacker who stays is not seen. */
export const SESSIONS: readonly Concern[] = CONCERNS.filter(({ what }) =>
  ["commands in pods", "port forwarding"].includes(what),
);

/** Bodies that are credentials, from which level on. */
export const CREDENTIALS: readonly (Concern & { readonly from: "Request" | "RequestResponse" })[] =
  [
    { what: "Secrets", group: "", resources: ["secrets"], verbs: [], from: "Request" },
    {
      what: "tokens that are checked",
      group: "authentication.k8s.io",
      resources: ["tokenreviews"],
      verbs: ["create"],
      from: "Request",
    },
    {
      what: "tokens of service accounts",
      group: "",
      resources: ["serviceaccounts/token"],
      verbs: ["create"],
      from: "RequestResponse",
    },
  ];

/** Of which the body says what became of the cluster. */
export const TELLING_BODIES: readonly Concern[] = CONCERNS.filter(({ what }) =>
  [
    "changing roles and bindings",
    "changing admission",
    "creating pods",
    "changing workloads",
  ].includes(what),
).map((concern) => ({
  ...concern,
  verbs: concern.verbs.filter((verb) => !verb.startsWith("delete")),
}));

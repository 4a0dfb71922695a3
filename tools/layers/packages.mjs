/** Which package may import which, and what each runs on. @type {import("dependency-cruiser").IForbiddenRuleType[]} */
export const PACKAGE_RULES = [
  {
    name: "core-is-pure",
    comment:
      "The core decides; it does not touch files, the network, the clock or the process. Take what you need as an argument.",
    severity: "error",
    from: { path: "^packages/core/src/", pathNot: "[.]test[.]ts$" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "core-has-no-dependencies",
    comment:
      "The core has no npm dependency: it runs in a browser too. Write the few lines, or do it in another package and pass the result in.",
    severity: "error",
    from: { path: "^packages/core/src/", pathNot: "[.]test[.]ts$" },
    to: { path: "node_modules" },
  },
  {
    name: "core-imports-no-package",
    comment:
      "The core is below all packages. Declare the shape in core and let the others give it.",
    severity: "error",
    from: { path: "^packages/core/" },
    to: { path: "^packages/(?!core/)" },
  },
  {
    name: "cel-imports-only-core",
    comment:
      "cel evaluates expressions on values; where objects come from and what findings are made of answers is decided by others.",
    severity: "error",
    from: { path: "^packages/cel/" },
    to: { path: "^packages/(?!(core|cel)/)" },
  },
  {
    name: "manifests-imports-only-core",
    comment: "manifests turns text into objects; what is done with them belongs to core or cli.",
    severity: "error",
    from: { path: "^packages/manifests/" },
    to: { path: "^packages/(?!(core|manifests)/)" },
  },
  {
    name: "api-server-imports-only-core",
    comment:
      "api-server turns a live cluster into objects; what reads YAML or a terminal is given to it.",
    severity: "error",
    from: { path: "^packages/api-server/" },
    to: { path: "^packages/(?!(core|api-server)/)" },
  },
  {
    name: "images-imports-only-core",
    comment:
      "images reads registries, archives and feeds; what is known of a package is judged in core/images.",
    severity: "error",
    from: { path: "^packages/images/" },
    to: { path: "^packages/(?!(core|images)/)" },
  },
  {
    name: "node-agent-imports-only-core",
    comment:
      "node-agent runs on nodes with their rights: it is one small file, and what it takes of core is pure.",
    severity: "error",
    from: { path: "^packages/node-agent/" },
    to: { path: "^packages/(?!(core|node-agent)/)" },
  },
  {
    name: "malware-imports-only-core",
    comment:
      "malware hands streams to scanners and gives their verdicts; which streams, and what follows, is decided by others.",
    severity: "error",
    from: { path: "^packages/malware/" },
    to: { path: "^packages/(?!(core|malware)/)" },
  },
  {
    name: "evidence-imports-only-core",
    comment:
      "evidence keeps bytes and says whether they are the same; what is captured, and from where, is decided by others.",
    severity: "error",
    from: { path: "^packages/evidence/" },
    to: { path: "^packages/(?!(core|evidence)/)" },
  },
  {
    name: "delivery-imports-core-and-s3",
    comment:
      "delivery takes what changed to others; what has changed, and where it is kept, is decided by whoever hands it an outbox. Of evidence it takes the client of S3.",
    severity: "error",
    from: { path: "^packages/delivery/", pathNot: "[.]test[.]ts$" },
    to: { path: "^packages/(?!(core|delivery|evidence/src/s3)/)" },
  },
  {
    name: "store-imports-only-core",
    comment:
      "store keeps what it is given and finds it again; what findings and objects are is decided by others.",
    severity: "error",
    from: { path: "^packages/store/" },
    to: { path: "^packages/(?!(core|store)/)" },
  },
  {
    name: "reports-imports-only-core",
    comment:
      "reports makes text and pictures of findings, verdicts and paths; whoever asks for them reads the input and writes the output.",
    severity: "error",
    from: { path: "^packages/reports/" },
    to: { path: "^packages/(?!(core|reports)/)" },
  },
  {
    name: "dashboard-imports-core-and-words",
    comment:
      "dashboard shows documents in a browser: of what answers it takes the pure core, of the reports their words (@watertight/reports/words). What it needs besides belongs into a document.",
    severity: "error",
    from: { path: "^packages/dashboard/" },
    to: {
      path: "^packages/",
      pathNot: "^packages/(core/|dashboard/|reports/src/words/)",
    },
  },
  {
    name: "dashboard-runs-in-a-browser",
    comment:
      "What Node alone has is not there in a browser: let the command put it into a document.",
    severity: "error",
    from: { path: "^packages/dashboard/src/", pathNot: "[.]test[.]ts$" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "views-are-siblings",
    comment:
      "A view shows its own documents: what several of them have is in parts/, what is around them in shell/.",
    severity: "error",
    from: { path: "^packages/dashboard/src/(report|network|access)/" },
    to: {
      path: "^packages/dashboard/src/(report|network|access)/",
      pathNot: "^packages/dashboard/src/$1/",
    },
  },
  {
    name: "only-dashboard-needs-react",
    comment: "React is part of the dashboard's bundle; what runs in Node stays without it.",
    severity: "error",
    from: { pathNot: "^packages/dashboard/" },
    to: { path: "node_modules/(react|react-dom|@tanstack)/" },
  },
  {
    name: "server-imports-libraries",
    comment:
      "server stands on the libraries; what reads YAML, files of the command line and configurations is given to it by the command.",
    severity: "error",
    from: { path: "^packages/server/" },
    to: {
      path: "^packages/(?!(core|cel|manifests|reports|api-server|images|store|delivery|server)/)",
    },
  },
  {
    name: "decisions-are-pure",
    comment:
      "What the gate decides is a function of the review, the configuration and what is around: no socket, no file, no clock. The frame and the handler give it what it needs.",
    severity: "error",
    from: { path: "^packages/server/src/decision/", pathNot: "[.]test[.]ts$" },
    to: {
      path: "^packages/server/src/(?!decision/)|^packages/api-server/",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "only-serve-finds-the-server",
    comment:
      "The server is found by its name when it is asked for: nothing of it may be loaded for another verb.",
    severity: "error",
    from: { path: "^packages/cli/", pathNot: "^packages/cli/src/commands/(serve|mcp)/" },
    to: { path: "^packages/server/" },
  },
  {
    name: "cli-imports-libraries",
    comment: "cli stands on the libraries, never on another program.",
    severity: "error",
    from: { path: "^packages/cli/" },
    to: {
      path: "^packages/(?!(core|cel|manifests|reports|api-server|images|cli|node-agent|evidence|malware|delivery|server|store)/)",
    },
  },
];

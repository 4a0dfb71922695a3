import { SCAN_OPTIONS } from "../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../command.ts";
import { DATABASE, QUIET } from "../../options.ts";
import { IMAGE_OPTIONS } from "../images/reading-options.ts";

const CERTIFICATE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "certificates-secret",
    kind: "value",
    placeholder: "NAMESPACE/NAME",
    description: "Generate certificates, keep them in this Secret and renew them",
  },
  {
    name: "certificates-folder",
    kind: "value",
    placeholder: "DIR",
    completes: "file",
    description: "The same in a folder, for one server",
  },
  {
    name: "tls-cert",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "Certificate with its chain, read again when it changes",
  },
  {
    name: "tls-key",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "Its key",
  },
  {
    name: "client-ca",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description:
      "Answer only who shows a certificate of these authorities, as the API server can be told to; read again when it changes",
  },
  {
    name: "server-name",
    kind: "values",
    placeholder: "NAME",
    description: "A name or address that generated certificates are for; may be repeated",
  },
  {
    name: "webhook-configuration",
    kind: "value",
    placeholder: "NAME",
    default: "watertight",
    description:
      "Webhook configurations whose caBundle is kept, and name of the server's own roles; none: nobody's",
  },
];

/** What the server that watches takes. */
const WATCH_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "watch",
    kind: "flag",
    description: "Watch and answer with --admission too; without it that is what is done",
  },
  DATABASE,
  {
    name: "cluster-name",
    kind: "value",
    placeholder: "NAME",
    default: "the context, or the folder",
    description: "What the one cluster is called",
  },
  {
    name: "api-port",
    kind: "value",
    placeholder: "NUMBER",
    minimum: 0,
    default: "8480",
    description: "Port of the API; 0 is any that is free",
  },
  {
    name: "api-address",
    kind: "value",
    placeholder: "ADDRESS",
    default: "127.0.0.1",
    description: "Address of the API; any but this machine's own needs a token and TLS",
  },
  {
    name: "api-token-file",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    default: "WATERTIGHT_API_TOKEN of the environment",
    description: "Whoever sends this token may see everything; without one, whoever is here",
  },
  {
    name: "api-tls-cert",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "Certificate of the API with its chain",
  },
  {
    name: "api-tls-key",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "Its key",
  },
  {
    name: "without-tls",
    kind: "flag",
    description: "Serve beyond this machine without TLS: something in front of it has that",
  },
  {
    name: "leader-lease",
    kind: "value",
    placeholder: "NAMESPACE/NAME",
    description: "Lease by which one of several servers of a store watches",
  },
  {
    name: "retention",
    kind: "value",
    placeholder: "DAYS",
    minimum: 1,
    default: "90",
    description: "How long what is over is remembered",
  },
];

/** `watertight serve`; the verbs that it asks are asked for when it runs. */
export const serve = (commands: () => readonly Command[]): Command => ({
  name: "serve",
  summary: "Watch clusters and answer over HTTP what was found, or serve the admission webhook",
  usage:
    "serve [OPTIONS] (--cluster | cluster:CONTEXT | PATH)...\n       watertight serve --admission [--watch] [OPTIONS] [PATH...]",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "admission",
      kind: "flag",
      description: "Serve the admission webhook, over HTTPS",
    },
    {
      name: "print-webhooks",
      kind: "flag",
      description: "Print the webhook configurations for --service, and serve nothing",
    },
    {
      name: "service",
      kind: "value",
      placeholder: "NAMESPACE/NAME",
      description: "Service in front of the server, whose namespace is never refused anything",
    },
    {
      name: "port",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 0,
      default: "8443",
      description: "Port of the webhook; 0 is any that is free",
    },
    {
      name: "health-port",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 0,
      default: "8080",
      description: "Port of /livez, /readyz and /metrics, plain HTTP",
    },
    {
      name: "bind-address",
      kind: "value",
      placeholder: "ADDRESS",
      default: "all addresses",
      description: "Address to listen on",
    },
    {
      name: "config-map",
      kind: "value",
      placeholder: "NAMESPACE/NAME",
      description:
        "ConfigMap with the configuration in watertight.yaml, and policies in other keys",
    },
    ...CERTIFICATE_OPTIONS,
    {
      name: "drain",
      kind: "value",
      placeholder: "SECONDS",
      minimum: 0,
      default: "15",
      description: "How long a server that is told to end goes on answering",
    },
    {
      name: "log-level",
      kind: "value",
      placeholder: "LEVEL",
      choices: ["error", "info", "debug"],
      default: "info",
      description: "What is written to standard error, one JSON object a line",
    },
    ...IMAGE_OPTIONS.filter(({ name }) => !["platform", QUIET.name].includes(name)),
    ...WATCH_OPTIONS,
    ...SCAN_OPTIONS,
  ],
  examples: [
    {
      command: "watertight serve --cluster",
      description: "Watch the cluster of the kubeconfig, and answer on this machine",
    },
    {
      command: "watertight serve cluster:prod cluster:staging --database postgres://db/watertight",
      description: "Two clusters, remembered in PostgreSQL",
    },
    {
      command: "watertight serve deploy/",
      description: "The files of a folder, read again when they change",
    },
    {
      command:
        "watertight serve --admission --cluster --service watertight/watertight --certificates-secret watertight/watertight-certificates --config-map watertight/watertight",
      description: "In a cluster, with certificates of its own",
    },
    {
      command:
        "watertight serve --admission --certificates-folder certificates --server-name localhost namespaces/",
      description: "On one's own machine, with the namespaces of some files",
    },
    {
      command: "watertight serve --print-webhooks --service watertight/watertight",
      description: "What the API server has to be told",
    },
  ],
  run: async () => {
    const { runWith } = await import("./run.ts");
    return { run: runWith(commands()) };
  },
});

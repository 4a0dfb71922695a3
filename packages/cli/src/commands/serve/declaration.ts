import { LIVE_OPTIONS } from "../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../command.ts";
import { CONFIGURATION_OPTIONS, KUBE_VERSION, QUIET } from "../../options.ts";
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

/** `watertight serve`. */
export const serve: Command = {
  name: "serve",
  summary: "Serve the admission webhook: what scan finds, refused before it is there",
  usage: "serve --admission [OPTIONS] [PATH...]",
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
    {
      name: "policies",
      kind: "values",
      placeholder: "PATH",
      completes: "file",
      description: "Admission policies with their bindings and params; may be repeated",
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
    ...LIVE_OPTIONS,
    KUBE_VERSION,
    ...CONFIGURATION_OPTIONS,
    QUIET,
  ],
  examples: [
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
  run: () => import("./run.ts"),
};

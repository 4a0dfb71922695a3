import { type Schema, strings, text } from "../json-schema/schema.ts";
import { SEVERITIES } from "../vocabulary.ts";

type Properties = Readonly<Record<string, Schema>>;

/** Where a secret is read. */
export const SECRET: Schema = {
  description:
    "Where it is read, again and again: a file, from the folder of the configuration, or a variable of the environment.",
  type: "object",
  additionalProperties: false,
  properties: {
    file: { description: "Path of a file.", ...text({ examples: ["secrets/token"] }) },
    env: {
      description: "Name of a variable.",
      ...text({ pattern: "^[A-Za-z_][A-Za-z0-9_]*$", examples: ["SOC_TOKEN"] }),
    },
  },
};

/** Of whom a channel trusts. */
export const TLS: Schema = {
  description: "Whom the channel trusts, and as whom it comes.",
  type: "object",
  additionalProperties: false,
  properties: {
    ca: {
      description: "File of certificates that are trusted, in place of the usual ones.",
      ...text({ examples: ["ca.pem"] }),
    },
    certificate: { description: "File of a certificate of its own.", ...text() },
    key: { description: "File of the key of that certificate.", ...text() },
    serverName: {
      description:
        "Name that the server's certificate is for, where it is not that of the address.",
      ...text(),
    },
  },
};

const SECONDS: Schema = { type: "integer", minimum: 0, maximum: 86_400 };

/** What every channel is told. */
const COMMON: Properties = {
  name: {
    description: "Its name, which no other channel has.",
    ...text({ pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", examples: ["soc"] }),
  },
  severity: {
    description: "Changes of this severity or worse; the default is info.",
    type: "string",
    enum: SEVERITIES,
  },
  kinds: {
    description: "Kinds of changes; * is any text, and the default is all.",
    ...strings({ examples: ["finding.*", "incident.opened"] }),
  },
  checks: {
    description: "Ids of checks; * is any text, and the default is all.",
    ...strings({ examples: ["pods-exec"] }),
  },
  namespaces: {
    description:
      "Namespaces; * is any text. Where they are given, what has no namespace is left out.",
    ...strings({ examples: ["shop-*"] }),
  },
  clusters: {
    description: "Names of clusters; * is any text, and the default is all.",
    ...strings({ examples: ["production-*"] }),
  },
  batch: {
    description: "Changes that are sent together at most; the default is the channel's own.",
    type: "integer",
    minimum: 1,
    maximum: 1000,
  },
  batchSeconds: {
    description: "Seconds that are waited for more of them; the default is 0.",
    ...SECONDS,
  },
  perMinute: {
    description: "Messages a minute at most; the default is no limit.",
    type: "integer",
    minimum: 1,
    maximum: 60_000,
  },
  tries: {
    description: "How often a change is tried before it is a dead letter; the default is 300.",
    type: "integer",
    minimum: 1,
    maximum: 100_000,
  },
  giveUpHours: {
    description: "Hours after which it is one; the default is 24.",
    type: "integer",
    minimum: 1,
    maximum: 8760,
  },
  timeoutSeconds: {
    description: "Seconds that an answer is waited for; the default is 30.",
    type: "integer",
    minimum: 1,
    maximum: 600,
  },
};

const URL_TEXT: Schema = {
  description: "Address of https, without credentials in it.",
  ...text({ pattern: "^https?://[^@]+$", examples: ["https://soc.example.com/hooks/watertight"] }),
};

/** Of what is sent over HTTP. */
export const OVER_HTTP: Properties = {
  tls: TLS,
  allowHttp: {
    description:
      "Whether the address may be one of http, which anybody on the way can read and change; the default is false.",
    type: "boolean",
  },
};
/** The same with an address that is no secret. */
export const WITH_URL: Properties = { url: URL_TEXT, ...OVER_HTTP };
/** Name of an account. */
export const USER: Schema = { description: "Name of the account.", ...text() };
/** Labels of one's own. */
export const LABELS: Schema = {
  description: "Labels that are added to each.",
  type: "object",
  additionalProperties: { type: "string" },
};

/** Channels of one kind: what all have, and what it has besides. */
export function channels(
  description: string,
  required: readonly string[],
  properties: Properties,
): Schema {
  return {
    description,
    type: "array",
    items: {
      type: "object",
      additionalProperties: false,
      required: ["name", ...required],
      properties: { ...COMMON, ...properties },
    },
  };
}

import { type Schema, strings, text } from "../json-schema/schema.ts";
import { channels, LABELS, OVER_HTTP, SECRET, TLS, USER, WITH_URL } from "./channel-schema.ts";

/** Who is told what changed, and how: a list for each way. */
export const NOTIFICATIONS_SCHEMA: Schema = {
  description: "Who is told what changed: channels by what they speak.",
  type: "object",
  additionalProperties: false,
  properties: {
    webhook: channels(
      "HTTP POST of JSON, signed as Standard Webhooks have it.",
      ["url", "secret"],
      {
        ...WITH_URL,
        secret: SECRET,
      },
    ),
    slack: channels("Incoming webhooks of Slack, and of what speaks like it.", ["url"], {
      ...OVER_HTTP,
      url: SECRET,
    }),
    teams: channels("Workflows of Microsoft Teams that take a webhook.", ["url"], {
      ...OVER_HTTP,
      url: SECRET,
    }),
    syslog: channels("Syslog of RFC 5424.", ["address"], {
      tls: TLS,
      address: {
        description: "Where the receiver is, and how: udp, tcp or tls.",
        ...text({ pattern: "^(udp|tcp|tls)://[^/@]+$", examples: ["tls://siem.example.com:6514"] }),
      },
      format: {
        description: "What a message is: JSON, or CEF of ArcSight; the default is json.",
        type: "string",
        enum: ["json", "cef"],
      },
      facility: {
        description: "Facility; the default is local0.",
        type: "string",
        enum: ["user", "daemon", "auth", "authpriv", ...[0, 1, 2, 3, 4, 5, 6, 7].map(local)],
      },
    }),
    elasticsearch: channels(
      "Documents of ECS by the bulk API of Elasticsearch or OpenSearch.",
      ["url", "index"],
      {
        ...WITH_URL,
        index: {
          description: "Index or data stream; %Y, %m and %d are the day of the change.",
          ...text({ pattern: "^[a-z0-9][-a-z0-9_.%YMDmd]*$", examples: ["watertight-%Y.%m"] }),
        },
        user: USER,
        password: SECRET,
        apiKey: SECRET,
      },
    ),
    splunk: channels("HTTP Event Collector of Splunk.", ["url", "token"], {
      ...WITH_URL,
      token: SECRET,
      index: { description: "Index; the default is the token's.", ...text() },
      sourceType: { description: "Source type; the default is watertight:change.", ...text() },
    }),
    kafka: channels(
      "Messages in a topic of Kafka, keyed by what they are about.",
      ["brokers", "topic"],
      {
        tls: TLS,
        brokers: {
          description: "Brokers to begin with.",
          ...strings({ pattern: "^[^:/@]+:[0-9]+$", examples: ["kafka.example.com:9093"] }),
        },
        topic: {
          description: "Topic.",
          ...text({ pattern: "^[a-zA-Z0-9._-]+$", examples: ["security"] }),
        },
        encrypted: {
          description: "Whether brokers are spoken to over TLS; the default is true.",
          type: "boolean",
        },
        mechanism: {
          description: "How it says who it is; the default is SCRAM-SHA-512 where there is a user.",
          type: "string",
          enum: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"],
        },
        user: USER,
        password: SECRET,
      },
    ),
    nats: channels("Messages of NATS.", ["servers", "subject"], {
      tls: TLS,
      servers: {
        description: "Servers, with the scheme tls or nats.",
        ...strings({ pattern: "^(nats|tls)://[^/@]+$", examples: ["tls://nats.example.com:4222"] }),
      },
      subject: {
        description: "Subject; below it come the cluster and the kind of change.",
        ...text({ pattern: "^[^\\s*>]+$", examples: ["watertight"] }),
      },
      jetStream: {
        description:
          "Whether a stream has to acknowledge each message and drops doubles; the default is true.",
        type: "boolean",
      },
      user: USER,
      password: SECRET,
      token: SECRET,
    }),
    loki: channels("Lines in Grafana Loki.", ["url"], {
      ...WITH_URL,
      tenant: { description: "Tenant.", ...text() },
      user: USER,
      password: SECRET,
      labels: LABELS,
    }),
    pagerDuty: channels("Events v2 of PagerDuty: an alert opens and is resolved.", ["routingKey"], {
      ...WITH_URL,
      routingKey: SECRET,
    }),
    alertmanager: channels(
      "Alerts of Prometheus' Alertmanager, which fire until they are resolved.",
      ["url"],
      {
        ...WITH_URL,
        user: USER,
        password: SECRET,
        token: SECRET,
        labels: LABELS,
        firingDays: {
          description: "Days that an alert fires which nobody resolves; the default is 30.",
          type: "integer",
          minimum: 1,
          maximum: 365,
        },
      },
    ),
    jira: channels("Issues of Jira: one a finding or incident.", ["url", "project", "token"], {
      ...WITH_URL,
      project: { description: "Key of the project.", ...text({ examples: ["SEC"] }) },
      issueType: { description: "Type of the issues; the default is Task.", ...text() },
      user: {
        description: "Address of the account of Jira Cloud; absent: the token stands for itself.",
        ...text(),
      },
      token: SECRET,
      closeBy: {
        description: "Name of the transition that closes an issue; absent: it gets a comment only.",
        ...text({ examples: ["Done"] }),
      },
    }),
    email: channels("Mail.", ["server", "from", "to"], {
      tls: TLS,
      server: {
        description: "Server: smtps is TLS from the beginning, smtp has to offer STARTTLS.",
        ...text({ pattern: "^smtps?://[^/@]+$", examples: ["smtp://mail.example.com:587"] }),
      },
      from: {
        description: "Sender.",
        ...text({ examples: ["Watertight <watertight@example.com>"] }),
      },
      to: { description: "Receivers.", ...strings({ examples: ["soc@example.com"] }) },
      user: USER,
      password: SECRET,
      allowPlain: {
        description: "Whether a server without TLS is taken; the default is false.",
        type: "boolean",
      },
      reports: {
        description: "Reports that are sent at times of their own.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["name", "schedule", "formats"],
          properties: {
            name: { description: "Its name, which is the subject.", ...text() },
            schedule: {
              description: "Five fields as a CronJob has them, in UTC.",
              ...text({ examples: ["0 6 * * 1"] }),
            },
            formats: {
              description: "What is attached.",
              type: "array",
              uniqueItems: true,
              items: { type: "string", enum: ["csv", "pdf"] },
            },
          },
        },
      },
    }),
    ocsf: channels("Files of OCSF Detection Findings, one a line.", ["to"], {
      tls: TLS,
      to: {
        description: "A folder, from that of the configuration, or s3://BUCKET/PREFIX.",
        ...text({ examples: ["s3://security/watertight"] }),
      },
      endpoint: {
        description: "Address of an object storage other than Amazon's.",
        ...text({ pattern: "^https?://[^@]+$", examples: ["https://minio.example.com"] }),
      },
      region: { description: "Region of the bucket.", ...text({ examples: ["eu-central-1"] }) },
    }),
    policyReports: channels("PolicyReports or OpenReports in the cluster, one an object.", [], {
      api: {
        description:
          "Which of the two; the default is whichever the cluster has, OpenReports first.",
        type: "string",
        enum: ["openreports", "policyreports", "whichever"],
      },
    }),
  },
};

function local(number: number): string {
  return `local${number}`;
}

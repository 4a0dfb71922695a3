import type { Severity } from "../findings/finding.ts";

/** Where a secret is read: a file, or a variable of the environment. One of both. */
export interface ConfiguredSecret {
  /** From the folder of the configuration. */
  readonly file?: string;
  readonly env?: string;
}

/** Whom a channel trusts, and as whom it comes; files are relative to the folder of the configuration. */
export interface ConfiguredTls {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly serverName?: string;
}

/** What every channel is told, whatever it speaks. */
export interface ConfiguredChannel {
  readonly name: string;
  /** This or worse. */
  readonly severity?: Severity;
  /** In the lists `*` is any text. */
  readonly kinds?: readonly string[];
  readonly checks?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly clusters?: readonly string[];
  readonly batch?: number;
  readonly batchSeconds?: number;
  readonly perMinute?: number;
  readonly tries?: number;
  readonly giveUpHours?: number;
  readonly timeoutSeconds?: number;
}

interface OverTls {
  readonly tls?: ConfiguredTls;
}

interface OverHttp extends ConfiguredChannel, OverTls {
  readonly url: string;
  readonly allowHttp?: boolean;
}

export interface ConfiguredWebhook extends OverHttp {
  readonly secret: ConfiguredSecret;
}

/** Slack's and Teams' addresses are secrets themselves. */
export interface ConfiguredChat extends ConfiguredChannel, OverTls {
  readonly url: ConfiguredSecret;
  readonly allowHttp?: boolean;
}

export interface ConfiguredSyslog extends ConfiguredChannel, OverTls {
  /** `udp://host:514`, `tcp://host:601`, `tls://host:6514`. */
  readonly address: string;
  readonly format?: "json" | "cef";
  readonly facility?: string;
}

export interface ConfiguredElasticsearch extends OverHttp {
  readonly index: string;
  readonly user?: string;
  readonly password?: ConfiguredSecret;
  readonly apiKey?: ConfiguredSecret;
}

export interface ConfiguredSplunk extends OverHttp {
  readonly token: ConfiguredSecret;
  readonly index?: string;
  readonly sourceType?: string;
}

export interface ConfiguredKafka extends ConfiguredChannel, OverTls {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly encrypted?: boolean;
  readonly mechanism?: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  readonly user?: string;
  readonly password?: ConfiguredSecret;
}

export interface ConfiguredNats extends ConfiguredChannel, OverTls {
  readonly servers: readonly string[];
  readonly subject: string;
  /** Whether a stream of JetStream acknowledges each message; the default is true. */
  readonly jetStream?: boolean;
  readonly user?: string;
  readonly password?: ConfiguredSecret;
  readonly token?: ConfiguredSecret;
}

export interface ConfiguredLoki extends OverHttp {
  readonly tenant?: string;
  readonly user?: string;
  readonly password?: ConfiguredSecret;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ConfiguredPagerDuty extends ConfiguredChannel, OverTls {
  readonly routingKey: ConfiguredSecret;
  readonly url?: string;
  readonly allowHttp?: boolean;
}

export interface ConfiguredAlertmanager extends OverHttp {
  readonly user?: string;
  readonly password?: ConfiguredSecret;
  readonly token?: ConfiguredSecret;
  readonly labels?: Readonly<Record<string, string>>;
  readonly firingDays?: number;
}

export interface ConfiguredJira extends OverHttp {
  readonly project: string;
  readonly issueType?: string;
  readonly user?: string;
  readonly token: ConfiguredSecret;
  /** Name of the transition that closes an issue; absent: it is commented on only. */
  readonly closeBy?: string;
}

export interface ConfiguredEmail extends ConfiguredChannel, OverTls {
  /** `smtp://host:587`, `smtps://host:465`. */
  readonly server: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly user?: string;
  readonly password?: ConfiguredSecret;
  readonly allowPlain?: boolean;
  readonly reports?: readonly ConfiguredScheduledReport[];
}

/** A report that is mailed at times of its own. */
export interface ConfiguredScheduledReport {
  readonly name: string;
  /** Five fields as a CronJob has them; in UTC. */
  readonly schedule: string;
  readonly formats: readonly ("csv" | "pdf")[];
}

export interface ConfiguredOcsf extends ConfiguredChannel, OverTls {
  /** A folder, or `s3://BUCKET/PREFIX`. */
  readonly to: string;
  readonly endpoint?: string;
  readonly region?: string;
}

export interface ConfiguredPolicyReports extends ConfiguredChannel {
  readonly api?: "openreports" | "policyreports" | "whichever";
}

/** Channels by what they speak. */
export interface ConfiguredNotifications {
  readonly webhook?: readonly ConfiguredWebhook[];
  readonly slack?: readonly ConfiguredChat[];
  readonly teams?: readonly ConfiguredChat[];
  readonly syslog?: readonly ConfiguredSyslog[];
  readonly elasticsearch?: readonly ConfiguredElasticsearch[];
  readonly splunk?: readonly ConfiguredSplunk[];
  readonly kafka?: readonly ConfiguredKafka[];
  readonly nats?: readonly ConfiguredNats[];
  readonly loki?: readonly ConfiguredLoki[];
  readonly pagerDuty?: readonly ConfiguredPagerDuty[];
  readonly alertmanager?: readonly ConfiguredAlertmanager[];
  readonly jira?: readonly ConfiguredJira[];
  readonly email?: readonly ConfiguredEmail[];
  readonly ocsf?: readonly ConfiguredOcsf[];
  readonly policyReports?: readonly ConfiguredPolicyReports[];
}

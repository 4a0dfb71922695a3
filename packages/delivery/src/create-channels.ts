import type { ConfiguredChannel, ConfiguredNotifications } from "@watertight/core/configuration";
import type { Channel } from "./channel.ts";
import type { ChannelSurroundings } from "./channels/surroundings.ts";
import type { CourierChannel } from "./courier/courier.ts";

/** Where channels are made, and of which names. */
interface Making {
  readonly surroundings: ChannelSurroundings;
  readonly isWanted: (name: string) => boolean;
}

type Make<Settings> = (
  settings: Settings,
  surroundings: ChannelSurroundings,
) => Channel | Promise<Channel>;

/** Nothing of a channel is loaded that is not configured. */
const MAKERS = {
  webhook: maker(async () => (await import("./channels/webhook.ts")).webhookChannel),
  slack: maker(async () => (await import("./channels/slack.ts")).slackChannel),
  teams: maker(async () => (await import("./channels/teams.ts")).teamsChannel),
  syslog: maker(async () => (await import("./channels/syslog.ts")).syslogChannel),
  elasticsearch: maker(
    async () => (await import("./channels/elasticsearch.ts")).elasticsearchChannel,
  ),
  splunk: maker(async () => (await import("./channels/splunk.ts")).splunkChannel),
  kafka: maker(async () => (await import("./channels/kafka.ts")).kafkaChannel),
  nats: maker(async () => (await import("./channels/nats.ts")).natsChannel),
  loki: maker(async () => (await import("./channels/loki.ts")).lokiChannel),
  pagerDuty: maker(async () => (await import("./channels/pagerduty.ts")).pagerDutyChannel),
  alertmanager: maker(async () => (await import("./channels/alertmanager.ts")).alertmanagerChannel),
  jira: maker(async () => (await import("./channels/jira.ts")).jiraChannel),
  email: maker(async () => (await import("./channels/email.ts")).emailChannel),
  ocsf: maker(async () => (await import("./channels/ocsf.ts")).ocsfChannel),
  policyReports: maker(
    async () => (await import("./channels/policy-reports.ts")).policyReportsChannel,
  ),
};

function maker<Settings extends ConfiguredChannel>(load: () => Promise<Make<Settings>>) {
  return async (
    all: readonly Settings[] | undefined,
    { surroundings, isWanted }: Making,
  ): Promise<readonly CourierChannel[]> => {
    const wanted = (all ?? []).filter(({ name }) => isWanted(name));
    if (wanted.length === 0) return [];
    const make = await load();
    return Promise.all(
      wanted.map(async (settings) => ({ settings, channel: await make(settings, surroundings) })),
    );
  };
}

/** A channel that is configured, with its kind. */
export interface NamedChannel {
  readonly kind: string;
  readonly settings: ConfiguredChannel;
}

/** All channels of a configuration, in its order. */
export function configuredChannels(
  notifications: ConfiguredNotifications,
): readonly NamedChannel[] {
  return Object.entries(notifications).flatMap(
    ([kind, all]: readonly [string, readonly ConfiguredChannel[] | undefined]) =>
      (all ?? []).map((settings) => ({ kind, settings })),
  );
}

/** Makes the channels of a configuration, or those of some names; throws with a sentence that names the channel where one cannot be. */
export async function createChannels(
  notifications: ConfiguredNotifications,
  surroundings: ChannelSurroundings,
  isWanted: (name: string) => boolean = () => true,
): Promise<readonly CourierChannel[]> {
  const names = configuredChannels(notifications).map(({ settings }) => settings.name);
  const double = names.find((name, at) => names.indexOf(name) < at);
  if (double !== undefined)
    throw new Error(`Two channels are called ${double}: each has a name of its own.`);
  const making = { surroundings, isWanted };
  const all = await Promise.all([
    MAKERS.webhook(notifications.webhook, making),
    MAKERS.slack(notifications.slack, making),
    MAKERS.teams(notifications.teams, making),
    MAKERS.syslog(notifications.syslog, making),
    MAKERS.elasticsearch(notifications.elasticsearch, making),
    MAKERS.splunk(notifications.splunk, making),
    MAKERS.kafka(notifications.kafka, making),
    MAKERS.nats(notifications.nats, making),
    MAKERS.loki(notifications.loki, making),
    MAKERS.pagerDuty(notifications.pagerDuty, making),
    MAKERS.alertmanager(notifications.alertmanager, making),
    MAKERS.jira(notifications.jira, making),
    MAKERS.email(notifications.email, making),
    MAKERS.ocsf(notifications.ocsf, making),
    MAKERS.policyReports(notifications.policyReports, making),
  ]);
  return all.flat();
}

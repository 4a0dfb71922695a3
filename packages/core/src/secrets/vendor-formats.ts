import type { SecretFormat } from "./secret-format.ts";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Kind, the name of the vendor and the value. Names that are words of everyday speech are left out. */
const VENDORS: readonly (readonly [kind: string, name: string, value: string])[] = [
  ["an Algolia key", "algolia", "[a-z0-9]{32}"],
  ["an Atlassian token", "atlassian|confluence|jira", "[a-z0-9]{24}"],
  ["a Bitbucket secret", "bitbucket", "[\\w=-]{64}|[a-z0-9]{32}"],
  ["a Bugsnag key", "bugsnag", "[0-9a-f]{32}"],
  ["a CircleCI token", "circle-?_?ci", "[0-9a-f]{40}"],
  ["a Cloudflare key", "cloudflare", "[a-z0-9_-]{40}|[0-9a-f]{37}"],
  ["a Codecov token", "codecov", `[a-z0-9]{32}|${UUID}`],
  ["a Confluent secret", "confluent", "[a-z0-9/+]{64}"],
  ["a Contentful token", "contentful", "[\\w=-]{43}"],
  ["a Datadog key", "datadog|dd[_-]api|dd[_-]app(?:lication)?", "[a-z0-9]{40}|[0-9a-f]{32}"],
  ["a Discord token", "discord", "[0-9a-f]{64}|[\\w=-]{32}"],
  ["a Fastly token", "fastly", "[\\w=-]{32}"],
  ["a Gitter token", "gitter", "[a-z0-9_-]{40}"],
  ["a Heroku key", "heroku", UUID],
  ["a Honeycomb key", "honeycomb", "[0-9a-z]{32}|[0-9a-z]{22}"],
  ["a HubSpot key", "hubspot", UUID],
  ["a JFrog token", "jfrog|artifactory", "[a-z0-9]{73}|[a-z0-9]{64}"],
  ["a LaunchDarkly key", "launchdarkly", "[\\w=-]{40}"],
  ["a LogDNA key", "logdna|mezmo", "[0-9a-f]{32}"],
  ["a Loggly token", "loggly", UUID],
  ["a Mattermost token", "mattermost", "[a-z0-9]{26}"],
  ["a Netlify token", "netlify", "[\\w=-]{40,46}"],
  ["a New Relic key", "new[_-]?relic", "[a-z0-9]{64}|[0-9a-f]{40}"],
  ["an Okta token", "okta", "[\\w=-]{42}"],
  ["a PagerDuty token", "pagerduty", "[\\w+-]{20}|[0-9a-f]{32}"],
  ["a Rollbar token", "rollbar", "[0-9a-f]{32}"],
  ["a Sentry token", "sentry", "[0-9a-f]{64}"],
  ["a Snyk token", "snyk", UUID],
  ["a Splunk token", "splunk", UUID],
  ["a Sumo Logic key", "sumo(?:[_-]?logic)?", "[a-z0-9]{64}|[a-z0-9]{14}"],
  ["a Travis CI token", "travis", "[a-z0-9_-]{22}"],
  ["a Twilio token", "twilio", "[0-9a-f]{32}"],
  ["a Zendesk key", "zendesk", "[a-z0-9]{40}"],
];

/** Credentials without a form of their own: the vendor's name stands before them. */
export const VENDOR_FORMATS: readonly SecretFormat[] = VENDORS.map(([kind, name, value]) => ({
  kind,
  pattern: new RegExp(beside(name, value), "gi"),
}));

/**
 * The name of a vendor, at most 25 more characters of a key, a sign of assignment and a value with a digit and a letter in it.
 * A colon with the value right behind it, and no quote before, is the tag of an image or a port.
 */
function beside(vendor: string, value: string): string {
  const assigned =
    "[\\w.-]{0,25}[\"'\\s]{0,3}(?:=>|:=|=|:(?=[\\s\"'`])|(?<=[\"'])\\s?:)[\\s\"'`=]{0,5}";
  return `(?<![a-z0-9])(?:${vendor})${assigned}(?=[\\w=/+-]*\\d)(?=[\\d=/+-]*[a-z_])(${value})(?![\\w=/+-])`;
}

/** Whether a text can hold any of them. */
export function mayNameVendor(text: string): boolean {
  return ANY_VENDOR.test(text);
}

const ANY_VENDOR = new RegExp(
  `(?<![a-z0-9])(?:${VENDORS.map(([, name]) => name).join("|")})[\\w.-]{0,25}["'\\s]{0,3}[=:]`,
  "i",
);

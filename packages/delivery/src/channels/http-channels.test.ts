import { createHmac } from "node:crypto";
import {
  changeOf,
  type ReceivedRequest,
  type Receiver,
  sendingTo,
  startReceiver,
  surroundingsFor,
} from "@watertight/delivery/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createChannels } from "../create-channels.ts";

let receiver: Receiver;
const sent = sendingTo(() => receiver);
beforeAll(async () => {
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.answer(() => ({ status: 200 }));
});
afterAll(() => receiver.stop());

const SENT = [{ is: "sent" }];
const TOKEN = { env: "TOKEN" };
const KEY = { env: "KEY" };
const resolved = changeOf({ key: "key-2", kind: "finding.resolved", time: "2026-11-30T12:00:01Z" });

function jsonOf(request: ReceivedRequest | undefined): unknown {
  return JSON.parse(request?.body ?? "null");
}

test("a webhook is signed so that a receiver of Standard Webhooks takes it", async () => {
  const { outcomes, requests } = await sent({
    webhook: [{ name: "soc", url: `${receiver.url}/hook?a=1`, secret: KEY }],
  });
  expect(outcomes).toEqual(SENT);
  const [request] = requests;
  const { headers = {}, body = "" }: Partial<ReceivedRequest> = request ?? {};
  expect(request?.path).toBe("/hook?a=1");
  expect(headers["webhook-id"]).toBe("key-1");
  const time = String(Date.parse("2026-11-30T12:00:05Z") / 1000);
  expect(headers["webhook-timestamp"]).toBe(time);
  const signature = createHmac("sha256", "a key of sixteen bytes or more")
    .update(`key-1.${time}.${body}`)
    .digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
  expect(JSON.parse(body)).toEqual({
    type: "watertight.finding.opened",
    timestamp: "2026-11-30T12:00:00Z",
    data: { schemaVersion: 1, ...changeOf() },
  });
});

test("several changes in one webhook have each their key", async () => {
  const { requests } = await sent({ webhook: [{ name: "soc", url: receiver.url, secret: KEY }] }, [
    changeOf(),
    resolved,
  ]);
  expect(jsonOf(requests[0])).toMatchObject({
    type: "watertight.changes",
    data: { changes: [{ key: "key-1" }, { key: "key-2", kind: "finding.resolved" }] },
  });
  expect(requests[0]?.headers["webhook-id"]).toMatch(/^[0-9a-f]{64}$/);
});

test("what is written into Slack cannot be read as marks or links", async () => {
  const hostile = changeOf({ title: "<!channel> *bold* `x` & more\nsecond line\u202e" });
  const [made] = await createChannels(
    { slack: [{ name: "s", url: { env: "URL" } }] },
    surroundingsFor({ environment: { URL: `${receiver.url}/services/T0/B0/secret` } }),
  );
  expect(made?.channel.target).toBe("the address in URL");
  expect(await made?.channel.send([hostile], AbortSignal.timeout(60_000))).toEqual(SENT);
  const request = receiver.requests.at(-1);
  expect(request?.path).toBe("/services/T0/B0/secret");
  const line =
    "high, opened: &lt;!channel&gt; *\u200bbold*\u200b `\u200bx`\u200b &amp; more second line: Deployment shop/web in production";
  expect(jsonOf(request)).toEqual({
    text: line,
    blocks: [
      {
        type: "section",
        text: {
          type: "mrkdwn",
          text: `:rotating_light: *${line}*\n<https://watertight.example/findings/0123456789abcdef0123456789abcdef|Show it>`,
        },
      },
      {
        type: "section",
        fields: [
          { type: "mrkdwn", text: "*Severity*\nhigh" },
          { type: "mrkdwn", text: "*Cluster*\nproduction" },
          { type: "mrkdwn", text: "*Object*\nDeployment shop/web" },
          { type: "mrkdwn", text: "*Container*\nweb" },
          {
            type: "mrkdwn",
            text: "*Field*\nspec.template.spec.containers[0].securityContext.privileged",
          },
          { type: "mrkdwn", text: "*Check*\nprivileged" },
          { type: "mrkdwn", text: '*What*\ncontainer "web" is privileged' },
        ],
      },
    ],
  });
  await made?.channel.close();
});

test("Teams gets a card, with marks of the input as text", async () => {
  const [made] = await createChannels(
    { teams: [{ name: "t", url: { env: "URL" } }] },
    surroundingsFor({ environment: { URL: receiver.url } }),
  );
  await made?.channel.send(
    [changeOf({ title: "[click](https://evil)", link: "" })],
    AbortSignal.timeout(60_000),
  );
  expect(jsonOf(receiver.requests.at(-1))).toMatchObject({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          body: [
            {
              type: "TextBlock",
              text: "high, opened: \\[click\\]\\(https://evil\\): Deployment shop/web in production",
            },
            { type: "FactSet" },
          ],
        },
      },
    ],
  });
  await made?.channel.close();
});

test("Elasticsearch gets a document once, and answers for each", async () => {
  const changes = ["a", "b", "c", "d"].map((key) => changeOf({ key }));
  const items = [{ status: 201 }, { status: 409 }, { status: 429 }, { status: 400 }].map(
    (create) => ({ create: { ...create, error: { type: "some_exception", reason: "secret" } } }),
  );
  const { outcomes, requests } = await sent(
    {
      elasticsearch: [
        {
          ...{ name: "es", url: `${receiver.url}/es/`, index: "watertight-%Y.%m.%d" },
          apiKey: TOKEN,
        },
      ],
    },
    changes,
    () => ({ status: 200, body: JSON.stringify({ errors: true, items }) }),
  );
  expect(outcomes).toEqual([
    { is: "sent" },
    { is: "sent" },
    { is: "later", because: "it answers 429 for the document: some_exception" },
    { is: "refused", because: "it answers 400 for the document: some_exception" },
  ]);
  expect(requests[0]?.path).toBe("/es/_bulk");
  expect(requests[0]?.headers["authorization"]).toBe("ApiKey token-of-the-test");
  const lines = (requests[0]?.body ?? "").split("\n");
  expect(lines).toHaveLength(9);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    create: { _index: "watertight-2026.11.30", _id: "a" },
  });
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    "@timestamp": "2026-11-30T12:00:00Z",
    event: { id: "a", kind: "alert", action: "finding.opened", severity: 4 },
    orchestrator: { cluster: { name: "production" }, namespace: "shop" },
    rule: { id: "privileged" },
  });
});

test("Splunk gets events with their time, and what it says is told", async () => {
  const splunk = [{ name: "hec", url: receiver.url, token: TOKEN, index: "k8s" }];
  const { requests } = await sent({ splunk }, [changeOf(), resolved]);
  expect(requests[0]?.path).toBe("/services/collector/event");
  expect(requests[0]?.headers["authorization"]).toBe("Splunk token-of-the-test");
  const events = (requests[0]?.body ?? "").split("\n").map((line) => JSON.parse(line) as unknown);
  expect(events).toEqual([
    {
      time: 1_796_040_000,
      host: "server-1",
      source: "watertight",
      sourcetype: "watertight:change",
      index: "k8s",
      event: { schemaVersion: 1, ...changeOf() },
      fields: { cluster: "production", severity: "high", key: "key-1" },
    },
    expect.objectContaining({ time: 1_796_040_001 }),
  ]);
  const refused = await sent({ splunk }, [changeOf()], () => ({
    status: 403,
    body: '{"text":"Invalid token","code":4}',
  }));
  expect(refused.outcomes).toEqual([{ is: "later", because: "it answers 403: Invalid token" }]);
});

test("Loki gets a stream for each cluster, kind and severity", async () => {
  const loki = [
    {
      name: "l",
      url: receiver.url,
      tenant: "t1",
      user: "u",
      password: TOKEN,
      labels: { env: "p" },
    },
  ];
  const { requests } = await sent({ loki }, [changeOf(), changeOf({ key: "x" }), resolved]);
  expect(requests[0]?.path).toBe("/loki/api/v1/push");
  expect(requests[0]?.headers["x-scope-orgid"]).toBe("t1");
  expect(requests[0]?.headers["authorization"]).toBe("Basic dTp0b2tlbi1vZi10aGUtdGVzdA==");
  const stream = { env: "p", job: "watertight", cluster: "production", severity: "high" };
  const line = expect.stringContaining('"key"') as unknown;
  expect(jsonOf(requests[0])).toEqual({
    streams: [
      {
        stream: { ...stream, kind: "finding.opened" },
        values: [
          ["1796040000000000000", line],
          ["1796040000000000000", line],
        ],
      },
      {
        stream: { ...stream, kind: "finding.resolved" },
        values: [["1796040001000000000", line]],
      },
    ],
  });
});

test("PagerDuty opens and resolves one alert of a finding", async () => {
  const pagerDuty = [{ name: "pd", url: receiver.url, routingKey: TOKEN }];
  const opened = await sent({ pagerDuty });
  const over = await sent({ pagerDuty }, [resolved]);
  expect(opened.requests[0]?.path).toBe("/v2/enqueue");
  const trigger = jsonOf(opened.requests[0]) as { readonly dedup_key: string };
  expect(trigger).toMatchObject({
    routing_key: "token-of-the-test",
    event_action: "trigger",
    payload: {
      summary: "high, opened: Privileged container: Deployment shop/web in production",
      source: "production",
      severity: "error",
      timestamp: "2026-11-30T12:00:00Z",
    },
  });
  expect(jsonOf(over.requests[0])).toEqual({
    routing_key: "token-of-the-test",
    dedup_key: trigger.dedup_key,
    event_action: "resolve",
  });
});

test("an alert of Alertmanager fires until it is resolved, under the same labels", async () => {
  const alertmanager = [{ name: "am", url: receiver.url, token: TOKEN, labels: { team: "a" } }];
  const opened = await sent({ alertmanager });
  const over = await sent({ alertmanager }, [changeOf(), resolved]);
  const labels = {
    team: "a",
    alertname: "WatertightFinding",
    severity: "high",
    cluster: "production",
    subject: "0123456789abcdef0123456789abcdef",
    check: "privileged",
    namespace: "shop",
    kind: "Deployment",
    name: "web",
  };
  const annotations = {
    summary: "Privileged container",
    description: 'container "web" is privileged',
  };
  const generatorURL = "https://watertight.example/findings/0123456789abcdef0123456789abcdef";
  expect(jsonOf(opened.requests[0])).toEqual([
    {
      ...{ labels, annotations, generatorURL },
      startsAt: "2026-11-30T12:00:00Z",
      endsAt: "2026-12-30T12:00:00.000Z",
    },
  ]);
  expect(jsonOf(over.requests[0])).toEqual([
    { ...{ labels, annotations, generatorURL }, endsAt: "2026-11-30T12:00:01.000Z" },
  ]);
  expect(over.outcomes).toEqual([{ is: "sent" }, { is: "sent" }]);
});

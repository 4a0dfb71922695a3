import { changeOf } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import { cefMessage } from "./cef.ts";
import { ocsfChange } from "./ocsf.ts";
import { lineOf } from "./plain.ts";
import { syslogMessage } from "./syslog-message.ts";

const PLACE = { hostname: "server 1\n", version: "1.2.3" };
const hostile = changeOf({
  key: 'a"b\\c]d',
  title: "pipe | and \\ and\nline",
  message: "a=b\\c\u0007",
  link: "",
  cluster: "",
});

test("a message of RFC 5424 has JSON behind its structured data", () => {
  const message = syslogMessage(changeOf(), {}, PLACE).toString("utf8");
  const [header, json] = message.split("\ufeff");
  expect(header).toBe(
    '<131>1 2026-11-30T12:00:00.000Z server1 watertight - finding.opened [watertight@32473 key="key-1" cluster="production" severity="high" check="privileged"] ',
  );
  expect(JSON.parse(json ?? "")).toEqual({ schemaVersion: 1, ...changeOf() });
});

test("what the input has of syslog's marks stays text", () => {
  const settings = { format: "cef", facility: "auth" } as const;
  const message = syslogMessage(hostile, settings, PLACE).toString("utf8");
  expect(message).toBe(
    '<35>1 2026-11-30T12:00:00.000Z server1 watertight - finding.opened [watertight@32473 key="a\\"b\\\\c\\]d" severity="high" check="privileged"] ' +
      "CEF:0|Watertight|Watertight|1.2.3|finding.opened/privileged|pipe \\| and \\\\ and line|8|" +
      'rt=1796040000000 externalId=a"b\\\\c]d cat=finding.opened msg=a\\=b\\\\c  cs2Label=object cs2=Deployment shop/web cs3Label=field ' +
      "cs3=spec.template.spec.containers[0].securityContext.privileged cs4Label=namespace cs4=shop",
  );
});

test("CEF names the cluster and the link where there are some", () => {
  expect(cefMessage(changeOf(), "1")).toContain("cs1Label=cluster cs1=production cs2Label=object");
  expect(cefMessage(changeOf({ link: "https://a/?b=c" }), "1")).toContain(
    "request=https://a/?b\\=c",
  );
});

test("OCSF has a Detection Finding that is made, updated and closed under one name", () => {
  const kinds = [
    "finding.opened",
    "finding.reopened",
    "finding.excepted",
    "incident.updated",
    "incident.closed",
  ] as const;
  const all = kinds.map((kind) => ocsfChange(changeOf({ kind, reason: "why" }), "1.2.3"));
  expect(
    all.map(({ activity_id, status_id, type_uid, is_alert }) => [
      activity_id,
      status_id,
      type_uid,
      is_alert,
    ]),
  ).toEqual([
    [1, 1, 200_401, true],
    [2, 1, 200_402, true],
    [3, 3, 200_403, false],
    [2, 2, 200_402, true],
    [3, 4, 200_403, false],
  ]);
  expect(all[0]).toMatchObject({
    class_uid: 2004,
    category_uid: 2,
    time: 1_796_040_000_000,
    severity_id: 4,
    status_detail: "why",
    metadata: { uid: "key-1", version: "1.3.0" },
    finding_info: { uid: "production/0123456789abcdef0123456789abcdef" },
    resources: [{ type: "Deployment", namespace: "shop", name: "web" }],
  });
});

test("a line for people is one line", () => {
  expect(lineOf(hostile)).toBe("high, opened: pipe | and \\ and line: Deployment shop/web");
  expect(lineOf(changeOf({ kind: "test", object: undefined }))).toBe(
    "high, test: Privileged container in production",
  );
});

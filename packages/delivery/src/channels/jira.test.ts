import {
  changeOf,
  type JiraIssue,
  jiraWith,
  type Receiver,
  sendingTo,
  startReceiver,
} from "@watertight/delivery/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

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
const resolved = changeOf({ key: "key-2", kind: "finding.resolved", time: "2026-11-30T12:00:01Z" });

test("Jira has one issue of a finding, which is commented on once a change and closed", async () => {
  const issues: JiraIssue[] = [];
  const answer = jiraWith(issues);
  const jira = [{ name: "j", url: receiver.url, project: "SEC", token: TOKEN, closeBy: "Done" }];
  // What was never opened is not closed.
  expect((await sent({ jira }, [resolved], answer)).outcomes).toEqual(SENT);
  expect(issues).toEqual([]);
  for (const change of [changeOf(), changeOf(), resolved, resolved])
    expect((await sent({ jira }, [change], answer)).outcomes).toEqual(SENT);
  expect(issues).toMatchObject([{ key: "SEC-1", comments: 1, status: "Done" }]);
  expect(receiver.requests.at(-1)?.headers["authorization"]).toBe("Bearer token-of-the-test");
});

import { startReceiver } from "@watertight/delivery/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWith } from "../../../testing/fix-pod.ts";
import { watertightIn } from "../../../testing/watertight.ts";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

async function notify(configuration: string, ...argv: readonly string[]) {
  const folder = folderWith({ "watertight.yaml": configuration });
  const environment = { KEY: "a key of sixteen bytes or more", EMPTY: "" };
  return watertightIn(folder, ["notify", "test", ...argv], "", { environment });
}

const twoChannels = () => `notifications:
  webhook:
    - {name: soc, url: "${receiver.url}/a?token=hidden", secret: {env: KEY}}
    - {name: other, url: "${receiver.url}/b", secret: {env: EMPTY}}
  policyReports:
    - {name: reports}
`;

it("one message goes to each channel, and it is said what became of it", async () => {
  expect(await notify(twoChannels())).toMatchObject({
    status: 1,
    stdout:
      `soc  webhook, ${receiver.url}/a  sent\n` +
      `other  webhook, ${receiver.url}/b  not taken: The secret of other is not to be had: the variable EMPTY is empty or not there\n` +
      "reports  policyReports  not taken: The channel reports keeps reports in the cluster, and no cluster is followed\n",
    stderr: "Exit status 1: 2 channels did not take the test message.\n",
  });
  expect(receiver.requests).toHaveLength(1);
  expect(receiver.requests[0]?.body).toContain('"type":"watertight.test"');
});

it("a channel is called by its name, and one that is not there has a neighbour", async () => {
  expect(await notify(twoChannels(), "--channel", "soc")).toMatchObject({ status: 0, stderr: "" });
  await expect(notify(twoChannels(), "--channel", "sox")).rejects.toThrow(
    'There is no channel "sox"; did you mean "soc"?',
  );
  await expect(notify("failOn: low\n")).rejects.toThrow("No channel is configured");
});

it("a channel that is configured wrongly is told where", async () => {
  const wrong =
    "notifications:\n  webhok: []\n  slack:\n    - name: s\n      url: {file: x}\n      severty: high\n";
  const failure: unknown = await notify(wrong).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: "The configuration watertight.yaml has 2 mistakes:",
  });
  expect(JSON.stringify(failure)).toContain(
    'there is no key \\"webhok\\" in notifications; did you mean \\"webhook\\"?',
  );
  expect(JSON.stringify(failure)).toContain(
    'there is no key \\"severty\\" in notifications.slack[0]; did you mean \\"severity\\"?',
  );
});

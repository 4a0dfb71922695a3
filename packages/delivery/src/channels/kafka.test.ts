import { changeOf, startKafkaBroker, surroundingsFor } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import { kafkaChannel } from "./kafka.ts";

const SIGNAL = new AbortController().signal;

test("messages are keyed by what they are about, and a broker that is down or not ready loses none", async () => {
  const broker = await startKafkaBroker("security");
  const settings = { name: "k", brokers: [broker.address], topic: "security", encrypted: false };
  const channel = await kafkaChannel(settings, surroundingsFor());
  const changes = [changeOf(), changeOf({ key: "key-2", kind: "finding.resolved" })];
  expect(await channel.send(changes, SIGNAL)).toEqual([{ is: "sent" }, { is: "sent" }]);
  const key = "production/0123456789abcdef0123456789abcdef";
  expect(broker.messages).toMatchObject([
    { key, headers: { id: "key-1", type: "watertight.finding.opened" } },
    { key, headers: { id: "key-2", type: "watertight.finding.resolved" } },
  ]);
  expect(JSON.parse(broker.messages[0]?.value ?? "")).toEqual({
    schemaVersion: 1,
    ...changeOf(),
  });
  // NOT_ENOUGH_REPLICAS.
  broker.answer(19);
  await expect(channel.send([changeOf({ key: "key-3" })], SIGNAL)).rejects.toThrow();
  expect(await channel.send([changeOf({ key: "key-3" })], SIGNAL)).toEqual([{ is: "sent" }]);
  expect(broker.messages.map(({ headers }) => headers["id"])).toEqual(["key-1", "key-2", "key-3"]);
  expect(broker.faults).toEqual([]);
  await broker.stop();
  await expect(channel.send([changeOf()], SIGNAL)).rejects.toThrow();
  await channel.close();
});

import { createCluster } from "@watertight/core/cluster";
import { NAIVE_CHANNELS } from "@watertight/core/naive";
import { CHANNEL_IDS, closedBy, createTenancy } from "@watertight/core/tenancy";
import { RANDOM_TENANTS, randomTenants, seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";

const CLUSTERS = 500;
const CLOSED = 60;

const PAIRS = RANDOM_TENANTS.flatMap((from) =>
  RANDOM_TENANTS.flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

test(`every no and every yes of ${CLUSTERS} random clusters holds one packet, one request, one pod at a time`, () => {
  const random = seeded(20261130);
  const differences: object[] = [];
  const counts = new Map<string, number>();
  for (let index = 0; index < CLUSTERS; index++) {
    const objects = randomTenants(random);
    const tenancy = createTenancy(createCluster(wholeSnapshotOf(objects)), RANDOM_TENANTS);
    const asked = PAIRS.flatMap(([from, to]) =>
      CHANNEL_IDS.map((channel) => ({ from, to, channel, ...tenancy.cell(from, to, channel) })),
    );
    for (const { from, to, channel, verdict, reason } of asked) {
      const pair = { from: from.namespaces, to: to.namespaces };
      const naive = NAIVE_CHANNELS.get(channel)?.(objects, pair);
      const key = `${channel} ${verdict}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (isContradiction(verdict, naive?.open))
        differences.push({ index, from: from.name, to: to.name, channel, verdict, reason, naive });
    }
  }
  expect(differences.slice(0, 5)).toEqual([]);
  expect(Object.fromEntries(counts)).toEqual({
    "admission no": 2902,
    "admission yes": 98,
    "api-become no": 2882,
    "api-become yes": 118,
    "api-read no": 2861,
    "api-read yes": 139,
    "api-write no": 2843,
    "api-write yes": 157,
    "cluster-objects no": 2968,
    "cluster-objects yes": 32,
    "gateways no": 2928,
    "gateways yes": 72,
    "host-paths no": 2992,
    "host-paths unknown": 6,
    "host-paths yes": 2,
    "ingress no": 2944,
    "ingress yes": 56,
    "network no": 2470,
    "network yes": 530,
    "nodes no": 2866,
    "nodes unknown": 63,
    "nodes yes": 71,
    "registries no": 2940,
    "registries yes": 60,
    "secrets no": 2950,
    "secrets yes": 50,
    "services no": 2633,
    "services yes": 367,
    "volumes no": 2894,
    "volumes yes": 106,
  });
});

function isContradiction(verdict: string, naive: string | undefined): boolean {
  return ["no yes", "yes no"].includes(`${verdict} ${naive}`);
}

test(`what closes a channel closes it, or the next that opens it is named: ${CLOSED} random clusters are closed so`, () => {
  const random = seeded(20261201);
  const left: object[] = [];
  let changes = 0;
  for (let index = 0; index < CLOSED; index++) {
    let snapshot = wholeSnapshotOf(randomTenants(random));
    for (let round = 0; round < 200; round++) {
      if (round === 199) left.push({ index, after: "200 changes" });
      const tenancy = createTenancy(createCluster(snapshot), RANDOM_TENANTS);
      const open = PAIRS.flatMap(([from, to]) => tenancy.open(from, to));
      const next = open.find(({ cell }) => cell.fix() !== undefined);
      const fix = next?.cell.fix();
      if (!next || !fix) {
        left.push(...open.map(({ channel, cell }) => ({ index, channel, reason: cell.reason })));
        break;
      }
      const before = JSON.stringify(snapshot.objects.map(({ object }) => object));
      snapshot = closedBy(snapshot, [fix]);
      if (before === JSON.stringify(snapshot.objects.map(({ object }) => object))) {
        left.push({
          index,
          without: "any change",
          channel: next.channel,
          reason: next.cell.reason,
        });
        break;
      }
      changes += 1;
    }
  }
  expect(left.slice(0, 5)).toEqual([]);
  expect(changes).toBe(140);
});

import { expect, test } from "vitest";
import { type Entity, entityText, parseEntity } from "./entities.ts";

const FORMS: readonly (readonly [string, Entity])[] = [
  ["internet", { is: "internet" }],
  ["cluster-admin", { is: "cluster-admin" }],
  ["10.0.0.0/8", { is: "addresses", range: "10.0.0.0/8" }],
  ["10.0.0.1-10.0.0.9", { is: "addresses", range: "10.0.0.1-10.0.0.9" }],
  ["fd00::/8", { is: "addresses", range: "fd00::/8" }],
  ["pod/shop/web", { is: "workload", kind: "Pod", namespace: "shop", name: "web" }],
  ["cronjob/shop/web", { is: "workload", kind: "CronJob", namespace: "shop", name: "web" }],
  ["container/shop/web/main", { is: "container", namespace: "shop", pod: "web", name: "main" }],
  ["serviceaccount/shop/web", { is: "serviceaccount", namespace: "shop", name: "web" }],
  ["secret/shop/web", { is: "secret", namespace: "shop", name: "web" }],
  ["user/a/b", { is: "user", name: "a/b" }],
  ["group/system:masters", { is: "group", name: "system:masters" }],
  ["node/n1", { is: "node", name: "n1" }],
  ["namespace/shop", { is: "namespace", name: "shop" }],
  ["volume/pv-1", { is: "volume", name: "pv-1" }],
  ["image/registry.example/a/b:1", { is: "image", name: "registry.example/a/b:1" }],
];

test.each(FORMS)("%s is read as it is written", (text, entity) => {
  expect(entityText(entity)).toBe(text);
  expect(parseEntity(text)).toEqual(entity);
});

test.each([
  "",
  "web",
  "pod/web",
  "pod/shop/web/x",
  "container/shop/web",
  "thing/a/b",
  "node/a/b",
  "pod//x",
])("%j is no entity", (text) => {
  expect(parseEntity(text)).toBeUndefined();
});

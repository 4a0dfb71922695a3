import { expect, test } from "vitest";
import { historyIn, readConfiguration, secretsIn } from "./configuration.ts";

const PASSWORD = "s8Fq2-Lr7Vz0kW";
const CONFIGURATION = {
  config: {
    Env: [`DB_PASSWORD=${PASSWORD}`, "PATH=/usr/bin"],
    Entrypoint: ["/app", `--db-password=${PASSWORD}`],
    Cmd: ["serve", "--api-token=Zk29-plQ81-xxRw7"],
    Labels: { note: `mysql://root:${PASSWORD}@db/shop`, maintainer: "shop" },
  },
  history: [
    { created_by: `ENV DB_PASSWORD=${PASSWORD}`, empty_layer: true },
    { created_by: `RUN migrate ${PASSWORD} && rm -rf /tmp/x` },
  ],
};

test("what an image gives away is told, and its value stands nowhere", () => {
  expect(secretsIn(CONFIGURATION).map(({ where, key }) => [where, key])).toStrictEqual([
    ["env DB_PASSWORD", "DB_PASSWORD"],
    ["command", "api-token"],
  ]);
  const { entrypoint, command, labels, variables } = readConfiguration(CONFIGURATION);
  expect({ entrypoint, command, labels: [...labels], variables }).toStrictEqual({
    entrypoint: ["/app", "--db-password=••••"],
    command: ["serve", "--api-token=••••"],
    labels: [
      ["note", "mysql://root:••••@db/shop"],
      ["maintainer", "shop"],
    ],
    variables: ["DB_PASSWORD", "PATH"],
  });
  expect(historyIn(CONFIGURATION)).toStrictEqual([
    { createdBy: "ENV DB_PASSWORD=••••", emptyLayer: true },
    { createdBy: "RUN migrate •••• && rm -rf /tmp/x", emptyLayer: false },
  ]);
});

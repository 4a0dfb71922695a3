import { defineConfig, mergeConfig } from "vitest/config";
import e2e from "./vitest.e2e.config.ts";

/** What `npm run e2e` tries on a real control plane, more of it and on both minor versions: `npm run e2e:long`, some half an hour. */
export default mergeConfig(
  { ...e2e, test: { ...e2e.test, include: ["e2e/{control-plane,live}/**/*.test.ts"] } },
  defineConfig({ test: { env: { WATERTIGHT_E2E: "long" }, testTimeout: 3_600_000 } }),
);

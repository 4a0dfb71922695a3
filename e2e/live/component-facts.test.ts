import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import {
  CONTROL_PLANE,
  type ControlPlaneOptions,
  guarded,
  KUBERNETES,
  type Minor,
  NEWEST,
  until,
} from "../control-plane/index.ts";
import {
  ETCDS,
  etcdFiles,
  RIGHT_COMPONENTS,
  type StartedEtcd,
  startEtcd,
  WRONG_COMPONENT_CHECKS,
  WRONG_COMPONENTS,
} from "./component-flags.ts";
import { idsOf, scanned, showPods, withPlane } from "./observed-plane.ts";

const MINORS = Object.keys(KUBERNETES) as readonly Minor[];
const COMPONENTS = ["kube-controller-manager", "kube-scheduler"];

/** Starts an etcd of its own, and asks until it answers by what its log and its process say. */
async function withEtcd<Result>(
  started: StartedEtcd,
  work: (pid: number) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-etcd-"));
  for (const [name, text] of Object.entries(etcdFiles())) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  const programs = guarded(folder);
  try {
    const pid = await startEtcd(programs, folder, started);
    // With flags that it does not take it ends at once; with others it makes its store.
    await until("etcd has its store", () => Promise.resolve(hasStore(folder)), {
      check: programs.check,
    });
    programs.check();
    return await work(pid);
  } finally {
    await programs.stop();
  }
}

function hasStore(folder: string): boolean {
  try {
    return readFileSync(join(folder, "data", "member", "snap", "db")).length > 0;
  } catch {
    return false;
  }
}

describe.each(MINORS)("programs of a control plane of %s", needing(CONTROL_PLANE), (version) => {
  test.each([
    { how: "wrong", flags: WRONG_COMPONENTS, checks: WRONG_COMPONENT_CHECKS },
    { how: "right", flags: RIGHT_COMPONENTS, checks: [] },
  ])(
    "a controller manager and a scheduler started $how are found $how",
    async ({ flags, checks }) => {
      const options: ControlPlaneOptions = {
        ...{ version, withControllers: true, withScheduler: true },
        ...flags,
      };
      await withPlane(options, async (plane) => {
        const pids = COMPONENTS.map((name) => [name, plane.pids.get(name) ?? 0] as const);
        await showPods(plane, new Map(pids));
        const ids = idsOf(scanned(plane)).filter((id) =>
          /^(?:controller-manager|scheduler)-/.test(id),
        );
        expect(ids).toEqual(checks);
      });
    },
  );
});

describe("etcd", needing(CONTROL_PLANE), () => {
  test("started in three ways is found to be what it is", async () => {
    await withPlane({ version: NEWEST }, async (plane) => {
      const said: object[] = [];
      for (const started of ETCDS) {
        await withEtcd(started, async (pid) => {
          await showPods(plane, new Map([["etcd", pid]]));
        });
        const checks = idsOf(scanned(plane)).filter((id) => id.startsWith("etcd-"));
        said.push({ name: started.name, checks });
        const pod = "/api/v1/namespaces/kube-system/pods/etcd-n1?gracePeriodSeconds=0";
        await plane.ask("DELETE", pod);
      }
      expect(said).toEqual(ETCDS.map(({ name, checks }) => ({ name, checks })));
    });
  });
});

import { parseArgs } from "node:util";
import { KUBERNETES, type Minor, NEWEST, startControlPlane } from "./index.ts";

/*
 * A control plane to try things on: `npx tsx e2e/control-plane/run.ts [--version 1.34] [--alone]`. It prints how to reach it and runs
 * until its input ends or it is interrupted.
 */

const { values } = parseArgs({
  options: {
    version: { type: "string", default: NEWEST },
    // Without controllers, scheduler and kwok.
    alone: { type: "boolean", default: false },
  },
});
if (!isMinor(values.version))
  throw new Error(`Versions are ${Object.keys(KUBERNETES).join(", ")}.`);
const withAll = !values.alone;
const plane = await startControlPlane({
  version: values.version,
  ...{ withControllers: withAll, withScheduler: withAll, withKwok: withAll },
});
process.stdout.write(
  `export KUBECONFIG=${plane.kubeconfig} PATH=${plane.kubectl.replace(/[/]kubectl$/, "")}:$PATH\n`,
);
await new Promise((settle) => {
  process.on("SIGINT", settle).on("SIGTERM", settle);
  process.stdin.on("end", settle).resume();
});
await plane.stop();
process.exit();

function isMinor(text: string): text is Minor {
  return Object.hasOwn(KUBERNETES, text);
}

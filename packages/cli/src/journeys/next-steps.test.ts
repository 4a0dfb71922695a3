import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostNetwork: true, containers: [{name: web, image: "web:1.2"}]}
`;

async function stepsAfter(argv: readonly string[], files: Readonly<Record<string, string>>) {
  const { stdout } = await watertight(["scan", "--exit-zero", ...argv], files);
  const lines = stdout.trimEnd().split("\n");
  const start = lines.indexOf("Next");
  return start < 0 ? [] : lines.slice(start + 1).map((line) => line.replace(/^ +(?:npx )?/, ""));
}

it("the last lines are commands that go on with the same input", async () => {
  const files = { "my pods/pod.yaml": POD, "w.yaml": "kubernetesVersion: v1.34\n" };
  const steps = await stepsAfter(["--config", "w.yaml", "--whole-cluster", "my pods"], files);
  expect(steps).toEqual([
    "watertight explain host-network",
    "watertight fix 'my pods' --whole-cluster --config w.yaml",
    "watertight scan -o html=report.html 'my pods' --whole-cluster --config w.yaml",
  ]);
  for (const step of steps.slice(0, 2)) {
    const words = step
      .split(/ (?=(?:[^']*'[^']*')*[^']*$)/)
      .map((word) => word.replaceAll("'", ""));
    const { status } = await watertight(words.slice(1), files);
    expect(status).toBe(0);
  }
});

it("nothing found leads nowhere, and what came by standard input cannot be read again", async () => {
  expect(await stepsAfter(["--check", "host-pid", "."], { "pod.yaml": POD })).toEqual([]);
  const { stdout } = await watertight(["scan", "--exit-zero", "-"], {}, POD);
  expect(stdout).toContain("watertight explain host-network\n");
  expect(stdout).not.toContain("watertight fix");
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, programOf, setTemporaryPlace } from "../../testing/files.ts";
import type { ChartInput } from "./input.ts";
import { renderChart } from "./render-chart.ts";

const OPTIONS = { values: [], set: [], kubeVersion: "v1.37" };

function chartOf(files: Readonly<Record<string, string>> = {}): ChartInput {
  const path = folderWith({ "Chart.yaml": "name: web\n", ...files });
  return { name: "charts/w", path, archive: false, chartName: "web" };
}

function printing(text: string): string {
  return programOf(`process.stdout.write(${JSON.stringify(text)});`);
}

test("output is cut at its sources, which are found in the chart's folder", async () => {
  const chart = chartOf({
    "charts/folder/Chart.yaml": "name: sub\n",
    "charts/packed-1.0.0.tgz": "",
  });
  const helm = printing(
    "---\n# Source: web/crds/c.yaml\na: 1\n---\nb: 2\n\n---\n# Source: web/charts/sub/templates/s.yaml\nc: |\n  ---\n  # Source: x\n---\n# Source: web/charts/packed/templates/p.yaml\nd: 4\n---\n# Source: web/../../etc/passwd\ne: 5\n",
  );
  expect(await renderChart(chart, { ...OPTIONS, helm })).toEqual({
    documents: [
      {
        text: "# Source: web/crds/c.yaml\na: 1\n---\nb: 2\n\n",
        file: "charts/w/crds/c.yaml",
        line: 2,
      },
      {
        text: "# Source: web/charts/sub/templates/s.yaml\nc: |\n  ---\n  # Source: x\n",
        file: "charts/w/charts/folder/templates/s.yaml",
        line: 8,
      },
      {
        text: "# Source: web/charts/packed/templates/p.yaml\nd: 4\n",
        file: "charts/w/charts/packed-1.0.0.tgz!packed/templates/p.yaml",
        line: 13,
      },
      { text: "# Source: web/../../etc/passwd\ne: 5\n", file: "charts/w", line: 16 },
    ],
    warnings: [],
  });
});

test("files of a packed chart are named after the archive", async () => {
  const chart = { ...chartOf(), name: "web-1.tgz", archive: true };
  const helm = printing("---\n# Source: web/templates/a.yaml\na: 1\n");
  expect(await renderChart(chart, { ...OPTIONS, helm })).toEqual({
    documents: [
      {
        text: "# Source: web/templates/a.yaml\na: 1\n",
        file: "web-1.tgz!web/templates/a.yaml",
        line: 2,
      },
    ],
    warnings: [],
  });
});

test("helm is given the chart, the values and the version, no settings of the user and no network", async () => {
  const helm = programOf(
    `const { HELM_NAMESPACE, GIT_ALLOW_PROTOCOL, https_proxy, KUBECONFIG } = process.env;
    console.log(JSON.stringify([process.argv.slice(2), HELM_NAMESPACE, GIT_ALLOW_PROTOCOL, https_proxy, KUBECONFIG === "/k"]));`,
  );
  const chart = chartOf();
  const result = await renderChart(chart, {
    values: ["/v/a,b.yaml"],
    set: ["x=1,y=2"],
    kubeVersion: "v1.30",
    env: { WATERTIGHT_HELM: helm, HELM_NAMESPACE: "mine", KUBECONFIG: "/k" },
  });
  const expected = [
    [
      "template",
      "web",
      chart.path,
      "--include-crds",
      "--kube-version=v1.30.0",
      '--values="/v/a,b.yaml"',
      "--set=x=1,y=2",
    ],
    null,
    "none",
    "http://127.0.0.1:9",
    false,
  ];
  expect(result).toEqual({
    documents: [{ text: `${JSON.stringify(expected)}\n`, file: "charts/w", line: 1 }],
    warnings: [],
  });
});

test("a warning comes with the output, cleaned and once", async () => {
  const helm = programOf(
    'console.error("\\u001b[31mwarning: x\\u001b[0m\\nwarning: x\\n"); console.log("a: 1");',
  );
  expect(await renderChart(chartOf(), { ...OPTIONS, helm })).toEqual({
    documents: [{ text: "a: 1\n", file: "charts/w", line: 1 }],
    warnings: ["Rendering the chart charts/w, helm warns: warning: x"],
  });
});

test("a failing program is quoted", async () => {
  const helm = programOf(
    'console.log("half: 1"); console.error("Error: missing in charts/ directory: foo\\n\\nUse --debug flag to render out invalid YAML"); process.exitCode = 1;',
  );
  expect(await renderChart(chartOf(), { ...OPTIONS, helm })).toEqual({
    failed: "The chart charts/w was not rendered: helm says: missing in charts/ directory: foo.",
  });
});

test("a program that ends badly without a word is said to", async () => {
  expect(await renderChart(chartOf(), { ...OPTIONS, helm: programOf("process.exit(7)") })).toEqual({
    failed: "The chart charts/w was not rendered: helm ended with status 7 without a word.",
  });
});

test("a missing program is said with what to do", async () => {
  const env = { PATH: folderWith({}) };
  expect(await renderChart(chartOf(), { ...OPTIONS, env })).toEqual({
    failed:
      "The chart charts/w was not rendered: helm is not installed or not on the PATH; install Helm 3 or set WATERTIGHT_HELM to its path.",
  });
});

test("a program that hangs is ended", async () => {
  const helm = programOf("setInterval(() => {}, 1000);");
  expect(await renderChart(chartOf(), { ...OPTIONS, helm, timeout: 100 })).toEqual({
    failed: "The chart charts/w was not rendered: helm did not end within 0.1 seconds.",
  });
});

test("an argument that no operating system takes is a failure, not an exception", async () => {
  const result = await renderChart(chartOf(), { ...OPTIONS, set: ["a=\0"], helm: join("/", "x") });
  expect(result).toEqual({
    failed: expect.stringMatching(
      /^The chart charts\/w was not rendered: helm cannot be started: .*without null bytes/,
    ) as string,
  });
});

test("where nothing temporary can be written, that is said and nothing thrown", async () => {
  const chart = chartOf();
  const helm = printing("---\na: 1\n");
  const place = join(folderWith({}), "gone");
  setTemporaryPlace(place);
  expect(await renderChart(chart, { ...OPTIONS, helm })).toEqual({
    failed: `The chart charts/w was not rendered: helm needs a temporary folder in ${place}: there is no such file or folder.`,
  });
});

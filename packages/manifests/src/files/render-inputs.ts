import type { NotExamined, Origin } from "@watertight/core/snapshot";
import { inParallel } from "./in-parallel.ts";
import type { ChartInput, Inputs, KustomizationInput } from "./input.ts";
import type { Sources } from "./match-origins.ts";
import { renderChart } from "./render-chart.ts";
import { renderKustomization } from "./render-kustomization.ts";

export interface RenderOptions {
  /** Charts that are not rendered are reported as not examined. */
  readonly charts: "render" | "report";
  /** `report`: not examined but for their resources; `plain`: nothing but files, each read as it is. */
  readonly kustomizations: "build" | "report" | "plain";
  readonly helmValues: readonly string[];
  readonly helmSet: readonly string[];
  /** As `v1.37`. */
  readonly kubernetesVersion: string;
  /** Where programs are looked for. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Output of a program that is to be examined like a file. */
interface RenderedText {
  /** The file that it was rendered from: a chart's template, or the kustomization. */
  readonly name: string;
  readonly text: string;
  readonly rendered: NonNullable<Origin["rendered"]>;
  /** Set when objects carry notes on their origin, relative to this folder (see `takeOrigin`). */
  readonly builtFrom?: string;
  /** Set when it is known from which file each of the documents is. */
  readonly originFiles?: readonly string[];
}

export interface RenderedInputs {
  readonly texts: readonly RenderedText[];
  /** Names of files that are examined only as rendered, or as patches not at all. */
  readonly consumed: ReadonlySet<string>;
  readonly notExamined: readonly NotExamined[];
}

/** A program of 50 ms beside this process, which has two processors at the least. */
const AT_A_TIME = 2;

/** Renders the charts and kustomizations among the inputs. It never rejects for what is in them. */
export async function renderInputs(
  { charts, kustomizations }: Inputs,
  options: RenderOptions,
): Promise<RenderedInputs> {
  const known: Sources = new Map();
  const roots =
    options.kustomizations === "build"
      ? new Set(kustomizations.flatMap(({ parts }) => parts))
      : kustomizations;
  const shares = await inParallel(
    [
      ...charts.map((chart) => () => chartShare(chart, options)),
      ...Array.from(
        roots,
        (kustomization) => () =>
          options.kustomizations === "build"
            ? kustomizationShare(kustomization, options, known)
            : Promise.resolve(notBuilt(kustomization, options)),
      ),
    ],
    AT_A_TIME,
    (share) => share(),
  );
  // What one build changes may be as it is in what another one makes.
  const asTheyAre = new Set(shares.flatMap(({ leftOut }) => leftOut));
  return {
    texts: shares.flatMap(({ texts }) => texts),
    consumed: new Set(
      shares.flatMap(({ consumed }) => consumed.filter((name) => !asTheyAre.has(name))),
    ),
    notExamined: shares.flatMap(({ notExamined }) => notExamined),
  };
}

/** What one chart or kustomization gives. */
interface Share {
  readonly texts: readonly RenderedText[];
  readonly consumed: readonly string[];
  /** Files that it deploys as they are. */
  readonly leftOut: readonly string[];
  readonly notExamined: readonly NotExamined[];
}

const NOTHING: Share = { texts: [], consumed: [], leftOut: [], notExamined: [] };

async function chartShare(chart: ChartInput, options: RenderOptions): Promise<Share> {
  if (options.charts === "report") {
    const reason = `The chart ${chart.name} was not rendered: rendering is switched off.`;
    return { ...NOTHING, notExamined: [failure(chart.name, reason)] };
  }
  const result = await renderChart(chart, {
    values: options.helmValues,
    set: options.helmSet,
    kubeVersion: options.kubernetesVersion,
    env: options.environment,
  });
  if ("failed" in result) {
    return { ...NOTHING, notExamined: [failure(chart.name, result.failed)] };
  }
  const byFile = new Map<string, string[]>();
  for (const { file, text } of result.documents) {
    byFile.set(file, [...(byFile.get(file) ?? []), text.endsWith("\n") ? text : `${text}\n`]);
  }
  return {
    ...NOTHING,
    texts: [...byFile].map(([name, texts]) => ({
      name,
      text: texts.join("---\n"),
      rendered: { by: "helm", from: chart.name },
    })),
    notExamined: [
      ...result.warnings.map((warning) => failure(chart.name, warning)),
      ...(result.documents.length === 0 ? [renderedNothing(chart)] : []),
    ],
  };
}

/** That may be what its values ask for, and must be seen. */
function renderedNothing({ name }: ChartInput): NotExamined {
  const reason = `The chart ${name} renders no objects with these values.`;
  return { file: name, line: 1, kind: "not-kubernetes", reason };
}

async function kustomizationShare(
  kustomization: KustomizationInput,
  options: RenderOptions,
  known: Sources,
): Promise<Share> {
  const { name, file, consumed } = kustomization;
  const result = await renderKustomization(kustomization, { env: options.environment }, known);
  if ("failed" in result) {
    return withoutPatches(kustomization, failure(file, result.failed));
  }
  const { origins } = result;
  const { leftOut } = result;
  return {
    consumed: consumed.filter((input) => !leftOut.includes(input)),
    leftOut,
    texts: result.documents.map(({ text }) => ({
      name: file,
      text,
      rendered: { by: "kustomize", from: name },
      ...("notes" in origins ? { builtFrom: origins.notes } : { originFiles: origins.files }),
    })),
    notExamined: result.warnings.map((warning) => failure(file, warning)),
  };
}

function notBuilt(kustomization: KustomizationInput, options: RenderOptions): Share {
  if (options.kustomizations === "plain") return NOTHING;
  const { name, file } = kustomization;
  const reason = `The kustomization ${name} was not built: rendering is switched off; its resources were examined as they are.`;
  return withoutPatches(kustomization, failure(file, reason));
}

/** Resources are examined as they are, which says nothing of what the patches make of them; a patch alone says nothing at all. */
function withoutPatches({ name, patches }: KustomizationInput, because: NotExamined): Share {
  const reason = `The patch was not examined, for the kustomization ${name} was not built.`;
  const notExamined = [because, ...patches.map((patch) => failure(patch, reason))];
  return { ...NOTHING, consumed: patches, notExamined };
}

function failure(file: string, reason: string): NotExamined {
  return { file, line: 1, kind: "render-failed", reason };
}

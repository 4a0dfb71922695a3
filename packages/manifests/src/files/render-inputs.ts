import type { Deployment, FileOrigin, NotExamined } from "@watertight/core/snapshot";
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
  readonly rendered: NonNullable<FileOrigin["rendered"]>;
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
  readonly deployments: readonly Deployment[];
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
    deployments:
      options.kustomizations === "build"
        ? [...chartDeployments(charts), ...kustomizeDeployments(kustomizations, shares)]
        : chartDeployments(charts),
  };
}

function chartDeployments(charts: readonly ChartInput[]): readonly Deployment[] {
  return charts.map(({ name }) => ({ name, by: "helm", renders: [name], files: [] }));
}

/** A kustomization that only gathers others deploys what they make. */
function kustomizeDeployments(
  kustomizations: readonly KustomizationInput[],
  shares: readonly Share[],
): readonly Deployment[] {
  const filesOf = new Map(shares.map(({ from, leftOut }) => [from, leftOut]));
  return kustomizations.map(({ name, parts }) => ({
    name,
    by: "kustomize",
    renders: parts.map((part) => part.name),
    files: parts.flatMap((part) => filesOf.get(part.name) ?? []),
  }));
}

/** What one chart or kustomization gives. */
interface Share {
  /** The chart or kustomization. */
  readonly from: string;
  readonly texts: readonly RenderedText[];
  readonly consumed: readonly string[];
  /** Files that it deploys as they are. */
  readonly leftOut: readonly string[];
  readonly notExamined: readonly NotExamined[];
}

const NOTHING: Omit<Share, "from"> = { texts: [], consumed: [], leftOut: [], notExamined: [] };

async function chartShare(chart: ChartInput, options: RenderOptions): Promise<Share> {
  if (options.charts === "report") {
    const reason = `The chart ${chart.name} was not rendered: rendering is switched off.`;
    return { ...NOTHING, from: chart.name, notExamined: [failure(chart.name, reason)] };
  }
  const result = await renderChart(chart, {
    values: options.helmValues,
    set: options.helmSet,
    kubeVersion: options.kubernetesVersion,
    env: options.environment,
  });
  if ("failed" in result) {
    return { ...NOTHING, from: chart.name, notExamined: [failure(chart.name, result.failed)] };
  }
  const byFile = new Map<string, string[]>();
  for (const { file, text } of result.documents) {
    byFile.set(file, [...(byFile.get(file) ?? []), text.endsWith("\n") ? text : `${text}\n`]);
  }
  return {
    ...NOTHING,
    from: chart.name,
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
    from: name,
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
  const { name, file } = kustomization;
  if (options.kustomizations === "plain") return { ...NOTHING, from: name };
  const reason = `The kustomization ${name} was not built: rendering is switched off; its resources were examined as they are.`;
  return withoutPatches(kustomization, failure(file, reason));
}

/** Resources are examined as they are, which says nothing of what the patches make of them; a patch alone says nothing at all. */
function withoutPatches({ name, patches }: KustomizationInput, because: NotExamined): Share {
  const reason = `The patch was not examined, for the kustomization ${name} was not built.`;
  const notExamined = [because, ...patches.map((patch) => failure(patch, reason))];
  return { ...NOTHING, from: name, consumed: patches, notExamined };
}

function failure(file: string, reason: string): NotExamined {
  return { file, line: 1, kind: "render-failed", reason };
}

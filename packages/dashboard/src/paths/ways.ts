import type {
  PathDetailsDocument,
  PathJson,
  PathsDocument,
  StepJson,
  VertexJson,
} from "../documents/paths.ts";

/** A path as lists and filters need it. */
export interface Way {
  /** Its number in the document, which addresses name. */
  readonly index: number;
  readonly path: PathJson;
  readonly from: string;
  readonly to: string;
  /** What is come to, one after the other, from the first on. */
  readonly stations: readonly string[];
  readonly haystack: string;
}

/** How people name a vertex, as the command does: `container/shop/web/main`, `internet`. */
export function nameOfVertex({ kind, namespace, name, container }: VertexJson): string {
  if (kind === "Internet" || kind === "cluster-admin") return kind.toLowerCase();
  if (kind === "Node" && name === "") return "its node";
  if (kind === "Any") return name;
  const parts = [kind.toLowerCase(), namespace ?? "", name, container ?? ""];
  return parts.filter((part) => part !== "").join("/");
}

/** The paths of a document, the sure first, as the document ranks them. */
export function waysOf({ paths }: PathsDocument, { titles }: PathDetailsDocument): readonly Way[] {
  const ways = paths.map((path, index) => {
    const from = nameOfVertex(path.from);
    const to = nameOfVertex(path.to);
    const stations = [from, ...path.steps.map((step) => nameOfVertex(step.to))];
    const words = path.steps.map(({ edge }) => `${edge} ${titles[edge] ?? ""}`);
    const haystack = [to, ...stations, ...words].join("\n").toLowerCase();
    return { index, path, from, to, stations, haystack };
  });
  return [
    ...ways.filter(({ path }) => path.certainty === "yes"),
    ...ways.filter(({ path }) => path.certainty !== "yes"),
  ];
}

/** Those to one goal, or to any, in which every word is. */
export function narrowed(ways: readonly Way[], text: string, goal: string): readonly Way[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ways.filter(
    ({ to, haystack }) =>
      (goal === "" || to === goal) && words.every((word) => haystack.includes(word)),
  );
}

/** What is not to fall, each once, in the order of the ways. */
export function goalsOf(ways: readonly Way[]): readonly string[] {
  return [...new Set(ways.map(({ to }) => to))];
}

/** Another step that leads on from something, and the way that it is on. */
export interface Branch {
  readonly step: StepJson;
  readonly to: string;
  readonly way: Way;
}

/** Where other ways go on from what a way comes to, each step once. */
export function branchesAt(station: string, own: Way, ways: readonly Way[]): readonly Branch[] {
  const taken = new Set(own.path.steps.map(keyOf));
  const found = new Map<string, Branch>();
  for (const way of ways) {
    for (const step of way.path.steps) {
      const key = keyOf(step);
      if (nameOfVertex(step.from) !== station || taken.has(key) || found.has(key)) continue;
      found.set(key, { step, to: nameOfVertex(step.to), way });
    }
  }
  return [...found.values()];
}

function keyOf({ edge, from, to }: StepJson): string {
  return `${edge} ${nameOfVertex(from)} ${nameOfVertex(to)}`;
}

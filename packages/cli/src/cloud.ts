import { resolve } from "node:path";
import { looksLikeCloud } from "@watertight/core/cloud-shapes";
import type { Configuration } from "@watertight/core/configuration";
import {
  createSnapshot,
  type FactDocument,
  type NotExamined,
  nameOfOrigin,
  type Snapshot,
} from "@watertight/core/snapshot";
import { readManifests } from "@watertight/manifests";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";

/** Reads what documents show of a cloud, those that were named and those that lie among the manifests. */
export interface CloudReader {
  /** Whether a document that is no object of Kubernetes describes a cloud; it is kept for `withFacts`. */
  readonly takes: (document: FactDocument) => boolean;
  /** The snapshot with the facts of all documents, and with what was not read of the files. */
  readonly withFacts: (snapshot: Snapshot, context: Context) => Promise<Snapshot>;
}

/** The files that the configuration names are of the cluster that it speaks of; those of `--cloud` come beside them. */
export function createCloudReader(
  args: Arguments,
  { cloud, directory }: Configuration,
): CloudReader {
  const files = [...cloud.map((file) => resolve(directory, file)), ...args.values("cloud")];
  const documents: FactDocument[] = [];
  const takes = (document: FactDocument): boolean => {
    const isTaken = looksLikeCloud(document.value);
    if (isTaken) documents.push(document);
    return isTaken;
  };
  return {
    takes,
    withFacts: async (snapshot, context) => {
      const named =
        files.length === 0 ? undefined : await readNamed(files, snapshot, context, takes);
      const whole = named ? joined(snapshot, named) : snapshot;
      if (documents.length === 0 && !whole.objects.some(isOfCloud)) return whole;
      // Of most inputs nobody needs it.
      const { cloudFactsOf } = await import("@watertight/core/cloud");
      const facts = cloudFactsOf(withoutRepeats(documents), whole);
      const objects = whole.coverage.objects + facts.length;
      const secret = new Set(documents.map(({ origin }) => nameOfOrigin(origin)));
      return createSnapshot({
        ...whole,
        objects: [...whole.objects, ...facts],
        coverage: { ...whole.coverage, objects },
        // A state of Terraform has keys and tokens beside what is judged, and so may an answer: no report shows their lines.
        sourceOf: (location) => (secret.has(location.file) ? undefined : whole.sourceOf(location)),
      });
    },
  };
}

/** Objects of Cluster API and eksctl describe clusters of a cloud. */
function isOfCloud({ object: { apiVersion } }: Snapshot["objects"][number]): boolean {
  return OF_CLOUD.test(apiVersion);
}

const OF_CLOUD =
  /^(?:(?:controlplane|infrastructure)\.cluster\.x-k8s\.io|eksctl\.io|hostdata\.kubescape\.cloud)\//;

/** A file that is named and lies among the manifests too is one. */
function withoutRepeats(documents: readonly FactDocument[]): readonly FactDocument[] {
  const known = new Map(
    documents.map((document) => {
      const { origin } = document;
      return [origin.from === "file" ? `${origin.document} ${origin.file}` : document, document];
    }),
  );
  return [...known.values()];
}

async function readNamed(
  paths: readonly string[],
  { assumptions }: Snapshot,
  { stdin, workingDirectory, environment }: Context,
  takes: CloudReader["takes"],
): Promise<Snapshot> {
  const read = await readManifests({
    ...{ paths, stdin, workingDirectory, environment, assumptions, takes },
    ...{ exclude: [], charts: "report", kustomizations: "plain" },
    ...{ helmValues: [], helmSet: [], kubernetesVersion: assumptions.kubernetesVersion.value },
  });
  const notExamined = read.coverage.notExamined
    .filter(({ reason }) => reason !== NOTHING)
    .map(unrecognised);
  return createSnapshot({ ...read, coverage: { ...read.coverage, notExamined } });
}

/** Each file of which nothing is known says so itself. */
const NOTHING = "There is no Kubernetes object in the whole input: nothing was examined.";

/** What somebody named is wanted: to know nothing of it is no pass. */
function unrecognised(part: NotExamined): NotExamined {
  if (part.kind !== "not-kubernetes") return part;
  return {
    ...part,
    kind: "unreadable",
    reason:
      "It has no shape that is known of a cloud: what aws, az or gcloud print as JSON, terraform show -json of a plan or state, or an object of Cluster API.",
  };
}

function joined(a: Snapshot, b: Snapshot): Snapshot {
  const { coverage: one } = a;
  const { coverage: other } = b;
  return createSnapshot({
    ...a,
    objects: [...a.objects, ...b.objects],
    diagnostics: [...a.diagnostics, ...b.diagnostics],
    coverage: {
      files: one.files + other.files,
      documents: one.documents + other.documents,
      objects: one.objects + other.objects,
      notExamined: [...one.notExamined, ...other.notExamined],
      unknownKinds: [...one.unknownKinds, ...other.unknownKinds],
    },
    sourceOf: (location) => a.sourceOf(location) ?? b.sourceOf(location),
  });
}

import { looksLikePipeline } from "@watertight/core/pipeline-shapes";
import {
  createSnapshot,
  type FactDocument,
  nameOfOrigin,
  type Snapshot,
} from "@watertight/core/snapshot";

/** Reads what files beside manifests say about who deploys. */
export interface PipelineReader {
  /** Whether a document that is no object of Kubernetes is a pipeline or configures one; it is kept for `withFacts`. */
  readonly takes: (document: FactDocument) => boolean;
  /** The snapshot with the facts of those documents, and of its own objects that deploy. */
  readonly withFacts: (snapshot: Snapshot) => Promise<Snapshot>;
}

export function createPipelineReader(): PipelineReader {
  const documents: FactDocument[] = [];
  return {
    takes: (document) => {
      const isTaken = looksLikePipeline(nameOfOrigin(document.origin), document.value);
      if (isTaken) documents.push(document);
      return isTaken;
    },
    withFacts: async (snapshot) => {
      if (documents.length === 0 && !snapshot.objects.some(mayDeploy)) return snapshot;
      // Of most inputs nobody needs it.
      const { pipelineFactsOf } = await import("@watertight/core/pipelines");
      const facts = pipelineFactsOf(documents, snapshot);
      if (facts.length === 0) return snapshot;
      return createSnapshot({ ...snapshot, objects: [...snapshot.objects, ...facts] });
    },
  };
}

const DEPLOYING =
  /^(?:argoproj[.]io|kustomize[.]toolkit[.]fluxcd[.]io|helm[.]toolkit[.]fluxcd[.]io|tekton[.]dev|triggers[.]tekton[.]dev)[/]/;

function mayDeploy({ object, reference }: Snapshot["objects"][number]): boolean {
  if (object.kind === "ServiceAccount") return /gitlab|^tiller$/.test(reference.name);
  return DEPLOYING.test(object.apiVersion);
}

import type { JsonValue } from "../kubernetes/json.ts";
import type { FactPlace } from "../snapshot/facts.ts";

/** Whose program runs the pipeline or follows the source. */
export type PipelineTool = "argo-cd" | "flux" | "github" | "gitlab" | "jenkins" | "tekton";

/**
 * How a pipeline gets into the cluster: by an agent of GitLab's or by its old connection with certificates, with a kubeconfig that is
 * stored outside, by tokens of its own identity, by a controller in the cluster that follows a source, or as a pod with an account.
 */
export type PipelineWay = "agent" | "certificate" | "controller" | "kubeconfig" | "oidc" | "pod";

/** As whom it acts. */
export type PipelineAccount =
  | { readonly account: string }
  /** Of a service account of that product in the cluster, which objects of the cluster show; `name` where there may be several. */
  | { readonly controller: "argo-cd" | "flux" | "gitlab-agent"; readonly name?: string }
  | { readonly user: string; readonly groups: readonly string[] }
  | { readonly unknown: string };

/** One way in which one pipeline acts in the cluster. */
export interface PipelineAccess {
  readonly tool: PipelineTool;
  /** What people call it, unique in its document: `job deploy`, `Application argocd/web`. */
  readonly name: string;
  readonly way: PipelineWay;
  /** Who has it run what they like: a clause as `whoever may push to project shop/web`. */
  readonly people: string;
  readonly as: PipelineAccount;
  /** Namespaces that it deploys to; none: it does not say. */
  readonly namespaces: readonly string[];
  /** Folders and files of what it deploys, as it writes them. */
  readonly deploys: readonly string[];
  /** Further facts for checks, each where it is written. */
  readonly facts?: readonly (readonly [name: string, value: JsonValue, at: FactPlace])[];
  /** Where it gets its access. */
  readonly at: FactPlace;
}

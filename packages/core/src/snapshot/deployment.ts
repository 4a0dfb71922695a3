/** What one run of Helm or Kustomize deploys together. */
export interface Deployment {
  /** The chart or kustomization, as messages name it. */
  readonly name: string;
  readonly by: "helm" | "kustomize";
  /** The charts or kustomizations whose output it is, as `Origin.rendered.from` names them. */
  readonly renders: readonly string[];
  /** Files that it deploys as they are. */
  readonly files: readonly string[];
}

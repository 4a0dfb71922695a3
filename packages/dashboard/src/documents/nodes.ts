import type { DocumentHead } from "./documents.ts";

export type NodeStatus = "fail" | "manual" | "not-applicable" | "pass" | "unknown";

export interface ControlJson {
  readonly control: string;
  readonly title: string;
  readonly status: NodeStatus;
  readonly assessment: string;
  readonly seen: string;
  readonly where: string;
  readonly wanted: string;
  readonly reason: string;
  readonly why: string;
  readonly remediation: string;
  readonly links: readonly string[];
  readonly standards: readonly { readonly standard: string; readonly id: string }[];
}

/** `nodes evaluate -o json`; where facts alone were read there are no assumptions. */
export interface NodesDocument extends Omit<DocumentHead, "assumptions"> {
  readonly assumptions: DocumentHead["assumptions"] | null;
  readonly benchmark: string | null;
  readonly nodes: readonly {
    readonly name: string;
    readonly benchmark: string;
    readonly results: readonly ControlJson[];
  }[];
}

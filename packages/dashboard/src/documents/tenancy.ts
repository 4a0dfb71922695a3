import type { DocumentHead, EditJson, ObjectName } from "./documents.ts";
import type { ProofJson } from "./network.ts";

/** The change that closes a channel. */
export interface ChannelFixJson {
  readonly message: string;
  readonly edits: readonly (EditJson & { readonly object: ObjectName })[];
  readonly removed: readonly ObjectName[];
  readonly added: readonly unknown[];
}

/** A channel from one tenant to another that is open, or may be. */
export interface OpenChannelJson {
  readonly from: string;
  readonly to: string;
  readonly channel: string;
  readonly verdict: "unknown" | "yes";
  readonly reason: string;
  readonly proof: readonly ProofJson[];
  readonly fix: ChannelFixJson | null;
}

/** `tenancy -o json` without the rows of channels that are closed, and with what its page asks besides. */
export interface TenancyDocument extends DocumentHead {
  readonly tenants: readonly { readonly name: string; readonly namespaces: readonly string[] }[];
  /** Every channel that was looked at, in the order of reports. */
  readonly channelIds: readonly string[];
  /** The tenants that were asked about, as those from whom and those to whom. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly channels: readonly OpenChannelJson[];
}

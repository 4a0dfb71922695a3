import type { AccessDocument, GrantsDocument } from "./access.ts";
import type { ReportDetailsDocument, ReportDocument } from "./documents.ts";
import type { NetworkDocument, NetworkMapDocument } from "./network.ts";
import type { NodesDocument } from "./nodes.ts";
import type { PathDetailsDocument, PathsDocument } from "./paths.ts";
import type { TenancyDocument } from "./tenancy.ts";

/** Everything that may stand in a page, by name. */
export interface PageDocuments {
  readonly report?: ReportDocument;
  readonly "report-details"?: ReportDetailsDocument;
  readonly network?: NetworkDocument;
  readonly "network-map"?: NetworkMapDocument;
  readonly nodes?: NodesDocument;
  readonly access?: AccessDocument;
  readonly "access-grants"?: GrantsDocument;
  readonly tenancy?: TenancyDocument;
  readonly paths?: PathsDocument;
  readonly "path-details"?: PathDetailsDocument;
}

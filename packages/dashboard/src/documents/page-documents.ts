import type { AccessDocument, GrantsDocument } from "./access.ts";
import type { ComplianceDocument } from "./compliance.ts";
import type { ReportDetailsDocument, ReportDocument } from "./documents.ts";
import type {
  DeprecatedDocument,
  ImageRiskDocument,
  IncidentsDocument,
  UpgradeDocument,
} from "./given.ts";
import type { NetworkDocument, NetworkMapDocument } from "./network.ts";
import type { NodesDocument } from "./nodes.ts";
import type { ObjectsDocument } from "./objects.ts";
import type { OverviewDocument } from "./overview.ts";
import type { PathDetailsDocument, PathsDocument } from "./paths.ts";
import type { TenancyDocument } from "./tenancy.ts";
import type { WhatIfDocument } from "./what-if.ts";

/** Everything that may stand in a page, by name. */
export interface PageDocuments {
  readonly overview?: OverviewDocument;
  readonly report?: ReportDocument;
  readonly "report-details"?: ReportDetailsDocument;
  readonly objects?: ObjectsDocument;
  readonly compliance?: ComplianceDocument;
  readonly network?: NetworkDocument;
  readonly "network-map"?: NetworkMapDocument;
  readonly nodes?: NodesDocument;
  readonly access?: AccessDocument;
  readonly "access-grants"?: GrantsDocument;
  readonly tenancy?: TenancyDocument;
  readonly paths?: PathsDocument;
  readonly "path-details"?: PathDetailsDocument;
  readonly "what-if"?: WhatIfDocument;
  readonly "image-risk"?: ImageRiskDocument;
  readonly incidents?: IncidentsDocument;
  readonly deprecated?: DeprecatedDocument;
  readonly upgrade?: UpgradeDocument;
}

export type DocumentName = keyof PageDocuments;

import type { ReactElement } from "react";
import { AccessView } from "../access/access-view.tsx";
import type { PageDocuments } from "../documents/page-documents.ts";
import { NetworkView } from "../network/network-view.tsx";
import { NodesView } from "../nodes/nodes-view.tsx";
import { PathsView } from "../paths/paths-view.tsx";
import { ReportView } from "../report/report-view.tsx";
import { TenancyView } from "../tenancy/tenancy-view.tsx";

/** One view of the page; it is there where the documents that it shows are. */
export interface View {
  /** In addresses. */
  readonly id: string;
  readonly title: string;
  readonly show: (documents: PageDocuments) => ReactElement | undefined;
}

/** Every view, in the order of the navigation; a new one is a folder beside `report/` and a line here. */
const VIEWS: readonly View[] = [
  {
    id: "report",
    title: "Findings",
    show: ({ report, "report-details": details }) =>
      report && details && <ReportView report={report} details={details} />,
  },
  {
    id: "network",
    title: "Network",
    show: ({ network, "network-map": map }) =>
      network && map && <NetworkView network={network} map={map} />,
  },
  {
    id: "access",
    title: "Access",
    show: ({ access, "access-grants": grants }) =>
      access && grants && <AccessView document={access} grants={grants} />,
  },
  {
    id: "tenancy",
    title: "Tenants",
    show: ({ tenancy }) => tenancy && <TenancyView document={tenancy} />,
  },
  {
    id: "paths",
    title: "Paths",
    show: ({ paths, "path-details": details }) =>
      paths && details && <PathsView document={paths} details={details} />,
  },
  {
    id: "nodes",
    title: "Nodes",
    show: ({ nodes }) => nodes && <NodesView document={nodes} />,
  },
];

/** The views whose documents a page holds. */
export function viewsOf(documents: PageDocuments): readonly View[] {
  return VIEWS.filter(({ show }) => show(documents) !== undefined);
}

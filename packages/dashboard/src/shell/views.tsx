import type { ReactElement } from "react";
import { AccessView } from "../access/access-view.tsx";
import { ComplianceView } from "../compliance/compliance-view.tsx";
import { CoverageView } from "../coverage/coverage-view.tsx";
import type { DocumentName, PageDocuments } from "../documents/page-documents.ts";
import { ExceptionsView } from "../exceptions/exceptions-view.tsx";
import { ImagesView } from "../images/images-view.tsx";
import { IncidentsView } from "../incidents/incidents-view.tsx";
import { NetworkView } from "../network/network-view.tsx";
import { NodesView } from "../nodes/nodes-view.tsx";
import { ObjectsView } from "../objects/objects-view.tsx";
import { OverviewView } from "../overview/overview-view.tsx";
import { PathsView } from "../paths/paths-view.tsx";
import { PoliciesView } from "../policies/policies-view.tsx";
import { ReportView } from "../report/report-view.tsx";
import { TenancyView } from "../tenancy/tenancy-view.tsx";
import { VersionsView } from "../versions/versions-view.tsx";

/** One view of the page; it is there where the documents are that it needs. */
export interface View {
  /** In addresses. */
  readonly id: string;
  readonly title: string;
  readonly needs: readonly DocumentName[];
  /** What it shows besides, where it is there. */
  readonly uses?: readonly DocumentName[];
  readonly show: (documents: PageDocuments) => ReactElement | undefined;
}

/** Every view, in the order of the navigation; a new one is a folder beside `report/` and a line here. */
const VIEWS: readonly View[] = [
  {
    id: "overview",
    title: "Overview",
    needs: ["overview"],
    show: ({ overview }) => overview && <OverviewView document={overview} />,
  },
  {
    id: "report",
    title: "Findings",
    needs: ["report", "report-details"],
    uses: ["overview", "objects"],
    show: ({ report, "report-details": details, overview, objects }) =>
      report &&
      details && (
        <ReportView
          report={report}
          details={details}
          since={overview?.since ?? undefined}
          objects={objects}
        />
      ),
  },
  {
    id: "objects",
    title: "Objects",
    needs: ["objects", "report", "report-details"],
    uses: ["access-grants", "network", "network-map", "paths", "path-details", "image-risk"],
    show: (documents) =>
      documents.objects &&
      documents.report &&
      documents["report-details"] && (
        <ObjectsView
          objects={documents.objects}
          report={documents.report}
          details={documents["report-details"]}
          documents={documents}
        />
      ),
  },
  {
    id: "paths",
    title: "Paths",
    needs: ["paths", "path-details"],
    uses: ["objects", "what-if"],
    show: ({ paths, "path-details": details, objects, "what-if": basis }) =>
      paths &&
      details && (
        <PathsView
          document={paths}
          details={details}
          whatIf={objects && basis && { objects, basis }}
        />
      ),
  },
  {
    id: "network",
    title: "Network",
    needs: ["network", "network-map"],
    show: ({ network, "network-map": map }) =>
      network && map && <NetworkView network={network} map={map} />,
  },
  {
    id: "access",
    title: "Access",
    needs: ["access", "access-grants"],
    show: ({ access, "access-grants": grants }) =>
      access && grants && <AccessView document={access} grants={grants} />,
  },
  {
    id: "tenancy",
    title: "Tenants",
    needs: ["tenancy"],
    show: ({ tenancy }) => tenancy && <TenancyView document={tenancy} />,
  },
  {
    id: "images",
    title: "Images",
    needs: ["objects"],
    uses: ["image-risk"],
    show: ({ objects, "image-risk": risk }) =>
      objects && <ImagesView objects={objects} risk={risk} />,
  },
  {
    id: "versions",
    title: "Versions",
    needs: ["overview", "objects"],
    uses: ["deprecated", "upgrade", "report"],
    show: ({ overview, objects, deprecated, upgrade, report }) =>
      overview &&
      objects && (
        <VersionsView
          overview={overview}
          objects={objects}
          deprecated={deprecated}
          upgrade={upgrade}
          report={report}
        />
      ),
  },
  {
    id: "nodes",
    title: "Nodes",
    needs: ["nodes"],
    show: ({ nodes }) => nodes && <NodesView document={nodes} />,
  },
  {
    id: "incidents",
    title: "Incidents",
    needs: ["incidents"],
    show: ({ incidents }) => incidents && <IncidentsView document={incidents} />,
  },
  {
    id: "compliance",
    title: "Compliance",
    needs: ["compliance", "report", "objects"],
    show: ({ compliance, report, objects }) =>
      compliance &&
      report &&
      objects && <ComplianceView document={compliance} report={report} objects={objects} />,
  },
  {
    id: "policies",
    title: "Policies",
    needs: ["objects"],
    show: ({ objects }) => objects && <PoliciesView objects={objects} />,
  },
  {
    id: "exceptions",
    title: "Exceptions",
    needs: ["report", "overview"],
    show: ({ report, overview }) =>
      report && overview && <ExceptionsView report={report} time={overview.time} />,
  },
  {
    id: "coverage",
    title: "Coverage",
    needs: ["overview", "report"],
    show: ({ overview, report }) =>
      overview && report && <CoverageView overview={overview} report={report} />,
  },
];

/** The views whose documents are at hand. */
export function viewsOf(names: ReadonlySet<DocumentName>): readonly View[] {
  return VIEWS.filter(({ needs }) => needs.every((name) => names.has(name)));
}

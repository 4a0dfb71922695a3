import { CLUSTER } from "./cluster-routes.ts";
import { LIMIT } from "./finding-routes.ts";
import type { Knowledge } from "./knowledge.ts";
import {
  type Answer,
  type Asked,
  notFound,
  numberOf,
  type Parameter,
  type Route,
  timeOf,
  valueOf,
} from "./route.ts";
import { parsed, shownIncident } from "./shown.ts";

const OF_CLUSTER: Parameter = {
  ...{ name: "cluster", in: "query" },
  description: "Only of this cluster.",
};

/** Questions about incidents, reports and exceptions. */
export function documentRoutes(knowledge: Knowledge): readonly Route[] {
  const { store } = knowledge;
  return [
    {
      ...{ method: "get", path: "/incidents", id: "listIncidents", answers: "IncidentList" },
      summary: "Incidents, latest first",
      parameters: [
        OF_CLUSTER,
        { name: "state", in: "query", description: "In this state.", choices: ["open", "closed"] },
        LIMIT,
      ],
      answer: async (asked) => {
        const state = valueOf(asked, "state");
        const incidents = await store.incidents(asked.asker.scope, {
          ...ofCluster(asked),
          ...(state !== undefined && { state }),
          limit: numberOf(asked, "limit") ?? 100,
        });
        return { document: { schemaVersion: 1, incidents: incidents.map(shownIncident) } };
      },
    },
    {
      ...{ method: "get", path: "/clusters/{cluster}/incidents/{id}", id: "getIncident" },
      answers: "IncidentDocument",
      summary: "One incident, and where its evidence lies",
      parameters: [CLUSTER, { name: "id", in: "path", description: "Its id." }],
      answer: (asked) => oneIncident(knowledge, asked),
    },
    {
      ...{ method: "get", path: "/reports", id: "listReports", answers: "ReportList" },
      summary: "Reports, latest first",
      parameters: [
        OF_CLUSTER,
        {
          ...{ name: "before", in: "query", range: [1, Number.MAX_SAFE_INTEGER] },
          description: "Only reports before the one of this number.",
        },
        LIMIT,
      ],
      answer: async (asked) => {
        const before = numberOf(asked, "before");
        const reports = await store.reports(asked.asker.scope, {
          ...ofCluster(asked),
          ...(before !== undefined && { before }),
          limit: numberOf(asked, "limit") ?? 100,
        });
        const rows = reports.map(({ id, cluster, kind, at, revision }) => ({
          ...{ id, cluster, kind, time: timeOf(at), revision },
        }));
        return { document: { schemaVersion: 1, reports: rows } };
      },
    },
    {
      ...{ method: "get", path: "/reports/{id}", id: "getReport", answers: "ReportDocument" },
      summary: "One report",
      parameters: [
        {
          ...{ name: "id", in: "path", range: [1, Number.MAX_SAFE_INTEGER] },
          description: "Its number.",
        },
      ],
      answer: async (asked) => {
        const id = numberOf(asked, "id") ?? 0;
        const [report] = await store.reports(asked.asker.scope, { id, limit: 1 });
        if (!report) return notFound("There is no such report.");
        const { cluster, kind, at, revision, document } = report;
        return {
          document: {
            ...{ schemaVersion: 1, id, cluster, kind, time: timeOf(at), revision },
            report: parsed(document),
          },
        };
      },
    },
    {
      ...{ method: "get", path: "/exceptions", id: "listExceptions", answers: "ExceptionList" },
      summary: "By what weaknesses are or were accepted",
      parameters: [OF_CLUSTER],
      answer: async (asked) => {
        const exceptions = await store.exceptions(asked.asker.scope, ofCluster(asked));
        const rows = exceptions.map(({ until, createdAt, endedAt, ...rest }) => ({
          ...rest,
          ...(until !== "" && { until }),
          createdAt: timeOf(createdAt),
          ...(endedAt !== undefined && { endedAt: timeOf(endedAt) }),
        }));
        return { document: { schemaVersion: 1, exceptions: rows } };
      },
    },
  ];
}

async function oneIncident({ store }: Knowledge, asked: Asked): Promise<Answer> {
  const { scope } = asked.asker;
  const cluster = valueOf(asked, "cluster") ?? "";
  const key = valueOf(asked, "id") ?? "";
  const [incident] = await store.incidents(scope, { cluster, key, limit: 1 });
  if (!incident) return notFound("There is no such incident.");
  const evidence = await store.evidence(scope, { cluster, incident: key });
  return {
    document: {
      schemaVersion: 1,
      incident: shownIncident(incident),
      evidence: evidence.map(({ digest, kind, place, capturedAt }) => ({
        ...{ digest, kind, place, capturedAt: timeOf(capturedAt) },
      })),
    },
  };
}

function ofCluster(asked: Asked): { readonly cluster?: string } {
  const cluster = valueOf(asked, "cluster");
  return cluster === undefined ? {} : { cluster };
}

import { SEVERITIES } from "@watertight/core/findings";
import {
  FINDING_COUNTS,
  FINDING_EVENTS,
  FINDING_ORDERS,
  FINDING_STATES,
  type FindingFilter,
} from "@watertight/store";
import type { Knowledge } from "./knowledge.ts";
import {
  type Answer,
  type Asked,
  notFound,
  numberOf,
  type Parameter,
  type Route,
  valueOf,
  valuesOf,
  wrong,
} from "./route.ts";
import { shownEvent, shownFinding } from "./shown.ts";

const MOST = 500;

export const LIMIT: Parameter = {
  name: "limit",
  in: "query",
  description: `At most so many; ${MOST} at most, and 100 where it is not given.`,
  range: [1, MOST],
};
export const CURSOR: Parameter = {
  name: "cursor",
  in: "query",
  description: "`next` of the page before.",
};

const FILTERS: readonly Parameter[] = [
  ...["cluster", "namespace", "kind", "name", "check"].map(
    (name): Parameter => ({
      ...{ name, in: "query", repeated: true },
      description: `Of this ${name}; may be repeated.`,
    }),
  ),
  {
    ...{ name: "severity", in: "query", repeated: true, choices: SEVERITIES },
    description: "Of this severity; may be repeated.",
  },
  {
    ...{ name: "state", in: "query", repeated: true, choices: FINDING_STATES },
    description: "In this state; may be repeated. Of lists and counts: open where none is given.",
  },
  { name: "fingerprint", in: "query", description: "With this fingerprint." },
  {
    ...{ name: "text", in: "query" },
    description: "Whose message, object's name or check has this text in it, whatever the case.",
  },
  {
    ...{ name: "changedSince", in: "query", format: "time" },
    description: "That were opened, changed or resolved at this time or later.",
  },
];

/** Questions about findings. */
export function findingRoutes({ store }: Knowledge): readonly Route[] {
  return [
    {
      ...{ method: "get", path: "/findings", id: "listFindings", answers: "FindingList" },
      summary: "Findings, worst first",
      parameters: [
        ...FILTERS,
        {
          ...{ name: "sort", in: "query", choices: FINDING_ORDERS },
          description: "By what they are sorted; severity where it is not given.",
        },
        LIMIT,
        CURSOR,
      ],
      answer: async (asked) => {
        const order = FINDING_ORDERS.find((each) => each === valueOf(asked, "sort"));
        const cursor = valueOf(asked, "cursor");
        const page = await store.findings(asked.asker.scope, {
          filter: standing(asked),
          order: order ?? "severity",
          limit: numberOf(asked, "limit") ?? 100,
          ...(cursor !== undefined && { cursor }),
        });
        if (!page) return wrong("The cursor is none that this server has given.");
        const { items, next } = page;
        return {
          document: {
            schemaVersion: 1,
            findings: items.map(shownFinding),
            ...(next !== undefined && { next }),
          },
        };
      },
    },
    {
      ...{ method: "get", path: "/findings/counts", id: "countFindings", answers: "Counts" },
      summary: "How many findings there are, by what they are counted by; most first",
      parameters: [
        ...FILTERS,
        {
          ...{ name: "by", in: "query", repeated: true, choices: FINDING_COUNTS },
          description:
            "By what they are counted; may be repeated. All together where none is given.",
        },
      ],
      answer: async (asked) => {
        const given = new Set(valuesOf(asked, "by"));
        const by = FINDING_COUNTS.filter((each) => given.has(each));
        const counts = await store.counts(asked.asker.scope, { filter: standing(asked), by });
        const rows = counts.map((each) => ({ by: { ...each.by }, count: each.count }));
        return { document: { schemaVersion: 1, counts: rows } };
      },
    },
    {
      method: "get",
      path: "/clusters/{cluster}/findings/{check}/{fingerprint}",
      ...{ id: "getFinding", answers: "FindingDocument" },
      summary: "One finding with all that happened to it",
      parameters: ["cluster", "check", "fingerprint"].map((name) => ({
        ...{ name, in: "path" },
        description: `Its ${name}.`,
      })),
      answer: (asked) => oneFinding(store, asked),
    },
    {
      ...{ method: "get", path: "/history", id: "listEvents", answers: "EventList" },
      summary: "What happened to findings, latest first",
      parameters: [
        ...FILTERS,
        {
          ...{ name: "type", in: "query", repeated: true, choices: FINDING_EVENTS },
          description: "Only events of this type; may be repeated.",
        },
        {
          ...{ name: "before", in: "query", range: [1, Number.MAX_SAFE_INTEGER] },
          description: "Only events before the one of this number.",
        },
        LIMIT,
      ],
      answer: async (asked) => {
        const given = new Set(valuesOf(asked, "type"));
        const events = await store.events(asked.asker.scope, {
          filter: filterOf(asked),
          ...(given.size > 0 && { types: FINDING_EVENTS.filter((each) => given.has(each)) }),
          after: numberOf(asked, "before"),
          ...{ limit: numberOf(asked, "limit") ?? 100, backwards: true },
        });
        return { document: { schemaVersion: 1, events: events.map(shownEvent) } };
      },
    },
  ];
}

async function oneFinding(store: Knowledge["store"], asked: Asked): Promise<Answer> {
  const filter: FindingFilter = {
    clusters: [valueOf(asked, "cluster") ?? ""],
    checks: [valueOf(asked, "check") ?? ""],
    fingerprint: valueOf(asked, "fingerprint") ?? "",
  };
  const { scope } = asked.asker;
  const page = await store.findings(scope, { filter, order: "severity", limit: 1 });
  const [finding] = page?.items ?? [];
  if (!finding) return notFound("There is no such finding.");
  const events = await store.events(scope, {
    ...{ filter, after: undefined, limit: MOST, backwards: true },
  });
  return {
    document: {
      schemaVersion: 1,
      finding: shownFinding(finding),
      events: events.map(shownEvent),
    },
  };
}

/** Who asks for no state means what is open. */
function standing(asked: Asked): FindingFilter {
  const filter = filterOf(asked);
  return filter.states ? filter : { ...filter, states: ["open"] };
}

function filterOf(asked: Asked): FindingFilter {
  const since = valueOf(asked, "changedSince");
  const among = <Value extends string>(name: string, all: readonly Value[]) => {
    const given = valuesOf(asked, name);
    return given && all.filter((each) => given.includes(each));
  };
  const all = {
    clusters: valuesOf(asked, "cluster"),
    namespaces: valuesOf(asked, "namespace"),
    kinds: valuesOf(asked, "kind"),
    names: valuesOf(asked, "name"),
    checks: valuesOf(asked, "check"),
    severities: among("severity", SEVERITIES),
    states: among("state", FINDING_STATES),
    fingerprint: valueOf(asked, "fingerprint"),
    text: valueOf(asked, "text"),
    changedSince: since === undefined ? undefined : Date.parse(since),
  };
  // A door: what is not given is left out, which the compiler does not follow.
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as FindingFilter;
}

import type { ReactElement, ReactNode } from "react";
import type { OverviewDocument } from "../documents/overview.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { linkTo } from "../parts/names.ts";
import { Changes } from "./changes.tsx";
import { First } from "./first.tsx";
import { Frameworks } from "./frameworks.tsx";
import { SeverityLine } from "./severity-line.tsx";
import { Owners, WorstChecks, WorstObjects } from "./worst.tsx";

/** What changed, what matters, what to do, who owns it, and what was not looked at. */
export function OverviewView({ document }: { readonly document: OverviewDocument }): ReactElement {
  const { source, time, summary, since, first } = document;
  const all = Object.values(summary.findings).reduce((sum, count) => sum + count, 0);
  return (
    <div className="overview">
      <h1>
        {headlineOf(document, all)}
        <span className="quiet">
          {source} · {time.replace("T", " ").replace("Z", " UTC")}
        </span>
      </h1>
      <CoverageNote head={document} remarks={document.leftOut} />
      <SeverityLine counts={summary.findings} />
      <KeyFigures document={document} />
      <div className="panels">
        {since && <Changes since={since} />}
        {first.length > 0 && <First first={first} />}
        <WorstObjects objects={document.objects} />
        <WorstChecks checks={document.checks} />
        <Owners owners={document.owners} />
        <Frameworks frameworks={document.frameworks} />
      </div>
    </div>
  );
}

/** The one sentence for whoever reads no more. */
function headlineOf({ summary, incomplete }: OverviewDocument, all: number): string {
  if (all === 0) return incomplete ? "Nothing found in what was examined" : "Nothing found";
  const { critical, high } = summary.findings;
  if (critical + high === 0) return `${counted(all, "finding")}, none of them high or critical`;
  return `${counted(critical, "critical finding")} and ${high.toLocaleString("en")} high`;
}

/** Numbers, each of which leads to its list. */
function KeyFigures({ document }: { readonly document: OverviewDocument }): ReactElement {
  const { paths, exposed, summary, coverage, isWhole } = document;
  return (
    <ul className="figures" aria-label="Key figures">
      {paths && (
        <Figure
          href={linkTo("paths")}
          figure={paths.sure}
          word={paths.sure === 1 ? "path of attack is open" : "paths of attack are open"}
        >
          {paths.unknown > 0 && `${paths.unknown.toLocaleString("en")} more are not known`}
        </Figure>
      )}
      {exposed && (
        <Figure
          href={linkTo("network")}
          figure={exposed.yes}
          word={
            exposed.yes === 1
              ? "workload is reached from the internet"
              : "workloads are reached from the internet"
          }
        >
          {exposed.unknown > 0 && `${exposed.unknown.toLocaleString("en")} more may be`}
        </Figure>
      )}
      <Figure
        href={linkTo("report", { fix: "safe,needs-value,may-break" })}
        figure={summary.fixable}
        word="findings carry their fix"
      />
      <Figure
        href={linkTo("exceptions")}
        figure={summary.excepted + summary.known}
        word="are set aside"
      >
        {`${summary.excepted} by exceptions, ${summary.known} by the baseline`}
      </Figure>
      <Figure
        href={linkTo("coverage")}
        figure={coverage.notExamined.length}
        word={
          coverage.notExamined.length === 1 ? "part was not examined" : "parts were not examined"
        }
      >
        {!isWhole && "The input is several worlds: questions have no answers here"}
      </Figure>
    </ul>
  );
}

function Figure({
  href,
  figure,
  word,
  children,
}: {
  readonly href: string;
  readonly figure: number;
  readonly word: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <li>
      <a className="figure-card" href={href}>
        <span className="figure">{figure.toLocaleString("en")}</span> <span>{word}</span>
        {children !== false && children !== undefined && <span className="quiet">{children}</span>}
      </a>
    </li>
  );
}

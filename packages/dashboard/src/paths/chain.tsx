import type { ReactElement } from "react";
import type { StepJson } from "../documents/paths.ts";
import { SureMark } from "./sure-mark.tsx";
import { type Branch, branchesAt, nameOfVertex, type Way } from "./ways.ts";

interface Expanding {
  readonly titles: Readonly<Record<string, string>>;
  readonly open: ReadonlySet<string>;
  readonly toggle: (station: string) => void;
  readonly choose: (index: number) => void;
}

/** The graph of one path, from the top to the bottom; each station opens to where other paths go on from it. */
export function Chain({
  way,
  ways,
  ...expanding
}: Expanding & { readonly way: Way; readonly ways: readonly Way[] }): ReactElement {
  const { steps } = way.path;
  return (
    <ol className="chain" aria-label="The path, drawn">
      {way.stations.map((station, index) => {
        const step = steps[index];
        return (
          <li key={`${index}${station}`}>
            <Station
              name={station}
              isEnd={index === way.stations.length - 1}
              branches={branchesAt(station, way, ways)}
              {...expanding}
            />
            {step && <Connection step={step} title={expanding.titles[step.edge] ?? step.edge} />}
          </li>
        );
      })}
    </ol>
  );
}

function Station({
  name,
  isEnd,
  branches,
  titles,
  open,
  toggle,
  choose,
}: Expanding & {
  readonly name: string;
  readonly isEnd: boolean;
  readonly branches: readonly Branch[];
}): ReactElement {
  const isOpen = open.has(name);
  return (
    <>
      <div className={isEnd ? "station end" : "station"}>
        <span>{name}</span>
        {branches.length > 0 && (
          <button
            type="button"
            className="plain more"
            aria-expanded={isOpen}
            onClick={() => {
              toggle(name);
            }}
          >
            <span aria-hidden="true">
              {isOpen ? "−" : "+"}
              {branches.length}
            </span>
            <span className="spoken">
              {branches.length} more steps from {name}
            </span>
          </button>
        )}
      </div>
      {isOpen && branches.length > 0 && (
        <ul className="branches" aria-label={`Other steps from ${name}`}>
          {branches.map(({ step, to, way }) => (
            <li key={`${step.edge} ${to}`}>
              <SureMark isSure={step.certainty === "yes"} />{" "}
              <span className="quiet">{titles[step.edge] ?? step.edge}</span>{" "}
              <button
                type="button"
                className="link"
                onClick={() => {
                  choose(way.index);
                }}
              >
                {to}
                <span className="spoken">: show a path over it</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The arrow from one station to the next, dashed where the step is not sure. */
function Connection({
  step,
  title,
}: {
  readonly step: StepJson;
  readonly title: string;
}): ReactElement {
  const isSure = step.certainty === "yes";
  return (
    <div className="connection">
      <svg
        className="connection-line"
        viewBox="0 0 16 40"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path
          d="M8 0v40"
          fill="none"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          {...(isSure ? {} : { strokeDasharray: "5 4" })}
        />
      </svg>
      <span>
        {title}
        {step.with.length > 0 && ` with ${step.with.map(nameOfVertex).join(", ")}`}
        {!isSure && <span className="quiet"> (not known)</span>}
      </span>
    </div>
  );
}

import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DataSource } from "../documents/data-source.ts";
import type { PageDocuments } from "../documents/page-documents.ts";
import { useMedia } from "../parts/media.ts";
import { formatAddress, goTo, useAddress } from "./address.ts";
import { Help } from "./help.tsx";
import { useKeys } from "./keys.ts";
import { THEMES, type Theme, useTheme } from "./theme.ts";
import { type View, viewsOf } from "./views.tsx";

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
  contrast: "High contrast",
};

/** More views than this stand beside the page and not above it. */
const MOST_ABOVE = 6;

/** The page: its views, the way between them, the theme and the help. */
export function Shell({ source }: { readonly source: DataSource }): ReactElement {
  const address = useAddress();
  const [helps, setHelps] = useState(false);
  const views = useMemo(() => viewsOf(source.names), [source]);
  const view = views.find(({ id }) => id === address.view) ?? views[0];
  useEffect(() => {
    document.title = view ? `${view.title} · Watertight` : "Watertight";
  }, [view?.title]);
  useViewKeys(views, () => {
    setHelps(true);
  });
  const isBeside = views.length > MOST_ABOVE;
  const isWide = useMedia("(min-width: 1100px)");
  const links = <ViewLinks views={views} view={view} />;
  return (
    <>
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <header className="bar">
        <span className="brand">
          <Mark />
          Watertight
        </span>
        {isBeside ? <span className="filler" /> : links}
        <ThemeChoice />
        <button
          type="button"
          className="plain round"
          aria-label="Keys and help"
          onClick={() => {
            setHelps(true);
          }}
        >
          ?
        </button>
      </header>
      <div className={isBeside ? "frame" : undefined}>
        {isBeside &&
          (isWide ? <div className="rail">{links}</div> : <Menu view={view} links={links} />)}
        <main id="main" tabIndex={-1}>
          {view ? (
            <Shown key={view.id} view={view} source={source} />
          ) : (
            <p className="nothing">This page holds no document to show.</p>
          )}
        </main>
      </div>
      <Help
        isOpen={helps}
        close={() => {
          setHelps(false);
        }}
      />
    </>
  );
}

/** On a narrow screen views are chosen from a list that folds away. */
function Menu({
  view,
  links,
}: {
  readonly view: View | undefined;
  readonly links: ReactElement;
}): ReactElement {
  const folded = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (folded.current) folded.current.open = false;
  }, [view?.id]);
  return (
    <details className="menu" ref={folded}>
      <summary>{view?.title ?? "Views"}</summary>
      {links}
    </details>
  );
}

function ViewLinks({
  views,
  view: shown,
}: {
  readonly views: readonly View[];
  readonly view: View | undefined;
}): ReactElement {
  return (
    <nav aria-label="Views">
      {views.map(({ id, title }) => (
        <a
          key={id}
          href={formatAddress({ view: id, chosen: new Map() })}
          aria-current={id === shown?.id ? "page" : undefined}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}

/** A view, as soon as its documents are read. */
function Shown({
  view,
  source,
}: {
  readonly view: View;
  readonly source: DataSource;
}): ReactElement {
  const [state, setState] = useState<PageDocuments | string | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    const tell = (next: PageDocuments | string): void => {
      if (isWanted) setState(next);
    };
    // What is there is painted first: unpacking a large document takes seconds.
    const timer = setTimeout(() => {
      source.read([...view.needs, ...(view.uses ?? [])]).then(tell, (error: unknown) => {
        tell(error instanceof Error ? error.message : "");
      });
    }, 0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [view, source]);
  if (state === undefined) {
    return (
      <p className="waiting" role="status">
        Opening …
      </p>
    );
  }
  if (typeof state === "string") {
    return (
      <p className="waiting" role="alert">
        The documents of this page cannot be read ({state}). A report of a million findings is more
        than a browser holds: scan with --severity, or a part of the input.
      </p>
    );
  }
  return view.show(state) ?? <p className="nothing">This page holds no document to show.</p>;
}

function useViewKeys(views: readonly View[], help: () => void): void {
  useKeys(
    useCallback(
      ({ key }) => {
        if (key === "?") help();
        if (key === "/") return focusSearch();
        const wanted = /^[1-9]$/.test(key) ? views[Number(key) - 1] : undefined;
        if (wanted) goTo({ view: wanted.id, chosen: new Map() });
        return key === "?" || wanted !== undefined;
      },
      [views],
    ),
  );
}

/** What a view searches with says so of itself. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main [data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** The address is the state of the page: a link into the page must not change it. */
function skipToMain(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function ThemeChoice(): ReactElement {
  const [theme, setTheme] = useTheme();
  return (
    <label className="theme">
      <span className="aside">Theme</span>
      <select
        value={theme}
        onChange={(event) => {
          const chosen = THEMES.find((each) => each === event.target.value);
          if (chosen) setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {THEME_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A drop that stays outside. */
function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path
        d="M12 2.5c3.6 4.3 6.2 7.6 6.2 11.1a6.2 6.2 0 0 1-12.4 0C5.800 10.100 8.400 6.800 12 2.500z"
        fill="currentColor"
      />
      <path
        d="M8.300 14.200l2.500 2.500 4.900-5"
        fill="none"
        className="mark-tick"
        strokeWidth="2"
      />
    </svg>
  );
}

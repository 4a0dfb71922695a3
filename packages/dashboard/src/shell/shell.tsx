import { type ReactElement, useCallback, useEffect, useState } from "react";
import type { PageDocuments } from "../documents/page-documents.ts";
import { formatAddress, goTo, useAddress } from "./address.ts";
import { Help } from "./help.tsx";
import { useKeys } from "./keys.ts";
import { THEMES, type Theme, useTheme } from "./theme.ts";
import { viewsOf } from "./views.tsx";

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
  contrast: "High contrast",
};

/** The page: its views, the way between them, the theme and the help. */
export function Shell({ documents }: { readonly documents: PageDocuments }): ReactElement {
  const address = useAddress();
  const [helps, setHelps] = useState(false);
  const views = viewsOf(documents);
  const view = views.find(({ id }) => id === address.view) ?? views[0];
  useEffect(() => {
    document.title = view ? `${view.title} · Watertight` : "Watertight";
  }, [view?.title]);
  useKeys(
    useCallback(
      ({ key }) => {
        if (key === "?") setHelps(true);
        if (key === "/") return focusSearch();
        const wanted = /^[1-9]$/.test(key) ? views[Number(key) - 1] : undefined;
        if (wanted) goTo({ view: wanted.id, chosen: new Map() });
        return key === "?" || wanted !== undefined;
      },
      [views.length],
    ),
  );
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
        <nav aria-label="Views">
          {views.map(({ id, title }) => (
            <a
              key={id}
              href={formatAddress({ view: id, chosen: new Map() })}
              aria-current={id === view?.id ? "page" : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
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
      <main id="main" tabIndex={-1}>
        {view?.show(documents) ?? <p className="nothing">This page holds no document to show.</p>}
      </main>
      <Help
        isOpen={helps}
        close={() => {
          setHelps(false);
        }}
      />
    </>
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

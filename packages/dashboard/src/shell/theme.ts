import { useEffect, useState } from "react";

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "watertight-theme";

/** What was chosen before, where the browser keeps anything for this page. */
function keptTheme(): Theme {
  try {
    const kept = window.localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? "system";
  } catch {
    return "system";
  }
}

function keepTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(KEY, theme);
  } catch {
    // The choice then holds as long as the page is open.
  }
}

const CONTRAST = "(prefers-contrast: more)";
const DARK = "(prefers-color-scheme: dark)";

/** What a theme comes to: `system` is what the system prefers. */
export function shownTheme(
  theme: Theme,
  prefers: (query: string) => boolean,
): Exclude<Theme, "system"> {
  if (theme !== "system") return theme;
  if (prefers(CONTRAST)) return "contrast";
  return prefers(DARK) ? "dark" : "light";
}

/** The theme that is chosen, and how to choose another; the page is painted in it. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(keptTheme);
  useEffect(() => {
    const paint = (): void => {
      document.documentElement.dataset["theme"] = shownTheme(
        theme,
        (query) => window.matchMedia(query).matches,
      );
    };
    paint();
    const queries = [CONTRAST, DARK].map((query) => window.matchMedia(query));
    for (const query of queries) query.addEventListener("change", paint);
    return () => {
      for (const query of queries) query.removeEventListener("change", paint);
    };
  }, [theme]);
  return [
    theme,
    (next) => {
      keepTheme(next);
      setTheme(next);
    },
  ];
}

import { type ReactElement, useRef } from "react";

/** A field to search with, which `/` leads to and Escape empties. */
export function Search({
  label,
  hint,
  value,
  change,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly change: (text: string) => void;
}): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  return (
    <label className="search">
      <span className="spoken">{label}</span>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.500" fill="none" stroke="currentColor" strokeWidth="1.600" />
        <path d="M10.500 10.500 14.500 14.500" stroke="currentColor" strokeWidth="1.600" />
      </svg>
      <input
        ref={field}
        type="search"
        value={value}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        data-search=""
        aria-keyshortcuts="/"
        onChange={(event) => {
          change(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (value === "") field.current?.blur();
          else change("");
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}

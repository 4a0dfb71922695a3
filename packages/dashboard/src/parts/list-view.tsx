import { type ReactElement, type ReactNode, useCallback, useDeferredValue, useMemo } from "react";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { counted } from "./coverage.tsx";
import { ExportButtons } from "./export.tsx";
import { Told } from "./live.tsx";
import { useMedia } from "./media.ts";
import { type ListRow, RowList } from "./row-list.tsx";
import { Search } from "./search.tsx";
import { SidePanel } from "./side-panel.tsx";

/** What a list shows of a row. */
export interface Column<Row> {
  readonly title: string;
  /** As in `grid-template-columns`. */
  readonly width: string;
  readonly text: (row: Row) => string;
  /** Where it is not the text. */
  readonly show?: (row: Row) => ReactNode;
}

/** By what a list is narrowed beside its search. */
interface Choice<Row> {
  /** In addresses. */
  readonly id: string;
  readonly title: string;
  readonly valuesOf: (row: Row) => readonly string[];
  readonly nameOf?: (value: string) => string;
}

interface ListViewProps<Row> {
  /** Of the view, in addresses. */
  readonly view: string;
  readonly title: string;
  readonly noun: string;
  readonly rows: readonly Row[];
  /** In addresses; no two rows have one. */
  readonly idOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly choices?: readonly Choice<Row>[];
  readonly hint: string;
  /** Where there are no rows at all. */
  readonly empty: ReactNode;
  readonly panel?: (row: Row) => ReactNode;
  /** Where a row leads elsewhere and opens no panel. */
  readonly open?: (row: Row) => void;
  /** What of the address says which row is open. */
  readonly opens?: string;
}

/** A list that is searched, narrowed, gone through by keys, linked to and saved; a row opens beside it. */
export function ListView<Row>(props: ListViewProps<Row>): ReactElement {
  const { title, rows, panel } = props;
  const list = useList(props);
  const isWide = useMedia("(min-width: 1100px)");
  if (rows.length === 0) return <div className="nothing">{props.empty}</div>;
  const { chosen, change } = list;
  const isOpen = chosen !== undefined && panel !== undefined;
  return (
    <div className={isOpen && isWide ? "columns with-item" : "columns whole"}>
      <div className="list">
        <Tools props={props} list={list} />
        {list.shown.length === 0 ? (
          <p className="nothing">Nothing fits what is chosen.</p>
        ) : (
          <Rows
            {...props}
            rows={list.shown}
            chosen={chosen}
            isWide={isWide && !isOpen}
            act={list.act}
          />
        )}
      </div>
      {isOpen && (
        <SidePanel
          label={title}
          isBeside={isWide}
          close={() => {
            change({ [props.opens ?? ITEM]: undefined });
            focusOn('.rows [role="row"][tabindex="0"]');
          }}
        >
          {panel(chosen)}
        </SidePanel>
      )}
    </div>
  );
}

const ITEM = "item";

type ListState<Row> = ReturnType<typeof useList<Row>>;

/** What is chosen, by the address, and what that shows. */
function useList<Row>(props: ListViewProps<Row>) {
  const { view, rows, idOf, columns, choices = [], panel, opens = ITEM } = props;
  const address = useAddress();
  const text = address.chosen.get("q") ?? "";
  const wanted = useDeferredValue(text);
  const values = choices.map(({ id }) => address.chosen.get(id) ?? "");
  const shown = useMemo(
    () => narrowed(rows, { columns, choices, values, text: wanted }),
    [rows, wanted, values.join("\n")],
  );
  const item = address.chosen.get(opens);
  const chosen = item === undefined ? undefined : rows.find((row) => idOf(row) === item);
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, how: "push" | "replace" = "push") => {
      goTo(withChoices({ ...address, view }, changes), how);
    },
    [address, view],
  );
  const act = (row: Row, byKey: boolean): void => {
    if (props.open) props.open(row);
    if (!panel) return;
    change({ [opens]: idOf(row) });
    if (byKey) focusOn(".side h2");
  };
  return { text, values, shown, chosen, change, act };
}

function Tools<Row>({
  props: { view, title, noun, rows, columns, choices = [], hint },
  list: { text, values, shown, change },
}: {
  readonly props: ListViewProps<Row>;
  readonly list: ListState<Row>;
}): ReactElement {
  const told =
    shown.length === rows.length
      ? counted(rows.length, noun)
      : `${shown.length.toLocaleString("en")} of ${counted(rows.length, noun)}`;
  return (
    <>
      <div className="tools">
        <Search
          label={`Search: ${title}`}
          hint={hint}
          value={text}
          change={(q) => {
            change({ q }, "replace");
          }}
        />
        {choices.map((choice, index) => (
          <ChoiceOf
            key={choice.id}
            choice={choice}
            rows={rows}
            value={values[index] ?? ""}
            choose={(value) => {
              change({ [choice.id]: value });
            }}
          />
        ))}
      </div>
      <p className="shown">
        {told}
        <Told text={told} />
        <ExportButtons
          name={view}
          columns={columns.map((column) => column.title)}
          rows={() => shown.map((row) => columns.map((column) => column.text(row)))}
        />
      </p>
    </>
  );
}

function Rows<Row>({
  rows,
  columns,
  idOf,
  chosen,
  isWide,
  title,
  act,
}: Pick<ListViewProps<Row>, "columns" | "idOf" | "rows" | "title"> & {
  readonly chosen: Row | undefined;
  readonly isWide: boolean;
  readonly act: (row: Row, byKey: boolean) => void;
}): ReactElement {
  const height = isWide ? 44 : 92;
  const widths = columns.map(({ width }) => width).join(" ");
  const rowAt = useCallback(
    (index: number): ListRow => {
      const row = rows[index];
      if (row === undefined) return { key: "", height: 0, level: 1, content: () => null };
      return {
        ...{ key: idOf(row), height, level: 1, isChosen: row === chosen },
        content: () => <Cells row={row} columns={columns} widths={isWide ? widths : undefined} />,
      };
    },
    [rows, chosen, height, isWide],
  );
  return (
    <>
      {isWide && (
        <div className="list-head" aria-hidden="true" style={{ gridTemplateColumns: widths }}>
          {columns.map((column) => (
            <span key={column.title}>{column.title}</span>
          ))}
        </div>
      )}
      <RowList
        label={title}
        count={rows.length}
        rowAt={rowAt}
        act={(index, byKey) => {
          const row = rows[index];
          if (row !== undefined) act(row, byKey);
        }}
        setOpen={() => undefined}
      />
    </>
  );
}

/** In columns where there is room for them; else the first above the others. */
function Cells<Row>({
  row,
  columns,
  widths,
}: {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly widths: string | undefined;
}): ReactElement {
  return (
    <div
      className={widths === undefined ? "list-row stacked" : "list-row"}
      style={widths === undefined ? {} : { gridTemplateColumns: widths }}
    >
      {columns.map(({ title, text, show }) => (
        <span key={title} className="list-cell">
          <span className="spoken">{title}: </span>
          {show ? show(row) : text(row)}
          <span className="spoken">. </span>
        </span>
      ))}
    </div>
  );
}

function ChoiceOf<Row>({
  choice: { title, valuesOf, nameOf = (value) => value },
  rows,
  value,
  choose,
}: {
  readonly choice: Choice<Row>;
  readonly rows: readonly Row[];
  readonly value: string;
  readonly choose: (value: string) => void;
}): ReactElement | null {
  const values = useMemo(() => [...new Set(rows.flatMap(valuesOf))].sort(), [rows]);
  if (values.length < 2 && value === "") return null;
  return (
    <label className="group-choice">
      {title}
      <select
        value={value}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">All</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

function narrowed<Row>(
  rows: readonly Row[],
  {
    columns,
    choices,
    values,
    text,
  }: {
    readonly columns: readonly Column<Row>[];
    readonly choices: readonly Choice<Row>[];
    readonly values: readonly string[];
    readonly text: string;
  },
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const isChosen = choices.every(({ valuesOf }, index) => {
      const value = values[index] ?? "";
      return value === "" || valuesOf(row).includes(value);
    });
    if (!isChosen) return false;
    if (words.length === 0) return true;
    const haystack = columns
      .map((column) => column.text(row))
      .join("\n")
      .toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** Once it is drawn. */
function focusOn(place: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
    });
  });
}

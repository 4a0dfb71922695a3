import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useKeys } from "../shell/keys.ts";
import { usePrinting } from "./printing.ts";

/** One row as the list shows it. */
export interface ListRow {
  readonly key: string;
  readonly height: number;
  /** 1 for the head of a group, 2 for what stands below it. */
  readonly level: 1 | 2;
  /** Of the head of a group: whether what is below it is shown. */
  readonly isOpen?: boolean;
  readonly isChosen?: boolean;
  readonly content: () => ReactNode;
}

interface RowListProps {
  readonly label: string;
  readonly count: number;
  readonly rowAt: (index: number) => ListRow;
  /** What a click and Enter do; `byKey` where it was Enter. */
  readonly act: (index: number, byKey: boolean) => void;
  /** What the arrows to the sides do at the head of a group. */
  readonly setOpen: (index: number, isOpen: boolean) => void;
  /** Told when somebody goes from row to row. */
  readonly moved?: (index: number) => void;
}

/** More than a browser prints in good time. */
const MOST_PRINTED = 3000;
/** The bar at the top covers what is below it. */
const COVERED = 64;

/** Rows of which only those in sight are drawn, with one stop for Tab and keys from row to row. */
export function RowList(props: RowListProps): ReactElement {
  const { label, count, rowAt } = props;
  const list = useRef<HTMLDivElement>(null);
  const margin = useOffset(list);
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, count - 1));
  const printing = usePrinting();
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: (index) => rowAt(index).height,
    getItemKey: (index) => rowAt(index).key,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 24,
    // The row that Tab leads to is there even out of sight.
    rangeExtractor: (range) => [...new Set([at, ...defaultRangeExtractor(range)])].sort(inOrder),
  });
  const moveTo = useFocusMove(list, (index) => {
    setActive(index);
    virtual.scrollToIndex(index, { align: "auto" });
  });
  const move = useCallback(
    (index: number) => {
      const next = Math.min(Math.max(index, 0), count - 1);
      if (next < 0) return;
      moveTo(next);
      props.moved?.(next);
    },
    [count, moveTo, props.moved],
  );
  useRowKeys(list, at, move);
  useLayoutEffect(() => {
    virtual.measure();
  }, [rowAt]);
  const shown = printing
    ? Array.from({ length: Math.min(count, MOST_PRINTED) }, (_, index) => ({ index, start: 0 }))
    : virtual.getVirtualItems();
  return (
    <>
      <div
        ref={list}
        className={printing ? "rows printing" : "rows"}
        role="treegrid"
        aria-label={label}
        aria-rowcount={count}
        style={printing ? {} : { height: virtual.getTotalSize() }}
        onKeyDown={(event) => {
          onRowKey(event, { at, move, ...props });
        }}
      >
        {shown.map(({ index, start }) => (
          <RowOf
            key={rowAt(index).key}
            row={rowAt(index)}
            index={index}
            top={printing ? undefined : start - margin}
            isActive={index === at}
            press={() => {
              setActive(index);
              props.act(index, false);
            }}
          />
        ))}
      </div>
      {printing && count > MOST_PRINTED && (
        <p>
          The first {MOST_PRINTED} of {count} rows are printed; narrow the list to print others.
        </p>
      )}
    </>
  );
}

function inOrder(a: number, b: number): number {
  return a - b;
}

function RowOf({
  row,
  index,
  top,
  isActive,
  press,
}: {
  readonly row: ListRow;
  readonly index: number;
  readonly top: number | undefined;
  readonly isActive: boolean;
  readonly press: () => void;
}): ReactElement {
  const { level, isOpen, isChosen, height } = row;
  return (
    <div
      role="row"
      className={isOpen === undefined ? "row" : "row head"}
      data-index={index}
      aria-level={level}
      aria-rowindex={index + 1}
      aria-expanded={isOpen}
      aria-selected={isChosen}
      tabIndex={isActive ? 0 : -1}
      style={top === undefined ? {} : { height, transform: `translateY(${top}px)` }}
      onClick={press}
    >
      <div role="gridcell">{row.content()}</div>
    </div>
  );
}

interface RowKeys extends Pick<RowListProps, "act" | "setOpen" | "count" | "rowAt"> {
  readonly at: number;
  readonly move: (index: number) => void;
}

/** Keys while a row has the focus. */
function onRowKey(event: KeyboardEvent, { at, move, act, setOpen, count, rowAt }: RowKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
  const isHead = rowAt(at).isOpen !== undefined;
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      move(at + 1);
    },
    ArrowUp: () => {
      move(at - 1);
    },
    Home: () => {
      move(0);
    },
    End: () => {
      move(count - 1);
    },
    PageDown: () => {
      move(at + 10);
    },
    PageUp: () => {
      move(at - 10);
    },
    Enter: () => {
      act(at, true);
    },
    " ": () => {
      act(at, true);
    },
    ...(isHead && {
      ArrowRight: () => {
        setOpen(at, true);
      },
      ArrowLeft: () => {
        setOpen(at, false);
      },
    }),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

/** `j` and `k` anywhere in the page. */
function useRowKeys(
  list: RefObject<HTMLDivElement | null>,
  at: number,
  move: (index: number) => void,
): void {
  useKeys(
    useCallback(
      ({ key }) => {
        if (key !== "j" && key !== "k") return false;
        const isInside = list.current?.contains(document.activeElement) ?? false;
        if (isInside) move(key === "j" ? at + 1 : at - 1);
        else move(at);
        return true;
      },
      [list, at, move],
    ),
  );
}

/** Goes to a row and gives it the focus as soon as it is drawn. */
function useFocusMove(
  list: RefObject<HTMLDivElement | null>,
  show: (index: number) => void,
): (index: number) => void {
  const wanted = useRef<number | undefined>(undefined);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    wanted.current = undefined;
  });
  return (index) => {
    wanted.current = index;
    show(index);
    redraw((count) => count + 1);
  };
}

/** How far below the top of the page an element begins. */
function useOffset(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      const box = element.current?.getBoundingClientRect();
      if (box) setOffset(Math.round(box.top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return offset;
}

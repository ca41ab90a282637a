import { useSignal } from "@preact/signals";

import { t } from "../texts";
import type { PlotContent, PlotRow } from "./plot_options";
import { shownDates } from "./time_window";

interface TableProps {
  title: string;
  rows: PlotRow[];
  columnTitle: string;
  series: PlotContent["series"];
  onOpen: (row: PlotRow) => void;
}

/** A plot's values as a table, to be read aloud or copied; newest first. */
export function PlotTable(props: TableProps) {
  const open = useSignal(false);
  return (
    <details class="plot-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t("{plot} as a table", { plot: props.title })}</summary>
      {open.value && <Cells {...props} />}
    </details>
  );
}

function Cells({ title, rows, columnTitle, series, onOpen }: TableProps) {
  const { from, to } = shownDates.value;
  const seen = rows.map((row, index) => ({ row, index })).filter(({ row }) => from <= row.to && row.from <= to);
  return (
    <div class="scrolled" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columnTitle}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.reverse().map(({ row, index }) => (
            <tr key={row.x}>
              <th scope="row">
                <button type="button" class="quiet" onClick={() => onOpen(row)}>
                  {row.name}
                </button>
              </th>
              {series.map(({ name, values, format }) => (
                <td key={name}>{format(values[index] ?? null, index)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

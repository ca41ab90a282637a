import { t } from "../texts";

/** A placeholder until the server's data arrives; visible only if that takes a while. */
export function Skeleton({ rows, kind = "row" }: { rows: number; kind?: "row" | "card" }) {
  return (
    <div class={`skeleton ${kind}s`} role="status" aria-label={t("Loading…")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class={kind} />
      ))}
    </div>
  );
}

/** A time of day, as HH:MM. */
export function TimeField(props: { label: string; value: string; onChange: (time: string) => void }) {
  return (
    <label class="time">
      <span>{props.label}</span>
      <input type="time" required value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />
    </label>
  );
}

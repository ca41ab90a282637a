/** A list with its heading; empty if it has no items. */
export function TitledList(props: { title: string; items: string[]; heading?: "h2" | "h3" }) {
  if (props.items.length === 0) return null;
  const Title = props.heading ?? "h2";
  return (
    <>
      <Title>{props.title}</Title>
      <ul>
        {props.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

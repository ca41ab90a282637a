import { Heading } from "../parts/heading";
import { t } from "../texts";

/** What the browser has kept of the page, without a server behind it. */
export function AwayView() {
  return (
    <>
      <Heading title={t("Rearguard isn't running")} />
      <section class="outcome">
        <p class="lead">{t("Start it in a terminal:")}</p>
        <pre>
          <code>rearguard</code>
        </pre>
      </section>
      <p role="status">{t("This page continues by itself once Rearguard is running.")}</p>
    </>
  );
}

import { t } from "../texts";
import { Heading } from "../ui/heading";

/** The page as the browser cached it, while the server doesn't run. */
export function OfflineView() {
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

import { t } from "../texts";
import { Heading } from "../ui/heading";

/** What the browser has kept of the page, without a server behind it. */
export function OfflineView() {
  return (
    <>
      <Heading title={t("Rearguard's server is not running")} />
      <section class="outcome">
        <p class="lead">{t("Start it in a terminal:")}</p>
        <pre>
          <code>rearguard</code>
        </pre>
      </section>
      <p role="status">{t("This page goes on by itself as soon as the server is there.")}</p>
    </>
  );
}

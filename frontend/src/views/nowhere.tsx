import { Heading } from "../parts/heading";
import { t } from "../texts";

/** An address that leads to nothing. */
export function NowhereView() {
  return (
    <>
      <Heading title={t("Page not found")} />
      <p>
        <a href="#/today">{t("See today's session")}</a>
      </p>
    </>
  );
}

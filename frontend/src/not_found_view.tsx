import { t } from "./texts";
import { Heading } from "./ui/heading";

/** An address that leads to nothing. */
export function NotFoundView() {
  return (
    <>
      <Heading title={t("There is nothing here")} />
      <p>
        <a href="#/today">{t("Go to today's session")}</a>
      </p>
    </>
  );
}

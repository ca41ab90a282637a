import { t } from "./texts";
import { Heading } from "./ui/heading";

/** The view for an address that names none. */
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

import { t } from "./texts";
import { Heading } from "./ui/heading";

/** The view for an address that names none. */
export function NotFoundView() {
  return (
    <>
      <Heading title={t("Page not found")} />
      <p>
        <a href="#/today">{t("See today's session")}</a>
      </p>
    </>
  );
}

import { Checking } from "../parts/checking";
import { Heading } from "../parts/heading";
import { t } from "../texts";

/** The safety check: what it came to, and the questions anew. */
export function ScreenView() {
  return (
    <>
      <Heading title={t("Safety check")} />
      <Checking />
    </>
  );
}

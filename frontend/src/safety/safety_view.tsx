import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Checking } from "./safety_check";

/** The safety check: what it came to, and the questions anew. */
export function ScreenView() {
  return (
    <>
      <Heading title={t("Safety check")} />
      <Checking />
    </>
  );
}

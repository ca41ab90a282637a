import { t } from "../texts";
import { Heading } from "../ui/heading";
import { SafetyCheck } from "./safety_check";

/** The safety check: what it came to, and the questions anew. */
export function SafetyView() {
  return (
    <>
      <Heading title={t("Safety check")} />
      <SafetyCheck />
    </>
  );
}

import { t } from "../texts";
import { Heading } from "../ui/heading";
import { SafetyCheck } from "./safety_check";

/** The safety check: its outcome, and its questions again. */
export function SafetyView() {
  return (
    <>
      <Heading title={t("Safety check")} />
      <SafetyCheck />
    </>
  );
}

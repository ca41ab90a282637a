import { send } from "../connection/socket";
import { t } from "../texts";
import { KeyHint } from "../ui/key_hint";
import { useKeys } from "../ui/keys";
import { coach } from "./live_session";

/** The coach's question after a set, about what no camera sees. One tap answers it; nothing waits for the answer. */
export function CoachQuestion() {
  const ask = coach.value?.ask;
  return ask ? <YesNoQuestion key={ask.id} text={ask.text} /> : null;
}

function YesNoQuestion({ text }: { text: string }) {
  const yes = (): void => void send({ do: "answer", yes: true });
  const no = (): void => void send({ do: "answer", yes: false });
  useKeys({ y: yes, n: no });
  return (
    <div class="asked" role="group" aria-labelledby="asked">
      <p id="asked">{text}</p>
      <button type="button" onClick={yes} onMouseDown={keepFocus}>
        {t("Yes")} <KeyHint name="Y" />
      </button>
      <button type="button" onClick={no} onMouseDown={keepFocus}>
        {t("No")} <KeyHint name="N" />
      </button>
    </div>
  );
}

/** The space bar must keep its function after a mouse click. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

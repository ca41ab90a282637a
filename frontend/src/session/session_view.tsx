import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import * as fullscreen from "../platform/fullscreen";
import { moveOn } from "../route";
import { TestControls, testKeys, toggleTest } from "../self_test/test_controls";
import { allowSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { Dialog } from "../ui/dialog";
import { Heading } from "../ui/heading";
import { useKeys } from "../ui/keys";
import { Listed } from "../ui/titled_list";
import { ControlBar, keyList, type Controls } from "./controls";
import { SetUp } from "./exercise_setup";
import { send, session, state } from "./live_session";
import { Pain } from "./pain";
import { Stage } from "./stage";
import { step } from "./view_model";

/** The session under way. */
export function SessionView() {
  // After a reload nothing has been pressed yet; the first press of whatever kind lets it sound again.
  useEffect(() => {
    addEventListener("pointerdown", allowSound);
    addEventListener("keydown", allowSound);
    return () => {
      removeEventListener("pointerdown", allowSound);
      removeEventListener("keydown", allowSound);
    };
  }, []);
  const test = session.value?.test ?? null;
  const asking = useSignal<"stop" | "help" | null>(null);
  const held = useSignal(false);
  const hold = (): void => {
    held.value = state.value?.status === "running";
    if (held.value) send({ do: "pause" });
  };
  const controls: Controls = {
    toggle: () => (test ? toggleTest() : send({ do: state.value?.status === "running" ? "pause" : "resume" })),
    back: () => send({ do: "back" }),
    skip: () => send({ do: "skip" }),
    easier: () => send({ do: "easier" }),
    hurts: () => send({ do: "hurts" }),
    stop: () => {
      hold();
      asking.value = "stop";
    },
    help: () => {
      hold();
      asking.value = "help";
    },
  };
  const close = (): void => {
    // Who has read how it is done goes on with it; who thought of stopping may need a moment.
    if (asking.value === "help" && held.value) send({ do: "resume" });
    asking.value = null;
  };
  const hurt = state.value?.status === "hurt";
  useKeys({
    ...(!hurt && {
      " ": controls.toggle,
      arrowright: controls.skip,
      ...(!test && { arrowleft: controls.back, e: controls.easier }),
      h: controls.hurts,
    }),
    escape: () => {
      if (!fullscreen.escaped()) controls.stop();
    },
    "?": controls.help,
  });
  useSignalEffect(() => {
    if (session.value === null) moveOn("session", "today");
    else if (state.value?.status === "done" || state.value?.status === "stopped") moveOn("session", "done");
  });

  if (!session.value) return <Heading title={t("Getting ready")} />;
  return (
    <>
      {hurt ? (
        <Pain />
      ) : (
        <div class="stage">
          <Stage />
          {test ? <TestControls controls={controls} /> : <ControlBar controls={controls} />}
        </div>
      )}
      {asking.value === "stop" && <StopDialog onClose={close} />}
      {asking.value === "help" && <HelpDialog onClose={close} />}
    </>
  );
}

function StopDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={session.value?.test ? t("Stop the test?") : t("Stop the session?")} onClose={onClose}>
      <p>{t("What you have done so far is kept.")}</p>
      <form method="dialog" class="row">
        <button class="primary" autofocus onClick={() => send({ do: "resume" })}>
          {t("Go on")}
        </button>
        <button onClick={() => send({ do: "stop" })}>{t("Stop")}</button>
      </form>
    </Dialog>
  );
}

function HelpDialog({ onClose }: { onClose: () => void }) {
  const about = step.value && session.value?.plan.exercises[step.value.exercise];
  return (
    <Dialog title={t("Help")} onClose={onClose}>
      <SetUp />
      {about && <Listed title={t("Stop at once if you notice")} items={about.stop} heading="h3" />}
      <h3>{t("Keys")}</h3>
      <dl class="keys">
        {(session.value?.test ? testKeys() : keyList()).map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button class="primary">{t("Close")}</button>
      </form>
    </Dialog>
  );
}

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { send } from "../connection/socket";
import * as fullscreen from "../platform/fullscreen";
import { replaceView } from "../route";
import { TestControls, testKeys, toggleTest } from "../self_test/test_controls";
import { unlockSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { Dialog } from "../ui/dialog";
import { Heading } from "../ui/heading";
import { useKeys } from "../ui/keys";
import { TitledList } from "../ui/titled_list";
import { ControlBar, sessionKeys, type SessionControls } from "./controls";
import { ExerciseSetup } from "./exercise_setup";
import { session, sessionState } from "./live_session";
import { PainView } from "./pain";
import { Stage } from "./stage";
import { currentStep } from "./view_model";

/** The session under way. */
export function SessionView() {
  // After a reload the browser needs a press before it plays sound again; any press will do.
  useEffect(() => {
    addEventListener("pointerdown", unlockSound);
    addEventListener("keydown", unlockSound);
    return () => {
      removeEventListener("pointerdown", unlockSound);
      removeEventListener("keydown", unlockSound);
    };
  }, []);
  const test = session.value?.test ?? null;
  const openDialog = useSignal<"stop" | "help" | null>(null);
  const wasRunning = useSignal(false);
  const pause = (): void => {
    wasRunning.value = sessionState.value?.status === "running";
    if (wasRunning.value) send({ do: "pause" });
  };
  const controls: SessionControls = {
    toggle: () => (test ? toggleTest() : send({ do: sessionState.value?.status === "running" ? "pause" : "resume" })),
    back: () => send({ do: "back" }),
    skip: () => send({ do: "skip" }),
    easier: () => send({ do: "easier" }),
    hurts: () => send({ do: "hurts" }),
    stop: () => {
      pause();
      openDialog.value = "stop";
    },
    help: () => {
      pause();
      openDialog.value = "help";
    },
  };
  const close = (): void => {
    // After the help the session goes on; after the question about stopping the user may need a moment.
    if (openDialog.value === "help" && wasRunning.value) send({ do: "resume" });
    openDialog.value = null;
  };
  const isHurt = sessionState.value?.status === "hurt";
  useKeys({
    ...(!isHurt && {
      " ": controls.toggle,
      arrowright: controls.skip,
      ...(!test && { arrowleft: controls.back, e: controls.easier }),
      h: controls.hurts,
    }),
    escape: () => {
      if (!fullscreen.leaveOnEscape()) controls.stop();
    },
    "?": controls.help,
  });
  useSignalEffect(() => {
    if (session.value === null) replaceView("session", "today");
    else if (sessionState.value?.status === "done" || sessionState.value?.status === "stopped") replaceView("session", "done");
  });

  if (!session.value) return <Heading title={t("Getting ready")} />;
  return (
    <>
      {isHurt ? (
        <PainView />
      ) : (
        <div class="stage">
          <Stage />
          {test ? <TestControls controls={controls} /> : <ControlBar controls={controls} />}
        </div>
      )}
      {openDialog.value === "stop" && <StopDialog onClose={close} />}
      {openDialog.value === "help" && <HelpDialog onClose={close} />}
    </>
  );
}

function StopDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={session.value?.test ? t("Stop the self-test?") : t("Stop the session?")} onClose={onClose}>
      <p>{t("Everything you've done so far is saved.")}</p>
      <form method="dialog" class="row">
        <button class="primary" autofocus onClick={() => send({ do: "resume" })}>
          {t("Continue")}
        </button>
        <button onClick={() => send({ do: "stop" })}>{t("Stop")}</button>
      </form>
    </Dialog>
  );
}

function HelpDialog({ onClose }: { onClose: () => void }) {
  const exerciseTexts = currentStep.value && session.value?.plan.exercises[currentStep.value.exercise];
  return (
    <Dialog title={t("Help")} onClose={onClose}>
      <ExerciseSetup />
      {exerciseTexts && <TitledList title={t("Stop at once if you notice")} items={exerciseTexts.stop} heading="h3" />}
      <h3>{t("Keyboard shortcuts")}</h3>
      <dl class="keys">
        {(session.value?.test ? testKeys() : sessionKeys()).map(([key, what]) => (
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

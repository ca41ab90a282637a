"""The safety questions, in the order in which they are asked, each short enough for a glance.

The wording is our own. What is asked, and what follows, is from: the cauda equina warning signs (Greenhalgh et
al. 2018, doi:10.1016/j.msksp.2018.06.002; the GIRFT national pathway, 2023), the framework for red flags of the
spine (Finucane et al. 2020, doi:10.2519/jospt.2020.9971), the items of the Wells score for a clot in the leg,
pre-exercise screening (Warburton et al. 2011; Riebe et al. 2015), exercise in pregnancy (ACOG Committee Opinion
804, 2020) and gluteal tendinopathy (Grimaldi et al. 2015; Mellor et al. 2018).

Every question is put so that "no" is harmless. A question that follows another stands after it.
"""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.library.exercise import Trait
from rearguard.safety.clearance import Verdict
from rearguard.safety.question import Effect, Question
from rearguard.safety.referral import CIRCULATION, FIRST, SOON, SPINE, TODAY

_SPINE = Effect(verdict=Verdict.EMERGENCY, text=SPINE)
_CIRCULATION = Effect(verdict=Verdict.EMERGENCY, text=CIRCULATION)
_TODAY = Effect(verdict=Verdict.BLOCK, text=TODAY)
_SOON = Effect(verdict=Verdict.BLOCK, text=SOON)
_FIRST = Effect(verdict=Verdict.BLOCK, text=FIRST)

# A numb buttock is what this program is about and a warning sign of cauda equina syndrome: it comes first.
NUMBNESS = (
    Question(
        id="N0",
        text=Message("Does a buttock ever go numb or tingle?"),
        # Whoever reads this as advice has said that the numbness is none of what follows.
        effect=Effect(
            advice=(
                Message(
                    "Short numbness from sitting pressure that clears when you move is common. If it stops "
                    "clearing, or moves between your legs, stop and get help."
                ),
            )
        ),
    ),
    Question(
        id="N1",
        asked_if="N0",
        text=Message("Is any of it between your legs: around the genitals, back passage or inner thighs?"),
        effect=_SPINE,
    ),
    Question(
        id="N2",
        asked_if="N0",
        text=Message("Does it stay for more than about ten minutes after you stand up or walk?"),
        effect=_SOON,
    ),
    Question(
        id="N3",
        asked_if="N0",
        text=Message("Is it new on both sides, spreading, or with weakness or a bladder or bowel change?"),
        effect=_SPINE,
    ),
    Question(
        id="N4",
        asked_if="N0",
        text=Message("Has it come most days for more than two weeks, or does it wake you?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            advice=(
                Message("Numbness that comes most days or wakes you is worth showing to a health professional."),
                Message("Keep your wallet out of your back pocket, and change or pad your seat."),
            ),
        ),
    ),
)

# Signs that cannot wait.
EMERGENCIES = (
    Question(
        id="E1",
        text=Message("Numbness or tingling around genitals, back passage or inner thighs, for example when you wipe?"),
        effect=_SPINE,
    ),
    Question(
        id="E2",
        text=Message("New trouble starting, stopping or feeling when you pee, or leaking?"),
        effect=_SPINE,
    ),
    Question(
        id="E3",
        text=Message("New loss of bowel control, or of feeling stool pass?"),
        effect=_SPINE,
    ),
    Question(
        id="E4",
        text=Message("New change in sexual feeling or function, with back or leg trouble?"),
        effect=_SPINE,
    ),
    Question(
        id="E5",
        text=Message("Pain, numbness or weakness in both legs, new or worsening?"),
        effect=_SPINE,
    ),
    Question(
        id="E6",
        text=Message("A leg or foot getting weaker: slapping, tripping or giving way?"),
        effect=_SOON,
    ),
    Question(
        id="E6-sudden",
        asked_if="E6",
        text=Message("Did the weakness come on suddenly, or within days?"),
        effect=_SPINE,
    ),
    Question(
        id="E7",
        text=Message("Chest pain, breathlessness at rest or fainting in the last month?"),
        # Past and looked into is past and cleared by a clinician: that statement lifts it.
        effect=_SOON,
    ),
    Question(
        id="E7-now",
        asked_if="E7",
        text=Message("Is any of that happening now?"),
        effect=_CIRCULATION,
    ),
    Question(
        id="E8",
        # Surgery, travel and bed rest make it likelier; nobody has to have had them to say yes.
        text=Message("One calf or thigh swollen, warm, red or painful?"),
        effect=_CIRCULATION,
    ),
)

# What someone else has to look at first.
BLOCKS = (
    Question(
        id="B1",
        text=Message("Back or hip pain after a fall, crash or (over 70, thin bones, long-term steroids) small knock?"),
        effect=_TODAY,
    ),
    Question(
        id="B2",
        text=Message(
            "Back or hip pain with fever, chills, feeling very ill, a recent infection, injected drugs or weak "
            "immunity?"
        ),
        effect=_TODAY,
    ),
    Question(
        id="B3",
        text=Message("Night or rest pain that no position eases, unexplained weight loss, or cancer ever?"),
        effect=_FIRST,
    ),
    Question(
        id="B4",
        text=Message("Unable to put weight on a leg, or sudden severe groin or hip pain?"),
        effect=_TODAY,
    ),
    Question(
        id="B5",
        text=Message("Heart disease, uncontrolled blood pressure, or told to exercise only supervised?"),
        effect=_FIRST,
    ),
    Question(
        id="B6",
        text=Message("Hip, back, abdominal or pelvic surgery (caesarean too) in the last three months?"),
        effect=_FIRST,
    ),
)

# What changes the routine.
CAUTIONS = (
    Question(
        id="C1",
        text=Message("A hip replacement, ever?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={
                Trait.CROSSED_HIP_FLEXION: Message("hip replacement"),
                Trait.DEEP_HIP_FLEXION: Message("hip replacement"),
                # With a replaced hip, side steps are offered without a band only.
                Trait.RESISTANCE_BAND: Message("hip replacement: nothing with a band"),
            },
            advice=(
                Message("Ask your surgeon which movements to avoid, and leave out what needs one of them."),
                Message("In place of the monster walk, take small side steps without a band."),
            ),
        ),
    ),
    Question(
        id="C1-front",
        asked_if="C1",
        text=Message("Was the hip operated on from the front?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.HIP_EXTENSION_STRETCH: Message("hip replacement from the front")},
        ),
    ),
    Question(
        id="C2",
        text=Message("Pregnant, or gave birth in the last 12 weeks?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            advice=(
                Message(
                    "Stop and get help for bleeding, leaking fluid, contractions, dizziness, headache, chest pain "
                    "or a swollen calf."
                ),
            ),
        ),
    ),
    Question(
        id="C2-problem",
        asked_if="C2",
        text=Message("Any problem with the pregnancy or birth, or told not to exercise?"),
        effect=_FIRST,
    ),
    Question(
        id="C2-late",
        asked_if="C2",
        text=Message("Are you more than about 20 weeks pregnant?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.ON_BACK: Message("pregnant past 20 weeks: nothing on the back")},
            advice=(Message("In place of the bridge, stand against a wall and squeeze the glutes."),),
        ),
    ),
    Question(
        id="C2-girdle",
        asked_if="C2",
        text=Message("Any pain at the front or back of the pelvis?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={
                Trait.SINGLE_LEG: Message("pelvic girdle pain"),
                Trait.WIDE_STEP: Message("pelvic girdle pain"),
            },
        ),
    ),
    Question(
        id="C3",
        text=Message("Pain on the outer hip, worse lying on it or crossing legs?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.CROSSED_HIP_FLEXION: Message("pain on the outside of the hip")},
            lowest_level=True,
            advice=(
                Message("Clamshell: lie on the good side only, with a pillow between the knees."),
                Message("Keep steps small, and don't stand hanging on one hip."),
            ),
        ),
    ),
    Question(
        id="C4",
        text=Message("A groin pinch when the knee comes to the chest?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.DEEP_HIP_FLEXION: Message("groin pinch")},
            advice=(
                Message(
                    "In place of the piriformis stretch, rest the ankle on the other knee and sit tall, without "
                    "pulling; bend the hip no further than a right angle."
                ),
            ),
        ),
    ),
    Question(
        id="C5",
        text=Message("Pain or tingling down one leg, below the knee?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.CROSSED_HIP_FLEXION: Message("pain or tingling down one leg")},
            advice=(
                Message("Stop what raises your pain above 2 out of 10."),
                Message("See a health professional if it lasts more than six weeks or gets worse."),
            ),
        ),
    ),
    Question(
        id="C6",
        text=Message(
            "Osteoporosis, recent fracture, inflammatory arthritis, blood thinners, or diabetes with numb feet?"
        ),
        effect=Effect(
            verdict=Verdict.CAUTION,
            removes={Trait.EXTERNAL_WEIGHT: Message("no weights with bone, joint or nerve disease or blood thinners")},
            advice=(Message("Stand beside something firm that you can hold."),),
        ),
    ),
    Question(
        id="C7",
        text=Message("Controlled high blood pressure, glaucoma or a hernia?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            longest_hold=10,
            advice=(Message("Keep breathing; never hold your breath."),),
        ),
    ),
    Question(
        id="C8",
        text=Message("Dizzy, unsteady, or 65 or older and fallen this year?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            advice=(Message("Do what you do standing beside a wall, and keep your eyes open in every balance test."),),
        ),
    ),
    Question(
        id="C9",
        text=Message("Under 16?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            advice=(Message("Do the routine with an adult beside you."),),
        ),
    ),
    Question(
        id="C10",
        text=Message("Allergic to latex?"),
        effect=Effect(
            verdict=Verdict.CAUTION,
            advice=(Message("Use a band of fabric, or one that is free of latex."),),
        ),
    ),
)

QUESTIONS: tuple[Question, ...] = NUMBNESS + EMERGENCIES + BLOCKS + CAUTIONS
"""All of them, in the order in which they are asked."""

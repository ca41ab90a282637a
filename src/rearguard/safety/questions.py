"""The safety questions in the order in which they are asked, each short enough to read at a glance.

The wording is our own. The topics and their effects come from: the cauda equina warning signs (Greenhalgh et
al. 2018, doi:10.1016/j.msksp.2018.06.002; the GIRFT national pathway, 2023), the framework for red flags of the
spine (Finucane et al. 2020, doi:10.2519/jospt.2020.9971), the items of the Wells score for a clot in the leg,
pre-exercise screening (Warburton et al. 2011; Riebe et al. 2015), exercise in pregnancy (ACOG Committee Opinion
804, 2020) and gluteal tendinopathy (Grimaldi et al. 2015; Mellor et al. 2018).

Every question is worded so that "no" is harmless. A follow-up question stands after the question that leads to it.
"""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.library.exercise import Trait
from rearguard.safety.clearance import Verdict
from rearguard.safety.question import SafetyEffect, SafetyQuestion
from rearguard.safety.referral import (
    CIRCULATION_EMERGENCY,
    SEE_PROFESSIONAL_FIRST,
    SEE_PROFESSIONAL_SOON,
    SEE_PROFESSIONAL_TODAY,
    SPINE_EMERGENCY,
)

_SPINE_EFFECT = SafetyEffect(verdict=Verdict.EMERGENCY, text=SPINE_EMERGENCY)
_CIRCULATION_EFFECT = SafetyEffect(verdict=Verdict.EMERGENCY, text=CIRCULATION_EMERGENCY)
_SEE_TODAY_EFFECT = SafetyEffect(verdict=Verdict.BLOCK, text=SEE_PROFESSIONAL_TODAY)
_SEE_SOON_EFFECT = SafetyEffect(verdict=Verdict.BLOCK, text=SEE_PROFESSIONAL_SOON)
_SEE_FIRST_EFFECT = SafetyEffect(verdict=Verdict.BLOCK, text=SEE_PROFESSIONAL_FIRST)

_HIP_REPLACEMENT_REASON = Message("no deep hip bending and no crossed leg, because of your hip replacement")
_PELVIC_PAIN_REASON = Message("nothing on one leg and no wide steps, because of the pain in your pelvis")

# A numb buttock is what this program is about and a warning sign of cauda equina syndrome: it comes first.
NUMBNESS_QUESTIONS = (
    SafetyQuestion(
        id="N0",
        text=Message("Do your buttocks ever go numb or tingle?"),
        # Shown only with a clearance, so after the warning signs below are ruled out.
        effect=SafetyEffect(
            advice=(
                Message(
                    "Brief numbness from sitting that clears when you move is common. If it no longer clears, or "
                    "moves to between your legs, stop and get help."
                ),
            )
        ),
    ),
    SafetyQuestion(
        id="N1",
        asked_if="N0",
        text=Message("Is any of it between your legs: around your genitals, your back passage or your inner thighs?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="N2",
        asked_if="N0",
        text=Message("Does it last more than about ten minutes after you stand up or walk?"),
        effect=_SEE_SOON_EFFECT,
    ),
    SafetyQuestion(
        id="N3",
        asked_if="N0",
        text=Message(
            "Is it new on both sides, spreading, or together with weakness or a change in your bladder or bowels?"
        ),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="N4",
        asked_if="N0",
        text=Message("Has it come on most days for more than two weeks, or does it wake you up?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            advice=(
                Message("Numbness that comes on most days or wakes you up is worth showing to a health professional."),
                Message("Keep your wallet out of your back pocket, and change your chair or add a cushion."),
            ),
        ),
    ),
)

# Signs that cannot wait.
EMERGENCY_QUESTIONS = (
    SafetyQuestion(
        id="E1",
        text=Message(
            "Numbness or tingling around your genitals, back passage or inner thighs, for example when you wipe?"
        ),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E2",
        text=Message("New trouble starting, stopping or feeling it when you pee, or leaking?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E3",
        text=Message("New loss of bowel control, or of the feeling when you pass stool?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E4",
        text=Message("A new change in sexual feeling or function together with back or leg problems?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E5",
        text=Message("New or worsening pain, numbness or weakness in both legs?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E6",
        text=Message("A leg or foot that is getting weaker: the foot slaps, you trip, or the leg gives way?"),
        effect=_SEE_SOON_EFFECT,
    ),
    SafetyQuestion(
        id="E6-sudden",
        asked_if="E6",
        text=Message("Did the weakness come on suddenly, or within days?"),
        effect=_SPINE_EFFECT,
    ),
    SafetyQuestion(
        id="E7",
        text=Message("Chest pain, breathlessness at rest or fainting in the last month?"),
        # An event that is over can be cleared by a clinician, which lifts the block.
        effect=_SEE_SOON_EFFECT,
    ),
    SafetyQuestion(
        id="E7-now",
        asked_if="E7",
        text=Message("Is any of that happening now?"),
        effect=_CIRCULATION_EFFECT,
    ),
    SafetyQuestion(
        id="E8",
        # Surgery, travel and bed rest make it likelier but are not needed for a yes.
        text=Message("One calf or thigh that is swollen, warm, red or painful?"),
        effect=_CIRCULATION_EFFECT,
    ),
)

# Signs that need a health professional first.
BLOCKING_QUESTIONS = (
    SafetyQuestion(
        id="B1",
        text=Message(
            "Back or hip pain after a fall or crash, or (over 70, thin bones, long-term steroids) after a small knock?"
        ),
        effect=_SEE_TODAY_EFFECT,
    ),
    SafetyQuestion(
        id="B2",
        text=Message(
            "Back or hip pain with any of these: fever, chills, feeling very ill, recent infection, injected "
            "drugs, weak immunity?"
        ),
        effect=_SEE_TODAY_EFFECT,
    ),
    SafetyQuestion(
        id="B3",
        text=Message(
            "Pain at night or at rest that no position eases, unexplained weight loss, or cancer at any time?"
        ),
        effect=_SEE_FIRST_EFFECT,
    ),
    SafetyQuestion(
        id="B4",
        text=Message("You can't put weight on a leg, or you have sudden severe groin or hip pain?"),
        effect=_SEE_TODAY_EFFECT,
    ),
    SafetyQuestion(
        id="B5",
        text=Message(
            "Heart disease, blood pressure that isn't under control, or been told to exercise only under supervision?"
        ),
        effect=_SEE_FIRST_EFFECT,
    ),
    SafetyQuestion(
        id="B6",
        text=Message("Hip, back, abdominal or pelvic surgery in the last three months, including a caesarean?"),
        effect=_SEE_FIRST_EFFECT,
    ),
)

# Conditions that change the exercises.
CAUTION_QUESTIONS = (
    SafetyQuestion(
        id="C1",
        text=Message("Have you ever had a hip replacement?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.CROSSED_HIP_FLEXION: _HIP_REPLACEMENT_REASON,
                Trait.DEEP_HIP_FLEXION: _HIP_REPLACEMENT_REASON,
                # With a replaced hip, side steps are allowed without a band only.
                Trait.RESISTANCE_BAND: Message("no band, because of your hip replacement"),
            },
            advice=(
                Message("Ask your surgeon which movements to avoid, and skip any exercise that needs them."),
                Message("Instead of the monster walk, take small side steps without a band."),
            ),
        ),
    ),
    SafetyQuestion(
        id="C1-front",
        asked_if="C1",
        text=Message("Was your hip replaced from the front (anterior approach)?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.HIP_EXTENSION_STRETCH: Message(
                    "no stretch at the front of the hip, because your hip was replaced from the front"
                )
            },
        ),
    ),
    SafetyQuestion(
        id="C2",
        text=Message("Are you pregnant, or did you give birth in the last 12 weeks?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            advice=(
                Message(
                    "Stop and get help if you have bleeding, leaking fluid, contractions, dizziness, headache, chest "
                    "pain or a swollen calf."
                ),
            ),
        ),
    ),
    SafetyQuestion(
        id="C2-problem",
        asked_if="C2",
        text=Message("Any problem with the pregnancy or birth, or have you been told not to exercise?"),
        effect=_SEE_FIRST_EFFECT,
    ),
    SafetyQuestion(
        id="C2-late",
        asked_if="C2",
        text=Message("Are you more than about 20 weeks pregnant?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={Trait.ON_BACK: Message("nothing lying on your back, because you are past 20 weeks")},
            advice=(Message("Instead of the bridge, stand against a wall and squeeze your glutes."),),
        ),
    ),
    SafetyQuestion(
        id="C2-girdle",
        asked_if="C2",
        text=Message("Any pain at the front or back of your pelvis?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.SINGLE_LEG: _PELVIC_PAIN_REASON,
                Trait.WIDE_STEP: _PELVIC_PAIN_REASON,
            },
        ),
    ),
    SafetyQuestion(
        id="C3",
        text=Message("Pain on the outside of your hip that gets worse when you lie on it or cross your legs?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.CROSSED_HIP_FLEXION: Message("no crossed leg, because of the pain on the outside of your hip")
            },
            lowest_level_only=True,
            advice=(
                Message("Clamshell: lie only on your good side, with a pillow between your knees."),
                Message("Keep your steps small, and don't sink into one hip when you stand."),
            ),
        ),
    ),
    SafetyQuestion(
        id="C4",
        text=Message("A pinch in your groin when you bring your knee to your chest?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={Trait.DEEP_HIP_FLEXION: Message("no deep hip bending, because of the pinch in your groin")},
            advice=(
                Message(
                    "Instead of the piriformis stretch, rest your ankle on the other knee and sit tall. Don't pull, "
                    "and don't bend the hip past a right angle."
                ),
            ),
        ),
    ),
    SafetyQuestion(
        id="C5",
        text=Message("Pain or tingling that runs down one leg to below the knee?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.CROSSED_HIP_FLEXION: Message("no crossed leg, because of the pain or tingling down your leg")
            },
            advice=(
                Message("Stop any exercise that takes your pain above 2 out of 10."),
                Message("See a health professional if it lasts more than six weeks or gets worse."),
            ),
        ),
    ),
    SafetyQuestion(
        id="C6",
        text=Message(
            "Osteoporosis, recent fracture, inflammatory arthritis, blood thinners, or diabetes with numb feet?"
        ),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            removed_traits={
                Trait.EXTERNAL_WEIGHT: Message(
                    "no weights, because of what you told us about your bones, joints, nerves or blood thinners"
                )
            },
            advice=(Message("Stand beside something firm that you can hold on to."),),
        ),
    ),
    SafetyQuestion(
        id="C7",
        text=Message("High blood pressure that is under control, glaucoma or a hernia?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            max_hold_s=10,
            advice=(Message("Keep breathing; never hold your breath."),),
        ),
    ),
    SafetyQuestion(
        id="C8",
        text=Message("Dizzy or unsteady on your feet? Or 65 or older, with a fall in the past year?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            advice=(
                Message("Do the standing exercises beside a wall, and keep your eyes open in every balance test."),
            ),
        ),
    ),
    SafetyQuestion(
        id="C9",
        text=Message("Under 16?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            advice=(Message("Do the exercises with an adult beside you."),),
        ),
    ),
    SafetyQuestion(
        id="C10",
        text=Message("Allergic to latex?"),
        effect=SafetyEffect(
            verdict=Verdict.CAUTION,
            advice=(Message("Use a fabric band or a latex-free one."),),
        ),
    ),
)

SAFETY_QUESTIONS: tuple[SafetyQuestion, ...] = (
    NUMBNESS_QUESTIONS + EMERGENCY_QUESTIONS + BLOCKING_QUESTIONS + CAUTION_QUESTIONS
)
"""All safety questions, in the order in which they are asked."""

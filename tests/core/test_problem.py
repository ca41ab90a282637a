from rearguard.core.errors import IllegalCommand, InvalidRequest, RearguardError, Refusal
from rearguard.core.message import Message
from rearguard.core.problem import Problem


def test_a_problem_says_file_place_and_what_is_wrong() -> None:
    assert str(Problem("my.toml", "levels.2.effort", Message("must be {most} at most", {"most": 1}))) == (
        "my.toml: levels.2.effort: must be 1 at most"
    )


def test_a_problem_of_a_whole_file_has_no_place() -> None:
    assert str(Problem("my.toml", "", Message("is not UTF-8"))) == "my.toml: is not UTF-8"


def test_a_problem_is_reported_in_the_readers_language() -> None:
    problem = Problem("my.toml", "id", Message("is missing"))

    assert problem.render({"is missing": "fehlt"}.__getitem__) == "my.toml: id: fehlt"


def test_a_refusal_reads_as_its_message_and_keeps_it_for_translation() -> None:
    message = Message("There is no exercise {name}", {"name": "plank"})

    assert str(InvalidRequest(message)) == "There is no exercise plank"
    assert InvalidRequest(message).message == message


def test_every_error_of_ours_has_a_common_base() -> None:
    assert all(issubclass(kind, RearguardError) for kind in (Refusal, InvalidRequest, IllegalCommand))

"""Two coordinators decide on the same texts in the same moment."""

from __future__ import annotations

import threading

from flask import Flask

from bench.races import Answer, decide_all, faults_of
from tests.drafts import case_study, waiting
from tests.world import World
from uclg_share.database import db


def test_of_two_decisions_on_each_text_one_holds_and_the_other_hears_it(
    app: Flask, world: World
) -> None:
    texts = [case_study(world, f"Well {at}") for at in range(6)]
    ids = [waiting(world, text).id for text in texts]
    emails = [world.bruno.email, world.elif_.email]
    db.session.commit()
    answers: list[Answer] = []

    def race(email: str) -> None:
        answers.extend(decide_all(app, email, ids))

    racers = [threading.Thread(target=race, args=(email,)) for email in emails]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert len(answers) == 12
    assert faults_of(answers, len(ids)) == []
    assert sum(bool(answer.first) for answer in answers) == 6


def test_a_lost_or_doubled_decision_would_be_seen(world: World) -> None:
    review = waiting(world)
    db.session.commit()
    twice = [Answer(review.id, "Bruno"), Answer(review.id, "Elif")]

    faults = " ".join(faults_of(twice, 1))

    assert "was decided 2 times" in faults
    assert "is waiting by ''" in faults
    assert "0 entries in the log for 1 reviews" in faults

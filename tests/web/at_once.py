"""One form, sent from several browsers in the same moment."""

from __future__ import annotations

import threading
from typing import Any

from flask.testing import FlaskClient

from uclg_share.database import db


def at_once(
    browsers: list[FlaskClient], path: str, *forms: dict[str, Any]
) -> list[int]:
    """The codes of all answers. The browsers take the forms in turn."""
    db.session.commit()
    start, codes = threading.Barrier(len(browsers)), [0] * len(browsers)

    def press(at: int) -> None:
        start.wait()
        form = forms[at % len(forms)]
        codes[at] = browsers[at].post(path, data=form).status_code

    threads = [threading.Thread(target=press, args=(at,)) for at in range(len(codes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes
